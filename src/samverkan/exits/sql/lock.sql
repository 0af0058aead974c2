-- The lock round a leaver's place. Three things open it, each kept elsewhere: the lock's own key in the key store; half
-- a secret that lies here and that no login role can read; and, for each officer, a key in the key store under
-- which alone their share of that half can be read. The functions' owner, samverkan_lock, cannot sign in and sees
-- only the acting agency's own rows. The product has no right at all to the three tables made here.

CREATE TABLE exits_location (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES secrecy_agency (id),
    lock_id uuid NOT NULL,
    made_at timestamptz NOT NULL,
    made_by uuid NOT NULL,
    sealed bytea NOT NULL,
    FOREIGN KEY (agency_id, lock_id) REFERENCES exits_lock (agency_id, id)
);
CREATE INDEX location_of_lock ON exits_location (agency_id, lock_id, made_at);

CREATE TABLE exits_lockhalf (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    half bytea NOT NULL CHECK (octet_length(half) = 32),
    FOREIGN KEY (agency_id, id) REFERENCES exits_lock (agency_id, id)
);
CREATE TABLE exits_lockshare (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    share bytea NOT NULL CHECK (octet_length(share) = 32),
    FOREIGN KEY (agency_id, id) REFERENCES exits_lockkey (agency_id, id)
);

