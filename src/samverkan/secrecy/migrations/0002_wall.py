"""Close every secret table, tie rows within their compartment, open the one door."""

from pathlib import Path

from django.db import migrations

from samverkan.secrecy.walls import open_to_product, seal_off, tie_all

DOOR = Path(__file__).parents[1] / "sql" / "door.sql"

SECRET = {
    "secrecy_numberseries": ["SELECT", "INSERT", "UPDATE"],
    "secrecy_casefile": ["SELECT", "INSERT", "UPDATE"],
    "secrecy_caseofficer": ["SELECT", "INSERT", "UPDATE (valid_to)"],
    "secrecy_keybox": ["SELECT", "INSERT", "UPDATE (dropped_at)"],
    "secrecy_entry": ["SELECT", "INSERT"],
    "secrecy_searchtoken": ["SELECT", "INSERT", "DELETE"],
    "secrecy_disclosure": ["SELECT", "INSERT", "UPDATE"],
    "secrecy_disclosedentry": ["SELECT", "INSERT"],
    "secrecy_delivery": ["SELECT", "UPDATE (state, number, settled_at, settled_by, case_id, sealed_to)"],
    "secrecy_consent": ["SELECT", "INSERT", "UPDATE (withdrawn_at)"],
    "secrecy_standingdecision": ["SELECT", "INSERT", "UPDATE (stopped_at)"],
}
TIES = [
    ("secrecy_caseofficer", "case_id", "secrecy_casefile"),
    ("secrecy_keybox", "case_id", "secrecy_casefile"),
    ("secrecy_entry", "case_id", "secrecy_casefile"),
    ("secrecy_entry", "box_id", "secrecy_keybox"),
    ("secrecy_entry", "supersedes_id", "secrecy_entry"),
    ("secrecy_entry", "received_id", "secrecy_delivery"),
    ("secrecy_searchtoken", "case_id", "secrecy_casefile"),
    ("secrecy_searchtoken", "entry_id", "secrecy_entry"),
    ("secrecy_disclosure", "case_id", "secrecy_casefile"),
    ("secrecy_disclosure", "box_id", "secrecy_keybox"),
    ("secrecy_disclosedentry", "disclosure_id", "secrecy_disclosure"),
    ("secrecy_disclosedentry", "entry_id", "secrecy_entry"),
    ("secrecy_delivery", "case_id", "secrecy_casefile"),
    ("secrecy_consent", "case_id", "secrecy_casefile"),
    ("secrecy_consent", "box_id", "secrecy_keybox"),
    ("secrecy_standingdecision", "case_id", "secrecy_casefile"),
    ("secrecy_standingdecision", "consent_id", "secrecy_consent"),
    ("secrecy_standingdecision", "box_id", "secrecy_keybox"),
]
PUBLIC = {
    "secrecy_agency": ["SELECT"],
    "secrecy_officer": ["SELECT", "UPDATE (last_login, totp_last_step)"],
    "secrecy_assignment": ["SELECT", "INSERT", "UPDATE (valid_to)"],
    "secrecy_programme": ["SELECT"],
    "secrecy_party": ["SELECT"],
    "secrecy_roleright": ["SELECT"],
    "secrecy_seat": ["SELECT", "INSERT", "UPDATE (valid_to)"],
    "secrecy_groundversion": ["SELECT"],
    "django_session": ["SELECT", "INSERT", "UPDATE", "DELETE"],
    "django_migrations": ["SELECT"],
    "django_content_type": ["SELECT"],
    "axes_accessattempt": ["SELECT", "INSERT", "UPDATE", "DELETE"],
    "axes_accessattemptexpiration": ["SELECT", "INSERT", "UPDATE", "DELETE"],
}
# An agency appoints its own people only: an injected statement must not seat anybody elsewhere.
OWN_PEOPLE = """
ALTER TABLE secrecy_assignment ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON secrecy_assignment FOR SELECT USING (true);
CREATE POLICY own_people ON secrecy_assignment FOR INSERT TO samverkan_web
    WITH CHECK (agency_id = (SELECT sec.me()));
CREATE POLICY own_people_end ON secrecy_assignment FOR UPDATE TO samverkan_web
    USING (agency_id = (SELECT sec.me())) WITH CHECK (agency_id = (SELECT sec.me()));
ALTER TABLE secrecy_seat ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON secrecy_seat FOR SELECT USING (true);
CREATE POLICY own_people ON secrecy_seat FOR INSERT TO samverkan_web WITH CHECK (EXISTS (
    SELECT 1 FROM secrecy_assignment a WHERE a.id = assignment_id AND a.agency_id = (SELECT sec.me())));
CREATE POLICY own_people_end ON secrecy_seat FOR UPDATE TO samverkan_web USING (EXISTS (
    SELECT 1 FROM secrecy_assignment a WHERE a.id = assignment_id AND a.agency_id = (SELECT sec.me())));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("secrecy", "0001_initial"),
        ("trail", "0001_context"),
        ("sessions", "0001_initial"),
        ("axes", "__latest__"),
        ("contenttypes", "__latest__"),
    ]

    operations = [
        *(seal_off(table, *rights) for table, rights in SECRET.items()),
        *tie_all(TIES),
        *(open_to_product(table, *rights) for table, rights in PUBLIC.items()),
        migrations.RunSQL(OWN_PEOPLE, migrations.RunSQL.noop),
        migrations.RunSQL(DOOR.read_text(), migrations.RunSQL.noop),
    ]
