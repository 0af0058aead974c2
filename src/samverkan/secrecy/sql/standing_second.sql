-- The second pair of eyes on a standing decision: another officer, in their own name, once, while it stands.

CREATE FUNCTION sec.second_standing() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    o public.secrecy_standingdecision%ROWTYPE;
BEGIN
    IF (SELECT open FROM sec.history) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        o := OLD;
    END IF;
    IF NEW.seconded_by IS DISTINCT FROM o.seconded_by
       AND (TG_OP = 'INSERT' OR o.seconded_by IS NOT NULL OR o.stopped_at IS NOT NULL
            OR NEW.seconded_by IS DISTINCT FROM sec.officer() OR NEW.seconded_by = NEW.decided_by) THEN
        RAISE EXCEPTION 'samverkan: nobody is second in another''s name' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION sec.second_standing() FROM PUBLIC;
CREATE TRIGGER seconded BEFORE INSERT OR UPDATE ON secrecy_standingdecision
    FOR EACH ROW EXECUTE FUNCTION sec.second_standing();
GRANT UPDATE (seconded_by) ON secrecy_standingdecision TO samverkan_web;
