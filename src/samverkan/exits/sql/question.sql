-- The question between municipalities: who may ask, about what, and how often is held by the database as well. The limits
-- themselves are unique slots (models/apart.py); here stands that a slot is of today and of the one who is bound.

CREATE FUNCTION sec.slot_day(p_at timestamptz) RETURNS date LANGUAGE sql STABLE
SET search_path = pg_catalog AS $$ SELECT (sec.moment(p_at) AT TIME ZONE 'Europe/Stockholm')::date $$;

-- A question is about the place that now lies under the case's lock, asked by somebody with a key to it.
CREATE FUNCTION sec.sign_question() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    v_lock uuid := (SELECT l.id FROM public.exits_lock l WHERE l.agency_id = sec.me() AND l.case_id = NEW.case_id);
    v_newest uuid := (SELECT p.id FROM public.exits_location p WHERE p.agency_id = sec.me() AND p.lock_id = v_lock
                       ORDER BY p.made_at DESC, p.id DESC LIMIT 1);
BEGIN
    PERFORM sec.turn(v_lock, sec.moment(NEW.asked_at), true);
    PERFORM sec.refuse_unless(NEW.asked_by = sec.officer(), 'nobody asks in another''s name');
    PERFORM sec.refuse_unless(NEW.place = v_newest, 'a question is about the place under the lock');
    PERFORM sec.refuse_unless(NEW.day = sec.slot_day(NEW.asked_at)
        AND NEW.period = (NEW.day - DATE '2020-01-01') / 30, 'a slot is of today');
    RETURN NEW;
END $$;

CREATE FUNCTION sec.sign_reply() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM sec.refuse_unless(NEW.compared_by = sec.officer(), 'nobody compares in another''s name');
    PERFORM sec.refuse_unless(NEW.day = sec.slot_day(NEW.compared_at), 'a slot is of today');
    RETURN NEW;
END $$;

-- No question is written, and no answer, that has not taken its slot. Runs with the product's own rights.
CREATE FUNCTION sec.only_counted() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF NEW.kind = 'placement_question' AND NOT EXISTS (SELECT 1 FROM public.exits_question q
            WHERE q.agency_id = NEW.agency_id AND q.file_id = NEW.case_id)
       OR NEW.kind = 'placement_answer' AND NOT EXISTS (SELECT 1 FROM public.exits_reply r
            WHERE r.agency_id = NEW.agency_id AND r.file_id = NEW.case_id) THEN
        RAISE EXCEPTION 'samverkan: a question and its answer are counted first' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

GRANT EXECUTE ON FUNCTION sec.slot_day(timestamptz) TO samverkan_lock;
GRANT CREATE ON SCHEMA sec TO samverkan_lock;
DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['sec.sign_question()', 'sec.sign_reply()', 'sec.only_counted()',
                             'sec.slot_day(timestamptz)'] LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
    ALTER FUNCTION sec.sign_question() OWNER TO samverkan_lock;
    ALTER FUNCTION sec.sign_reply() OWNER TO samverkan_lock;
END $$;
REVOKE CREATE ON SCHEMA sec FROM samverkan_lock;
CREATE TRIGGER signed BEFORE INSERT ON exits_question FOR EACH ROW EXECUTE FUNCTION sec.sign_question();
CREATE TRIGGER signed BEFORE INSERT ON exits_reply FOR EACH ROW EXECUTE FUNCTION sec.sign_reply();
CREATE TRIGGER ended_once BEFORE UPDATE ON exits_term FOR EACH ROW EXECUTE FUNCTION sec.set_once('ended_at');
CREATE TRIGGER ended_once BEFORE UPDATE ON exits_token FOR EACH ROW EXECUTE FUNCTION sec.set_once('ended_at');
CREATE TRIGGER counted BEFORE INSERT ON secrecy_entry FOR EACH ROW
    WHEN (NEW.kind IN ('placement_question', 'placement_answer') AND NEW.received_id IS NULL)
    EXECUTE FUNCTION sec.only_counted();
