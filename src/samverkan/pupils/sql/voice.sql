-- Answers to one-time codes wait here. No login role may touch the table (the backup copies it, sealed): the product
-- leaves an answer, asks which of the lookups it already holds have one, and takes one out. It can neither list answers
-- nor read one that it has no code for.

CREATE FUNCTION sec.leave_answer(p_lookup bytea, p_sealed bytea, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF length(p_lookup) <> 16 OR length(p_sealed) NOT BETWEEN 28 AND 40000 THEN
        RAISE EXCEPTION 'samverkan: no such answer' USING ERRCODE = '22023';
    END IF;
    DELETE FROM public.pupils_voiceanswer WHERE posted_at < p_at - interval '3 days';
    IF (SELECT count(*) FROM public.pupils_voiceanswer) >= 5000 THEN
        RETURN false;
    END IF;
    INSERT INTO public.pupils_voiceanswer (lookup, sealed, posted_at) VALUES (p_lookup, p_sealed, p_at)
        ON CONFLICT DO NOTHING;
    RETURN true;
END $$;

CREATE FUNCTION sec.answers_waiting(p_lookups bytea[]) RETURNS SETOF bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM sec.me();
    RETURN QUERY SELECT a.lookup FROM public.pupils_voiceanswer a WHERE a.lookup = ANY (p_lookups);
END $$;

CREATE FUNCTION sec.take_answer(p_lookup bytea, OUT sealed bytea, OUT posted_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM sec.me();
    DELETE FROM public.pupils_voiceanswer a WHERE a.lookup = p_lookup
        RETURNING a.sealed, a.posted_at INTO take_answer.sealed, take_answer.posted_at;
END $$;

REVOKE ALL ON FUNCTION sec.leave_answer(bytea, bytea, timestamptz), sec.answers_waiting(bytea[]),
    sec.take_answer(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.leave_answer(bytea, bytea, timestamptz), sec.answers_waiting(bytea[]),
    sec.take_answer(bytea) TO samverkan_web;
