-- The one door between compartments. Its owner, samverkan_door, cannot sign in, does not bypass row-level
-- security, sees only the acting agency's own rows, and may do one thing more: insert a delivery for another.

CREATE TABLE sec.history (open boolean NOT NULL);
INSERT INTO sec.history VALUES (false);
COMMENT ON TABLE sec.history IS 'True only while an installation writes made-up or imported history.';

CREATE FUNCTION sec.door_time(p_at timestamptz) RETURNS date LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE v_now timestamptz := greatest(clock_timestamp(), (SELECT high_water FROM sec.clock));
BEGIN
    IF NOT (SELECT open FROM sec.history) AND (p_at < v_now - interval '10 minutes'
                                               OR p_at > v_now + interval '1 minute') THEN
        RAISE EXCEPTION 'samverkan: the door is not opened at another time' USING ERRCODE = '42501';
    END IF;
    RETURN (p_at AT TIME ZONE 'Europe/Stockholm')::date;
END $$;

CREATE FUNCTION sec.may_decide(p_officer uuid, p_programme uuid, p_on date, p_mode text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.secrecy_seat s
        JOIN public.secrecy_assignment a ON a.id = s.assignment_id
        JOIN public.secrecy_roleright r ON r.programme_id = s.programme_id AND r.role = s.role
        WHERE a.officer_id = p_officer AND a.agency_id = sec.me() AND s.programme_id = p_programme
          AND ('decide' = ANY (r.may) OR (p_mode = 'on_the_spot' AND 'decide_on_the_spot' = ANY (r.may)))
          AND s.valid_from <= p_on AND (s.valid_to IS NULL OR s.valid_to >= p_on)
          AND a.valid_from <= p_on AND (a.valid_to IS NULL OR a.valid_to >= p_on))
$$;

CREATE FUNCTION sec.may_second(p_officer uuid, p_programme uuid, p_on date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.secrecy_seat s
        JOIN public.secrecy_assignment a ON a.id = s.assignment_id
        JOIN public.secrecy_roleright r ON r.programme_id = s.programme_id AND r.role = s.role
        WHERE a.officer_id = p_officer AND a.agency_id = sec.me() AND s.programme_id = p_programme
          AND r.may && ARRAY['decide', 'second']::varchar[]
          AND s.valid_from <= p_on AND (s.valid_to IS NULL OR s.valid_to >= p_on)
          AND a.valid_from <= p_on AND (a.valid_to IS NULL OR a.valid_to >= p_on))
$$;