-- The moment that counts: the caller's only while an installation writes history, else never before the latest seen.
CREATE FUNCTION sec.moment(p_at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT CASE WHEN h.open THEN p_at ELSE greatest(clock_timestamp(), c.high_water) END
      FROM sec.history h, sec.clock c
$$;

CREATE FUNCTION sec.refuse_unless(p_holds boolean, p_why text) RETURNS void LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog AS $$
BEGIN
    IF p_holds IS NOT TRUE THEN
        RAISE EXCEPTION 'samverkan: %', p_why USING ERRCODE = '42501';
    END IF;
END $$;

-- Whether an assignment is live, in the acting agency, and seated in the programme.
CREATE FUNCTION sec.seated(p_assignment uuid, p_programme uuid, p_on date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.secrecy_assignment a
        JOIN public.secrecy_officer o ON o.id = a.officer_id AND o.is_active
        JOIN public.secrecy_seat s ON s.assignment_id = a.id AND s.programme_id = p_programme
        WHERE a.id = p_assignment AND a.agency_id = sec.me()
          AND s.valid_from <= p_on AND (s.valid_to IS NULL OR s.valid_to >= p_on)
          AND a.valid_from <= p_on AND (a.valid_to IS NULL OR a.valid_to >= p_on))
$$;

CREATE FUNCTION sec.programme_of_lock(p_lock uuid) RETURNS uuid LANGUAGE sql STABLE
SET search_path = pg_catalog AS $$
    SELECT c.programme_id FROM public.exits_lock l
      JOIN public.secrecy_casefile c ON c.agency_id = l.agency_id AND c.id = l.case_id
     WHERE l.agency_id = sec.me() AND l.id = p_lock
$$;

-- A new lock gets its half: made here, and never seen whole outside.
CREATE FUNCTION sec.make_lock(p_lock uuid, p_at timestamptz) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    v_on date := (sec.moment(p_at) AT TIME ZONE 'Europe/Stockholm')::date;
    v_programme uuid := sec.programme_of_lock(p_lock);
BEGIN
    PERFORM sec.refuse_unless(EXISTS (SELECT 1 FROM public.secrecy_programme p
        WHERE p.id = v_programme AND p.owner_id = sec.me()), 'only the programme''s owner keeps a place');
    PERFORM sec.refuse_unless(sec.may_decide(sec.officer(), v_programme, v_on, ''), 'only a decider makes a lock');
    INSERT INTO public.exits_lockhalf (id, agency_id, half) VALUES (p_lock, sec.me(),
        sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
END $$;

-- An officer's share: the half under a mask that only their own key in the key store can make again.
CREATE FUNCTION sec.share_lock(p_key uuid, p_mask bytea, p_at timestamptz) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    v_now timestamptz := sec.moment(p_at);
    v_on date := (v_now AT TIME ZONE 'Europe/Stockholm')::date;
    k public.exits_lockkey%ROWTYPE;
    v_programme uuid;
    v_share bytea;
BEGIN
    PERFORM sec.refuse_unless(sec.fresh(), 'prove afresh who asks');
    SELECT * INTO k FROM public.exits_lockkey WHERE agency_id = sec.me() AND id = p_key FOR SHARE;
    PERFORM sec.refuse_unless(k.id IS NOT NULL AND k.ended_at IS NULL AND k.ends_at > v_now, 'no such key');
    v_programme := sec.programme_of_lock(k.lock_id);
    PERFORM sec.refuse_unless(sec.seated(k.assignment_id, v_programme, v_on), 'the officer has no seat');
    IF k.kind = 'named' THEN
        PERFORM sec.refuse_unless(k.given_by = sec.officer()
            AND sec.may_decide(k.given_by, v_programme, v_on, ''), 'only a decider gives a key');
    ELSE
        PERFORM sec.refuse_unless(k.seconded_by = sec.officer() AND k.seconded_by <> k.given_by
            AND sec.may_second(k.seconded_by, v_programme, v_on), 'an emergency takes two');
        -- The alarm comes first: at least to somebody, and to everybody with a key.
        PERFORM sec.refuse_unless(EXISTS (SELECT 1 FROM public.exits_alarm a
             WHERE a.agency_id = sec.me() AND a.key_id = k.id) AND NOT EXISTS (
            SELECT 1 FROM public.exits_lockkey n
             WHERE n.agency_id = sec.me() AND n.lock_id = k.lock_id AND n.kind = 'named'
               AND n.ended_at IS NULL AND n.ends_at > v_now
               AND NOT EXISTS (SELECT 1 FROM public.exits_alarm a WHERE a.agency_id = sec.me()
                                  AND a.key_id = k.id AND a.assignment_id = n.assignment_id)),
            'no emergency without the alarm');
    END IF;
    SELECT half INTO STRICT v_share FROM public.exits_lockhalf WHERE agency_id = sec.me() AND id = k.lock_id;
    PERFORM sec.refuse_unless(octet_length(p_mask) = 32, 'a mask has 32 bytes');
    FOR n IN 0..31 LOOP
        v_share := set_byte(v_share, n, get_byte(v_share, n) # get_byte(p_mask, n));
    END LOOP;
    INSERT INTO public.exits_lockshare (id, agency_id, share) VALUES (p_key, sec.me(), v_share);
END $$;

-- The key of whoever is bound, held until the transaction ends: a revocation waits for it or comes before it.
CREATE FUNCTION sec.turn(p_lock uuid, p_now timestamptz, p_named_only boolean) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    v_key uuid;
BEGIN
    PERFORM sec.refuse_unless(sec.fresh(), 'prove afresh who asks');
    SELECT k.id INTO v_key FROM public.exits_lockkey k
      JOIN public.secrecy_assignment a ON a.id = k.assignment_id AND a.officer_id = sec.officer()
     WHERE k.agency_id = sec.me() AND k.lock_id = p_lock AND k.assignment_id = sec.assignment()
       AND k.ended_at IS NULL AND k.given_at <= p_now AND k.ends_at > p_now
       AND (k.kind = 'named' OR (k.seconded_by IS NOT NULL AND NOT p_named_only))
     ORDER BY k.kind DESC, k.ends_at DESC LIMIT 1 FOR SHARE OF k;
    PERFORM sec.refuse_unless(v_key IS NOT NULL AND sec.seated(sec.assignment(), sec.programme_of_lock(p_lock),
        (p_now AT TIME ZONE 'Europe/Stockholm')::date), 'no key to this lock');
    RETURN v_key;
END $$;

-- Opening writes down that it was opened, whatever the product does.
CREATE FUNCTION sec.open_lock(p_lock uuid, p_opening uuid, p_at timestamptz)
RETURNS TABLE (key uuid, share bytea, location uuid, made_at timestamptz, made_by uuid, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    v_now timestamptz := sec.moment(p_at);
    v_key uuid := sec.turn(p_lock, v_now, false);
BEGIN
    INSERT INTO public.exits_opening (id, agency_id, lock_id, key_id, at, by)
        VALUES (p_opening, sec.me(), p_lock, v_key, v_now, sec.officer());
    RETURN QUERY SELECT v_key, s.share, l.id, l.made_at, l.made_by, l.sealed
        FROM public.exits_lockshare s
        LEFT JOIN public.exits_location l ON l.agency_id = s.agency_id AND l.lock_id = p_lock
       WHERE s.agency_id = sec.me() AND s.id = v_key ORDER BY l.made_at DESC NULLS LAST;
END $$;

-- A place is written by somebody on the list, never through an emergency.
CREATE FUNCTION sec.put_location(p_location uuid, p_lock uuid, p_sealed bytea, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    v_now timestamptz := sec.moment(p_at);
BEGIN
    PERFORM sec.turn(p_lock, v_now, true);
    INSERT INTO public.exits_location (id, agency_id, lock_id, made_at, made_by, sealed)
        VALUES (p_location, sec.me(), p_lock, v_now, sec.officer(), p_sealed);
END $$;

-- A key carries the names of those who are bound, ends once, and is given to nobody by themselves.
CREATE FUNCTION sec.sign_lockkey() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    o public.exits_lockkey%ROWTYPE;
    v_holder uuid := (SELECT officer_id FROM public.secrecy_assignment
                       WHERE id = NEW.assignment_id AND agency_id = sec.me());
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM sec.refuse_unless(NEW.given_by = sec.officer() AND NEW.seconded_by IS NULL AND NEW.ended_at IS NULL
            AND NEW.reviewed_at IS NULL, 'nobody gives a key in another''s name');
        PERFORM sec.refuse_unless(v_holder IS NOT NULL AND (NEW.kind = 'emergency') = (v_holder = NEW.given_by),
            'a key is given to another, and an emergency asked for by oneself');
        PERFORM sec.refuse_unless(NEW.ends_at <= NEW.given_at + CASE NEW.kind WHEN 'named' THEN interval '1 year'
            ELSE interval '1 day' END, 'a key ends');
        RETURN NEW;
    END IF;
    o := OLD;
    PERFORM sec.refuse_unless((o.lock_id, o.assignment_id, o.kind, o.given_by, o.given_at)
        = (NEW.lock_id, NEW.assignment_id, NEW.kind, NEW.given_by, NEW.given_at), 'a key is not changed');
    PERFORM sec.refuse_unless(o.ended_at IS NOT DISTINCT FROM NEW.ended_at
        OR (o.ended_at IS NULL AND NEW.ended_by = sec.officer()), 'what has ended stays ended');
    IF NEW.seconded_by IS DISTINCT FROM o.seconded_by THEN
        PERFORM sec.refuse_unless(o.seconded_by IS NULL AND o.ended_at IS NULL AND o.kind = 'emergency'
            AND NEW.seconded_by = sec.officer() AND NEW.seconded_by <> NEW.given_by
            AND NEW.ends_at <= NEW.seconded_at + interval '1 hour'
            AND NEW.seconded_at <= sec.moment(NEW.seconded_at) + interval '1 minute',
            'nobody is second in another''s name');
    ELSE
        PERFORM sec.refuse_unless(o.ends_at = NEW.ends_at AND o.seconded_at IS NOT DISTINCT FROM NEW.seconded_at,
            'a key is not prolonged');
    END IF;
    PERFORM sec.refuse_unless(o.reviewed_by IS NOT DISTINCT FROM NEW.reviewed_by
        OR (o.reviewed_by IS NULL AND NEW.reviewed_by = sec.officer()
            AND NEW.reviewed_by NOT IN (NEW.given_by, coalesce(NEW.seconded_by, NEW.given_by))),
        'a third person reviews');
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.sign_lockkey(), sec.moment(timestamptz), sec.refuse_unless(boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.moment(timestamptz), sec.refuse_unless(boolean, text), sec.me(), sec.officer(),
    sec.assignment(), sec.fresh() TO samverkan_lock;
CREATE TRIGGER signed BEFORE INSERT OR UPDATE ON exits_lockkey FOR EACH ROW EXECUTE FUNCTION sec.sign_lockkey();
CREATE TRIGGER seen_once BEFORE UPDATE ON exits_alarm FOR EACH ROW EXECUTE FUNCTION sec.set_once('seen_at');

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['exits_location', 'exits_lockhalf', 'exits_lockshare'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        -- The product could see its own rows, had it any right to the table: it has none.
        EXECUTE format('CREATE POLICY own_compartment ON %I TO samverkan_web
            USING (agency_id = (SELECT sec.me())) WITH CHECK (agency_id = (SELECT sec.me()))', t);
        EXECUTE format('GRANT SELECT ON %I TO samverkan_backup', t);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO samverkan_lock', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['exits_location', 'exits_lockhalf', 'exits_lockshare', 'exits_opening'] LOOP
        EXECUTE format('CREATE POLICY lock_adds_own ON %I FOR INSERT TO samverkan_lock
            WITH CHECK (agency_id = (SELECT sec.me()))', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['exits_location', 'exits_lockhalf', 'exits_lockshare', 'exits_lock', 'exits_lockkey',
                             'exits_alarm', 'secrecy_casefile'] LOOP
        EXECUTE format('CREATE POLICY lock_reads_own ON %I FOR SELECT TO samverkan_lock
            USING (agency_id = (SELECT sec.me()))', t);
    END LOOP;
END $$;
-- To hold a key's row takes the right to change it; what the lock's functions never do.
CREATE POLICY lock_holds_own ON exits_lockkey FOR UPDATE TO samverkan_lock
    USING (agency_id = (SELECT sec.me())) WITH CHECK (agency_id = (SELECT sec.me()));
GRANT USAGE ON SCHEMA public, sec TO samverkan_lock;
GRANT SELECT ON exits_lock, exits_lockkey, exits_alarm TO samverkan_lock;
GRANT UPDATE (ended_at) ON exits_lockkey TO samverkan_lock;
GRANT INSERT ON exits_opening TO samverkan_lock;
GRANT SELECT (agency_id, id, programme_id) ON secrecy_casefile TO samverkan_lock;
GRANT SELECT ON secrecy_assignment, secrecy_seat, secrecy_roleright, secrecy_programme TO samverkan_lock;
GRANT SELECT (id, is_active) ON secrecy_officer TO samverkan_lock;

GRANT CREATE ON SCHEMA sec TO samverkan_lock;
DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['sec.make_lock(uuid, timestamptz)', 'sec.share_lock(uuid, bytea, timestamptz)',
                             'sec.open_lock(uuid, uuid, timestamptz)',
                             'sec.put_location(uuid, uuid, bytea, timestamptz)',
                             'sec.turn(uuid, timestamptz, boolean)', 'sec.seated(uuid, uuid, date)',
                             'sec.programme_of_lock(uuid)'] LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('ALTER FUNCTION %s OWNER TO samverkan_lock', f);
    END LOOP;
END $$;
REVOKE CREATE ON SCHEMA sec FROM samverkan_lock;
SET LOCAL ROLE samverkan_door;
GRANT EXECUTE ON FUNCTION sec.may_decide(uuid, uuid, date, text), sec.may_second(uuid, uuid, date) TO samverkan_lock;
SET LOCAL ROLE samverkan_lock;
GRANT EXECUTE ON FUNCTION sec.make_lock(uuid, timestamptz), sec.share_lock(uuid, bytea, timestamptz),
    sec.open_lock(uuid, uuid, timestamptz), sec.put_location(uuid, uuid, bytea, timestamptz) TO samverkan_web;
SET LOCAL ROLE samverkan_owner;
