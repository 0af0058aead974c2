-- A decision carries the name of the officer who is bound, whatever a statement says: whoever gets SQL past the
-- product can still not decide in another's name, be the second pair of eyes for two, or untie what was tied.

CREATE FUNCTION sec.sign_disclosure() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE o public.secrecy_disclosure%ROWTYPE;
BEGIN
    IF (SELECT open FROM sec.history) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        o := OLD;
        IF (o.case_id, o.programme_id, o.receiver_id, o.list_id, o.form, o.mode, o.ends_on, o.request)
           IS DISTINCT FROM (NEW.case_id, NEW.programme_id, NEW.receiver_id, NEW.list_id, NEW.form, NEW.mode,
                             NEW.ends_on, NEW.request)
           OR (o.four_eyes AND NOT NEW.four_eyes)
           OR (o.decided_by IS NOT NULL AND (o.decided_by, o.ground, o.ground_version, o.four_eyes)
               IS DISTINCT FROM (NEW.decided_by, NEW.ground, NEW.ground_version, NEW.four_eyes))
           OR (o.state NOT IN ('proposed', 'second') AND NEW.state IN ('proposed', 'second', 'decided')
               AND NEW.state <> o.state) THEN
            RAISE EXCEPTION 'samverkan: what is decided is not changed' USING ERRCODE = '42501';
        END IF;
    END IF;
    IF NEW.decided_by IS DISTINCT FROM o.decided_by AND NEW.decided_by IS DISTINCT FROM sec.officer()
       AND NOT (TG_OP = 'INSERT' AND NEW.mode = 'standing') THEN
        RAISE EXCEPTION 'samverkan: nobody decides in another''s name' USING ERRCODE = '42501';
    END IF;
    IF NEW.seconded_by IS DISTINCT FROM o.seconded_by
       AND (o.state IS DISTINCT FROM 'second' OR NEW.seconded_by IS DISTINCT FROM sec.officer()) THEN
        RAISE EXCEPTION 'samverkan: nobody is second in another''s name' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.sign_disclosure() FROM PUBLIC;
CREATE TRIGGER signed BEFORE INSERT OR UPDATE ON secrecy_disclosure
    FOR EACH ROW EXECUTE FUNCTION sec.sign_disclosure();

CREATE FUNCTION sec.sign_standing() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NEW.decided_by IS DISTINCT FROM sec.officer() AND NOT (SELECT open FROM sec.history) THEN
        RAISE EXCEPTION 'samverkan: nobody decides in another''s name' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.sign_standing() FROM PUBLIC;
CREATE TRIGGER signed BEFORE INSERT ON secrecy_standingdecision
    FOR EACH ROW EXECUTE FUNCTION sec.sign_standing();

-- What is taken back, stopped or weeded stays so.
CREATE FUNCTION sec.set_once() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    was text := to_jsonb(OLD) ->> TG_ARGV[0];
BEGIN
    IF was IS NOT NULL AND was IS DISTINCT FROM to_jsonb(NEW) ->> TG_ARGV[0] THEN
        RAISE EXCEPTION 'samverkan: % is set once', TG_ARGV[0] USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.set_once() FROM PUBLIC;
CREATE TRIGGER withdrawn_once BEFORE UPDATE ON secrecy_consent
    FOR EACH ROW EXECUTE FUNCTION sec.set_once('withdrawn_at');
CREATE TRIGGER stopped_once BEFORE UPDATE ON secrecy_standingdecision
    FOR EACH ROW EXECUTE FUNCTION sec.set_once('stopped_at');
CREATE TRIGGER dropped_once BEFORE UPDATE ON secrecy_keybox
    FOR EACH ROW EXECUTE FUNCTION sec.set_once('dropped_at');

-- Nobody seats themselves, or revives a seat of their own.
ALTER POLICY own_people ON secrecy_seat WITH CHECK (EXISTS (
    SELECT 1 FROM secrecy_assignment a WHERE a.id = assignment_id AND a.agency_id = (SELECT sec.me())
       AND a.officer_id IS DISTINCT FROM (SELECT sec.officer())));
ALTER POLICY own_people_end ON secrecy_seat USING (EXISTS (
    SELECT 1 FROM secrecy_assignment a WHERE a.id = assignment_id AND a.agency_id = (SELECT sec.me())
       AND a.officer_id IS DISTINCT FROM (SELECT sec.officer())));

-- What the door asks of the kinds of entry, and of the consent under a disclosure. Kinds and dates, no content.
CREATE FUNCTION sec.only_kinds(p_disclosure uuid, p_kinds varchar[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT coalesce(bool_and(e.kind = ANY (p_kinds)), false)
      FROM public.secrecy_disclosedentry i
      LEFT JOIN public.secrecy_entry e ON e.agency_id = i.agency_id AND e.id = i.entry_id
     WHERE i.agency_id = sec.me() AND i.disclosure_id = p_disclosure
$$;

CREATE FUNCTION sec.consented(p_disclosure uuid, p_case uuid, p_receiver uuid, p_on date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.secrecy_consent c
         WHERE c.agency_id = sec.me() AND c.case_id = p_case AND c.withdrawn_at IS NULL
           AND p_on BETWEEN c.given_on AND c.until AND p_receiver = ANY (c.receivers)
           AND sec.only_kinds(p_disclosure, c.kinds))
$$;

GRANT SELECT (agency_id, disclosure_id, entry_id) ON secrecy_disclosedentry TO samverkan_door;
GRANT SELECT (agency_id, id, kind) ON secrecy_entry TO samverkan_door;
GRANT SELECT (agency_id, case_id, receivers, kinds, given_on, until, withdrawn_at)
    ON secrecy_consent TO samverkan_door;
CREATE POLICY door_reads_own ON secrecy_disclosedentry FOR SELECT TO samverkan_door
    USING (agency_id = (SELECT sec.me()));
CREATE POLICY door_reads_own ON secrecy_entry FOR SELECT TO samverkan_door USING (agency_id = (SELECT sec.me()));
CREATE POLICY door_reads_own ON secrecy_consent FOR SELECT TO samverkan_door USING (agency_id = (SELECT sec.me()));

REVOKE ALL ON FUNCTION sec.only_kinds(uuid, varchar[]), sec.consented(uuid, uuid, uuid, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.only_kinds(uuid, varchar[]), sec.consented(uuid, uuid, uuid, date) TO samverkan_door;
