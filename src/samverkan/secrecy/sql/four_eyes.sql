-- Two deciders where the method asks for two, whatever the program or a disclosure's own mark says. What a version
-- asks is written by installation (secrecy_foureyesrule); no role that signs in may write there.

CREATE FUNCTION sec.in_history() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT open FROM sec.history
$$;

-- The stricter of the version the case is on and the one in force counts, so that nobody gets by with one pair of
-- eyes by moving a case to a laxer version. What cannot be read asks for two.
CREATE FUNCTION sec.asks_for_two(d public.secrecy_disclosure, p_on date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT coalesce((
        SELECT c.method <> g.method OR EXISTS (
            SELECT 1 FROM public.secrecy_foureyesrule r
             WHERE r.method = g.method
               AND r.version IN (c.method_version,
                                 CASE WHEN g.next_from <= p_on THEN g.next_version ELSE g.held_version END)
               AND r.ground IN ('', d.ground) AND r.mode IN ('', d.mode)
               AND (r.kind = '' OR EXISTS (
                    SELECT 1 FROM public.secrecy_disclosedentry i
                      JOIN public.secrecy_entry e ON e.agency_id = i.agency_id AND e.id = i.entry_id
                     WHERE i.agency_id = d.agency_id AND i.disclosure_id = d.id AND e.kind = r.kind)))
          FROM public.secrecy_casefile c, public.secrecy_programme g
         WHERE c.agency_id = d.agency_id AND c.id = d.case_id AND g.id = d.programme_id), true)
$$;

CREATE FUNCTION sec.seen_by_two(d public.secrecy_disclosure, p_on date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT CASE WHEN d.mode <> 'standing'
        THEN coalesce(d.seconded_by <> d.decided_by AND sec.may_second(d.seconded_by, d.programme_id, p_on), false)
        ELSE EXISTS (SELECT 1 FROM public.secrecy_standingdecision s
            WHERE s.agency_id = d.agency_id AND s.case_id = d.case_id AND s.receiver_id = d.receiver_id
              AND s.stopped_at IS NULL AND s.until >= p_on AND s.decided_by = d.decided_by
              AND s.seconded_by <> s.decided_by AND sec.may_second(s.seconded_by, d.programme_id, p_on)
              AND (s.ground, s.ground_version) = (d.ground, d.ground_version)
              AND sec.only_kinds(d.id, s.kinds))
        END
$$;

CREATE FUNCTION sec.four_eyes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    d public.secrecy_disclosure%ROWTYPE;
    v_on date := (NEW.sent_at AT TIME ZONE 'Europe/Stockholm')::date;
BEGIN
    IF sec.in_history() THEN
        RETURN NEW;
    END IF;
    SELECT * INTO d FROM public.secrecy_disclosure WHERE agency_id = NEW.giver_id AND id = NEW.disclosure;
    IF d.id IS NULL OR (sec.asks_for_two(d, v_on) AND NOT sec.seen_by_two(d, v_on)) THEN
        RAISE EXCEPTION 'samverkan: the method asks for a second decider' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER four_eyes BEFORE INSERT ON secrecy_delivery FOR EACH ROW
    WHEN (NEW.kind = 'copy') EXECUTE FUNCTION sec.four_eyes();

-- The trigger runs with the door's rights, and so sees the acting agency's own rows alone.
GRANT SELECT ON secrecy_foureyesrule TO samverkan_door;
GRANT SELECT (agency_id, id, method, method_version) ON secrecy_casefile TO samverkan_door;
CREATE POLICY door_reads_own ON secrecy_casefile FOR SELECT TO samverkan_door USING (agency_id = (SELECT sec.me()));
REVOKE ALL ON FUNCTION sec.in_history(), sec.four_eyes(), sec.asks_for_two(public.secrecy_disclosure, date),
    sec.seen_by_two(public.secrecy_disclosure, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.in_history(), sec.asks_for_two(public.secrecy_disclosure, date),
    sec.seen_by_two(public.secrecy_disclosure, date) TO samverkan_door;
