"""What PostgreSQL must know of two tables to guess well: an assignment is of one agency, a case of one programme.

Without it each condition counts as if it were independent of the others, a few hundred entries are guessed to be one,
and the wall's question (is the officer assigned to the case?) is asked anew for each of them. The counts are over
whole tables; the product's role reads neither them nor the kind that each table has of its own (`pg_stats_ext`
leaves out what row security guards).
"""

from django.db import migrations

KNOWN = (
    ("caseofficer_together", "agency_id, assignment_id", "secrecy_caseofficer"),
    ("entry_together", "agency_id, case_id, programme_id, box_id", "secrecy_entry"),
)


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0010_four_eyes")]

    operations = [
        migrations.RunSQL(
            f"CREATE STATISTICS {name} (dependencies, ndistinct) ON {columns} FROM {table}",
            f"DROP STATISTICS {name}",
        )
        for name, columns, table in KNOWN
    ]
