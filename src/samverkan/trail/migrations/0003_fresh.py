"""Let the signed context say that the officer has just proved afresh who asks (a step-up).

What lies under a lock of its own is opened for nobody else, and a statement slipped into the officer's transaction
can no more claim it than it can claim to be another officer.
"""

from django.db import migrations

FORWARD = r"""
-- The verified parts: agency, officer, assignment, expiry, backend, and "fresh" or nothing.
CREATE OR REPLACE FUNCTION sec.acting() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    given text := nullif(current_setting('samverkan.context', true), '');
    message text := left(given, -65);
    part text[] := string_to_array(message, '|');
    mac text;
BEGIN
    IF given IS NULL THEN
        RAISE EXCEPTION 'samverkan: no context' USING ERRCODE = '42501';
    END IF;
    SELECT encode(sha256(opad || sha256(ipad || convert_to(message, 'UTF8'))), 'hex') INTO mac FROM sec.context_key;
    IF given IS DISTINCT FROM message || '|' || mac OR cardinality(part) <> 6 THEN
        RAISE EXCEPTION 'samverkan: bad context' USING ERRCODE = '42501';
    END IF;
    IF part[5]::integer <> pg_backend_pid() THEN
        RAISE EXCEPTION 'samverkan: foreign context' USING ERRCODE = '42501';
    END IF;
    IF to_timestamp(part[4]::bigint) <= clock_timestamp() THEN
        RAISE EXCEPTION 'samverkan: expired context' USING ERRCODE = '42501';
    END IF;
    RETURN part;
END $$;

CREATE FUNCTION sec.fresh() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN (sec.acting())[6] = 'fresh';
END $$;
REVOKE ALL ON FUNCTION sec.fresh() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.fresh() TO samverkan_web;
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_trace")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
