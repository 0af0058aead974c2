"""Close the tasks; let parties of a programme, and no one else, write its meetings."""

from django.db import migrations

from samverkan.secrecy.walls import open_to_product, seal_off, tie_all

MEETINGS = """
ALTER TABLE casework_meeting ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON casework_meeting FOR SELECT USING (true);
CREATE POLICY parties_write ON casework_meeting FOR INSERT TO samverkan_web WITH CHECK (EXISTS (
    SELECT 1 FROM secrecy_party p WHERE p.programme_id = casework_meeting.programme_id
      AND p.agency_id = (SELECT sec.me())));
CREATE POLICY parties_change ON casework_meeting FOR UPDATE TO samverkan_web USING (EXISTS (
    SELECT 1 FROM secrecy_party p WHERE p.programme_id = casework_meeting.programme_id
      AND p.agency_id = (SELECT sec.me())));
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("secrecy", "0002_wall")]

    operations = [
        seal_off("casework_task", "SELECT", "INSERT", "UPDATE"),
        *tie_all(
            [
                ("casework_task", "case_id", "secrecy_casefile"),
                ("casework_task", "entry_id", "secrecy_entry"),
                ("casework_task", "report_id", "secrecy_entry"),
                ("casework_task", "origin_id", "secrecy_delivery"),
            ]
        ),
        open_to_product("casework_meeting", "SELECT", "INSERT", "UPDATE"),
        open_to_product("casework_pinnedmethod", "SELECT"),
        migrations.RunSQL(MEETINGS, migrations.RunSQL.noop),
    ]
