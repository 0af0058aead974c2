"""Who acts, told to the database in a way an injected statement cannot forge (security.md 1.3).

Every policy of the wall asks `sec.me()`. It answers only when the transaction carries a context signed with a key
that no login role can read, unexpired, and made out to this very backend; otherwise it raises.
"""

from django.db import migrations

FORWARD = r"""
CREATE SCHEMA sec;

-- HMAC (RFC 2104) from the server's own sha256: the key is kept already mixed with the two pads.
CREATE TABLE sec.context_key (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    ipad bytea NOT NULL CHECK (octet_length(ipad) = 64),
    opad bytea NOT NULL CHECK (octet_length(opad) = 64)
);

-- The latest time ever seen, so that a server clock set back revives nothing that has expired.
CREATE TABLE sec.clock (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    high_water timestamptz NOT NULL
);
INSERT INTO sec.clock (high_water) VALUES (now());

CREATE FUNCTION sec.clock_never_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.high_water < OLD.high_water THEN
        RAISE EXCEPTION 'samverkan: the high-water mark only rises' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clock_never_back BEFORE UPDATE ON sec.clock
    FOR EACH ROW EXECUTE FUNCTION sec.clock_never_back();

-- The verified parts: agency, officer, assignment, expiry, backend. RESTRICTED: a parallel worker has another pid.
CREATE FUNCTION sec.acting() RETURNS text[]
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
    IF given IS DISTINCT FROM message || '|' || mac OR cardinality(part) <> 5 THEN
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

CREATE FUNCTION sec.me() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN (sec.acting())[1]::uuid;
END $$;

CREATE FUNCTION sec.officer() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN nullif((sec.acting())[2], '')::uuid;
END $$;

CREATE FUNCTION sec.assignment() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN nullif((sec.acting())[3], '')::uuid;
END $$;

CREATE FUNCTION sec.bind(context text) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM set_config('samverkan.context', context, true);
    PERFORM sec.acting();
    RETURN (SELECT greatest(now(), high_water) FROM sec.clock);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sec FROM PUBLIC;
GRANT USAGE ON SCHEMA sec TO samverkan_web, samverkan_sequencer;
GRANT EXECUTE ON FUNCTION sec.me(), sec.officer(), sec.assignment(), sec.bind(text) TO samverkan_web;
GRANT SELECT (high_water), UPDATE (high_water) ON sec.clock TO samverkan_sequencer;
"""

BACKWARD = "DROP SCHEMA sec CASCADE;"


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