CREATE FUNCTION sec.deliver_copy(p_delivery uuid, p_disclosure uuid, p_sealed bytea, p_at timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    d public.secrecy_disclosure%ROWTYPE;
    v_on date := sec.door_time(p_at);
    v_ground public.secrecy_groundversion%ROWTYPE;
BEGIN
    SELECT * INTO d FROM public.secrecy_disclosure WHERE id = p_disclosure;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'samverkan: no such disclosure' USING ERRCODE = '42501';
    END IF;
    IF d.state <> 'decided' OR d.decided_by IS NULL THEN
        RAISE EXCEPTION 'samverkan: the disclosure is not decided' USING ERRCODE = '42501';
    END IF;
    IF d.receiver_id = d.agency_id OR 2 <> (SELECT count(*) FROM public.secrecy_party
            WHERE programme_id = d.programme_id AND agency_id IN (d.agency_id, d.receiver_id)) THEN
        RAISE EXCEPTION 'samverkan: the giver or the receiver is no party' USING ERRCODE = '42501';
    END IF;
    IF d.mode = 'standing' THEN
        IF NOT EXISTS (SELECT 1 FROM public.secrecy_standingdecision s
            WHERE s.case_id = d.case_id AND s.receiver_id = d.receiver_id AND s.stopped_at IS NULL
              AND s.until >= v_on AND s.decided_by = d.decided_by
              AND (NOT s.four_eyes OR sec.may_second(s.seconded_by, d.programme_id, v_on))
              AND (s.ground, s.ground_version) = (d.ground, d.ground_version)
              AND sec.only_kinds(d.id, s.kinds)) THEN
            RAISE EXCEPTION 'samverkan: no standing decision' USING ERRCODE = '42501';
        END IF;
    ELSIF sec.officer() NOT IN (d.decided_by, coalesce(d.seconded_by, d.decided_by)) THEN
        RAISE EXCEPTION 'samverkan: only those who decided open the door' USING ERRCODE = '42501';
    END IF;
    IF NOT sec.may_decide(d.decided_by, d.programme_id, v_on, d.mode) THEN
        RAISE EXCEPTION 'samverkan: the decider has no right to decide' USING ERRCODE = '42501';
    END IF;
    SELECT * INTO v_ground FROM public.secrecy_groundversion g
        WHERE g.ground = d.ground AND g.version = d.ground_version AND g.valid_from <= v_on
          AND (g.valid_to IS NULL OR g.valid_to >= v_on);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'samverkan: the ground is not in force' USING ERRCODE = '42501';
    END IF;
    IF (d.seconded_by IS NULL AND (d.four_eyes OR (v_ground.four_eyes AND d.mode <> 'standing')))
       -- A name in the second place counts only if it may stand there: else it would open the door alone.
       OR (d.seconded_by IS NOT NULL AND (d.seconded_by = d.decided_by
                                          OR NOT sec.may_second(d.seconded_by, d.programme_id, v_on))) THEN
        RAISE EXCEPTION 'samverkan: a second decider is missing' USING ERRCODE = '42501';
    END IF;
    IF v_ground.kind = 'consent' AND NOT sec.consented(d.id, d.case_id, d.receiver_id, v_on) THEN
        RAISE EXCEPTION 'samverkan: no consent stands' USING ERRCODE = '42501';
    END IF;
    IF d.ends_on < v_on THEN
        RAISE EXCEPTION 'samverkan: the disclosure has ended' USING ERRCODE = '42501';
    END IF;
    INSERT INTO public.secrecy_delivery (id, agency_id, giver_id, kind, event, disclosure, programme_id, list_id,
            form, mode, ground, ground_version, ends_on, sent_at, sent_by, sealed_to, state, number)
    VALUES (p_delivery, d.receiver_id, d.agency_id, 'copy', '', d.id, d.programme_id, d.list_id,
            d.form, d.mode, d.ground, d.ground_version, d.ends_on, p_at, sec.officer(), p_sealed, 'waiting', '');
END $$;

CREATE FUNCTION sec.counterpart(p_disclosure uuid, p_other uuid, OUT programme uuid, OUT list_id uuid)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
BEGIN
    SELECT d.programme_id, d.list_id INTO programme, list_id FROM public.secrecy_disclosure d
        WHERE d.id = p_disclosure AND d.receiver_id = p_other
          AND d.state IN ('decided', 'received', 'rejected', 'withdrawn', 'expired');
    IF programme IS NULL THEN
        SELECT v.programme_id, v.list_id INTO programme, list_id FROM public.secrecy_delivery v
            WHERE v.disclosure = p_disclosure AND v.giver_id = p_other AND v.kind = 'copy';
    END IF;
    IF programme IS NULL THEN
        RAISE EXCEPTION 'samverkan: nothing was disclosed between these' USING ERRCODE = '42501';
    END IF;
END $$;

CREATE FUNCTION sec.deliver_event(p_delivery uuid, p_disclosure uuid, p_receiver uuid, p_event text,
                                  p_sealed bytea, p_at timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    c record;
    v_on date := sec.door_time(p_at);
BEGIN
    SELECT * INTO c FROM sec.counterpart(p_disclosure, p_receiver);
    -- A correction carries content: it takes the giver's decider, as the copy did, and ends with a visning.
    IF p_event IN ('corrected', 'withdrawn') AND NOT EXISTS (SELECT 1 FROM public.secrecy_disclosure d
            WHERE d.id = p_disclosure AND d.receiver_id = p_receiver
              AND (p_event = 'withdrawn' OR d.ends_on IS NULL OR d.ends_on >= v_on)
              AND sec.may_decide(sec.officer(), d.programme_id, v_on, d.mode)) THEN
        RAISE EXCEPTION 'samverkan: only the giver''s decider takes back or corrects' USING ERRCODE = '42501';
    END IF;
    INSERT INTO public.secrecy_delivery (id, agency_id, giver_id, kind, event, disclosure, programme_id, list_id,
            form, mode, ground, ground_version, sent_at, sent_by, sealed_to, state, number)
    VALUES (p_delivery, p_receiver, sec.me(), 'event', p_event, p_disclosure, c.programme, c.list_id,
            '', '', '', '', p_at, sec.officer(), p_sealed, 'waiting', '');
END $$;

CREATE FUNCTION sec.deliver_pointer(p_delivery uuid, p_meeting uuid, p_programme uuid, p_list_id uuid,
                                    p_receiver uuid, p_at timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM sec.door_time(p_at);
    IF p_receiver <> sec.me()
       AND NOT EXISTS (SELECT 1 FROM public.secrecy_disclosure d WHERE d.list_id = p_list_id
                     AND d.programme_id = p_programme AND d.receiver_id = p_receiver
                     AND d.state IN ('decided', 'received'))
       AND NOT EXISTS (SELECT 1 FROM public.secrecy_delivery v WHERE v.list_id = p_list_id
                     AND v.programme_id = p_programme AND v.giver_id = p_receiver AND v.kind = 'copy') THEN
        RAISE EXCEPTION 'samverkan: nothing was disclosed between these' USING ERRCODE = '42501';
    END IF;
    INSERT INTO public.secrecy_delivery (id, agency_id, giver_id, kind, event, disclosure, programme_id, list_id,
            form, mode, ground, ground_version, sent_at, sent_by, sealed_to, state, number)
    VALUES (p_delivery, p_receiver, sec.me(), 'pointer', '', p_meeting, p_programme, p_list_id,
            '', '', '', '', p_at, sec.officer(), ''::bytea, 'received', '');
END $$;

-- The door's role reads, of secret tables, only the acting agency's own rows, and updates nothing.
GRANT USAGE ON SCHEMA public, sec TO samverkan_door;
GRANT SELECT ON secrecy_disclosure, secrecy_delivery, secrecy_standingdecision TO samverkan_door;
GRANT SELECT ON secrecy_seat, secrecy_assignment, secrecy_roleright, secrecy_party, secrecy_groundversion
    TO samverkan_door;
GRANT INSERT ON secrecy_delivery TO samverkan_door;
CREATE POLICY door_reads_own ON secrecy_disclosure FOR SELECT TO samverkan_door USING (agency_id = (SELECT sec.me()));
CREATE POLICY door_reads_own ON secrecy_delivery FOR SELECT TO samverkan_door USING (agency_id = (SELECT sec.me()));
CREATE POLICY door_reads_own ON secrecy_standingdecision FOR SELECT TO samverkan_door
    USING (agency_id = (SELECT sec.me()));
CREATE POLICY door_delivers ON secrecy_delivery FOR INSERT TO samverkan_door WITH CHECK (true);

GRANT EXECUTE ON FUNCTION sec.me(), sec.officer(), sec.door_time(timestamptz) TO samverkan_door;
GRANT CREATE ON SCHEMA sec TO samverkan_door;
DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['sec.deliver_copy(uuid, uuid, bytea, timestamptz)',
                             'sec.deliver_event(uuid, uuid, uuid, text, bytea, timestamptz)',
                             'sec.deliver_pointer(uuid, uuid, uuid, uuid, uuid, timestamptz)',
                             'sec.may_decide(uuid, uuid, date, text)',
                             'sec.may_second(uuid, uuid, date)', 'sec.counterpart(uuid, uuid)'] LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('ALTER FUNCTION %s OWNER TO samverkan_door', f);
    END LOOP;
END $$;
REVOKE CREATE ON SCHEMA sec FROM samverkan_door;
REVOKE ALL ON FUNCTION sec.door_time(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.door_time(timestamptz) TO samverkan_door;
SET LOCAL ROLE samverkan_door;
GRANT EXECUTE ON FUNCTION sec.deliver_copy(uuid, uuid, bytea, timestamptz),
    sec.deliver_event(uuid, uuid, uuid, text, bytea, timestamptz),
    sec.deliver_pointer(uuid, uuid, uuid, uuid, uuid, timestamptz) TO samverkan_web;
SET LOCAL ROLE samverkan_owner;
