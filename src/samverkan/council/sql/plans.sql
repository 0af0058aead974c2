-- An officer of a municipality's coordination function, or of those who lead the work, by the assignment that is bound.
CREATE FUNCTION sec.plans() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (SELECT 1 FROM public.secrecy_assignment d JOIN public.secrecy_agency a ON a.id = d.agency_id
                    WHERE d.id = sec.assignment() AND d.agency_id = sec.me() AND a.kind = 'municipality'
                      AND d.duties && ARRAY['coordinate', 'govern']::varchar[])
$$;
REVOKE ALL ON FUNCTION sec.plans() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.plans() TO samverkan_web;
