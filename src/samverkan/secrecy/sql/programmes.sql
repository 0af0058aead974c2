-- Programmes: rights follow the version in force, an authority governs its own, and what has happened stays so.

-- An authority's governing officer, by the assignment that is bound.
CREATE FUNCTION sec.governs() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (SELECT 1 FROM public.secrecy_assignment d
                    WHERE d.id = sec.assignment() AND d.agency_id = sec.me() AND 'govern' = ANY (d.duties))
$$;
REVOKE ALL ON FUNCTION sec.governs() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.governs() TO samverkan_web;

ALTER TABLE secrecy_programme ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON secrecy_programme FOR SELECT USING (true);
CREATE POLICY owner_starts ON secrecy_programme FOR INSERT TO samverkan_web
    WITH CHECK (owner_id = (SELECT sec.me()) AND (SELECT sec.governs()));
CREATE POLICY owner_changes ON secrecy_programme FOR UPDATE TO samverkan_web
    USING (owner_id = (SELECT sec.me()) AND (SELECT sec.governs()));
-- Owner, method, area and start are never changed: another of them is another programme.
GRANT INSERT, UPDATE (name, purpose, held_version, next_version, next_from, permanent_on, review_on, ended_on)
    ON secrecy_programme TO samverkan_web;

CREATE FUNCTION sec.keep_programme() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE v_today date := (greatest(clock_timestamp(), (SELECT high_water FROM sec.clock))
                         AT TIME ZONE 'Europe/Stockholm')::date;
BEGIN
    IF NOT (SELECT open FROM sec.history)
       AND ((OLD.ended_on <= v_today AND NEW.ended_on IS DISTINCT FROM OLD.ended_on)
            OR (OLD.permanent_on <= v_today AND NEW.permanent_on IS DISTINCT FROM OLD.permanent_on)) THEN
        RAISE EXCEPTION 'samverkan: what has happened to a programme is not undone' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.keep_programme() FROM PUBLIC;
CREATE TRIGGER kept BEFORE UPDATE ON secrecy_programme FOR EACH ROW EXECUTE FUNCTION sec.keep_programme();

-- Nobody gives themselves an assignment, with or without duties, as nobody seats themselves.
ALTER POLICY own_people ON secrecy_assignment WITH CHECK (
    agency_id = (SELECT sec.me()) AND officer_id IS DISTINCT FROM (SELECT sec.officer()));

GRANT SELECT ON secrecy_programme TO samverkan_door;
CREATE OR REPLACE FUNCTION sec.may_decide(p_officer uuid, p_programme uuid, p_on date, p_mode text)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.secrecy_seat s
        JOIN public.secrecy_assignment a ON a.id = s.assignment_id
        JOIN public.secrecy_programme g ON g.id = s.programme_id
        JOIN public.secrecy_roleright r ON r.method = g.method AND r.role = s.role
         AND r.version = CASE WHEN g.next_from <= p_on THEN g.next_version ELSE g.held_version END
        WHERE a.officer_id = p_officer AND a.agency_id = sec.me() AND s.programme_id = p_programme
          AND ('decide' = ANY (r.may) OR (p_mode = 'on_the_spot' AND 'decide_on_the_spot' = ANY (r.may)))
          AND s.valid_from <= p_on AND (s.valid_to IS NULL OR s.valid_to >= p_on)
          AND a.valid_from <= p_on AND (a.valid_to IS NULL OR a.valid_to >= p_on))
$$;

CREATE OR REPLACE FUNCTION sec.may_second(p_officer uuid, p_programme uuid, p_on date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.secrecy_seat s
        JOIN public.secrecy_assignment a ON a.id = s.assignment_id
        JOIN public.secrecy_programme g ON g.id = s.programme_id
        JOIN public.secrecy_roleright r ON r.method = g.method AND r.role = s.role
         AND r.version = CASE WHEN g.next_from <= p_on THEN g.next_version ELSE g.held_version END
        WHERE a.officer_id = p_officer AND a.agency_id = sec.me() AND s.programme_id = p_programme
          AND r.may && ARRAY['decide', 'second']::varchar[]
          AND s.valid_from <= p_on AND (s.valid_to IS NULL OR s.valid_to >= p_on)
          AND a.valid_from <= p_on AND (a.valid_to IS NULL OR a.valid_to >= p_on))
$$;

-- Nothing new crosses in a programme that has not begun or has ended, nor to or from a party that has left.
CREATE FUNCTION sec.only_running() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE v_on date := (NEW.sent_at AT TIME ZONE 'Europe/Stockholm')::date;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.secrecy_programme g WHERE g.id = NEW.programme_id
                    AND g.started_on <= v_on AND (g.ended_on IS NULL OR g.ended_on > v_on))
       OR EXISTS (SELECT 1 FROM public.secrecy_party p WHERE p.programme_id = NEW.programme_id
                   AND p.agency_id IN (NEW.agency_id, NEW.giver_id) AND p.left_on <= v_on) THEN
        RAISE EXCEPTION 'samverkan: the programme is not running between these' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.only_running() FROM PUBLIC;
CREATE TRIGGER running BEFORE INSERT ON secrecy_delivery FOR EACH ROW
    WHEN (NEW.kind = 'copy') EXECUTE FUNCTION sec.only_running();
