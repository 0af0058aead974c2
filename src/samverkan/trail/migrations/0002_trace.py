"""The trail: lines that the product inserts, the queue, and the leaves of the Merkle log.

    trail_trace    the lines; row-level security as everywhere, INSERT and SELECT only for the product
    trail_pending  hashes of lines not yet in the log; filled by trigger, so no line can be inserted around it
    trail_leaf     the log: gapless, from 0; a leaf without a trace is padding. No foreign key: a leaf outlives
                   the weeding (gallring) of its line

The product can neither see nor touch the last two: how far the log has come tells how busy others are.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

import samverkan.trail.models

FORWARD = r"""
ALTER TABLE trail_trace
    ADD CONSTRAINT trail_trace_salt CHECK (octet_length(salt) = 16),
    ADD CONSTRAINT trail_trace_digest CHECK (octet_length(digest) = 32),
    ADD CONSTRAINT trail_trace_detail CHECK (
        jsonb_typeof(detail) = 'object'
        -- Codes, ids and numbers; whatever has a blank in it could be somebody's name.
        AND NOT jsonb_path_exists(detail,
            '$.** ? (@.type() == "string" && !(@ like_regex "^[A-Za-z0-9._:/§-]{1,64}$"))')
    ),
    ALTER COLUMN salt SET STORAGE PLAIN,
    ALTER COLUMN digest SET STORAGE PLAIN,
    -- Ids at random cannot be compressed, and a list names some hundred: written in the row, in one go.
    ALTER COLUMN subjects SET STORAGE EXTERNAL;
ALTER TABLE trail_trace SET (toast_tuple_target = 8160);

CREATE TABLE trail_pending (
    trace_id uuid NOT NULL,
    at timestamptz NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);

CREATE TABLE trail_leaf (
    seq bigint PRIMARY KEY CHECK (seq >= 0),
    trace_id uuid UNIQUE,
    salt bytea CHECK (octet_length(salt) = 16),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    CHECK ((trace_id IS NULL) = (salt IS NOT NULL))
);

-- The hash as in canonical.py. A trigger a row, not a statement: a third of the cost for a single line.
CREATE FUNCTION sec.queue_trace() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO public.trail_pending (trace_id, at, hash)
    VALUES (NEW.id, NEW.at, sha256('\x00'::bytea || sha256(NEW.salt || convert_to(
        concat('1|', NEW.id, '|', NEW.agency_id, '|', extract(epoch FROM NEW.at),
        '|', NEW.officer_id, '|', NEW.assignment_id,
        '|', NEW.verb, '|', NEW.outcome, '|', NEW.subjects,
        '|', encode(NEW.digest, 'hex'), '|', NEW.detail), 'UTF8'))));
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sec.queue_trace() FROM PUBLIC;
CREATE TRIGGER queue_trace AFTER INSERT ON trail_trace FOR EACH ROW EXECUTE FUNCTION sec.queue_trace();

ALTER TABLE trail_trace ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_agency ON trail_trace FOR SELECT TO samverkan_web
    USING (agency_id = (SELECT sec.me()));
CREATE POLICY own_agency_adds ON trail_trace FOR INSERT TO samverkan_web
    WITH CHECK (agency_id = (SELECT sec.me()));
CREATE POLICY auditor_checks ON trail_trace FOR SELECT TO samverkan_auditor USING (true);

GRANT SELECT, INSERT ON trail_trace TO samverkan_web;
GRANT SELECT, DELETE ON trail_pending TO samverkan_sequencer;
GRANT SELECT, INSERT ON trail_leaf TO samverkan_sequencer;
-- Named one by one: a column that later holds more than ids, codes and hashes stays closed to the auditor.
GRANT SELECT (id, agency_id, at, officer_id, assignment_id, verb, outcome, subjects, digest, detail, salt)
    ON trail_trace TO samverkan_auditor;
GRANT SELECT (trace_id, at, hash) ON trail_pending TO samverkan_auditor;
GRANT SELECT (seq, trace_id, salt, hash) ON trail_leaf TO samverkan_auditor;
"""

BACKWARD = """
DROP TRIGGER queue_trace ON trail_trace;
DROP FUNCTION sec.queue_trace();
DROP TABLE trail_leaf, trail_pending;
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_context")]
    operations = [
        migrations.CreateModel(
            name="Trace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.trail.models.random_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("agency_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("officer_id", models.UUIDField(null=True)),
                ("assignment_id", models.UUIDField(null=True)),
                ("verb", models.CharField(max_length=64)),
                ("outcome", models.CharField(max_length=8)),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("digest", models.BinaryField(null=True)),
                ("detail", models.JSONField(default=dict)),
                ("salt", models.BinaryField(default=samverkan.trail.models.fresh_salt)),
            ],
            options={
                "indexes": [models.Index(fields=["agency_id", "at"], name="trail_trace_agency_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ("done", "refused", "failed"))),
                        name="trail_trace_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verb__regex", r"^[a-z][a-z_]*(\.[a-z][a-z_]*)+$")),
                        name="trail_trace_verb",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
