"""What a programme is follows from its dates, rights from the version in force; an authority governs its own."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

SQL = Path(__file__).parents[1] / "sql" / "programmes.sql"
DATES = """
UPDATE secrecy_programme SET permanent_on = started_on WHERE state = 'permanent';
UPDATE secrecy_programme SET ended_on = greatest(started_on, CURRENT_DATE) WHERE state = 'ended';
"""
# A right was one programme's; it is the version's. Programmes of one version had the same, so one of each is kept.
RIGHTS = """
UPDATE secrecy_roleright r SET method = g.method, version = g.held_version
  FROM secrecy_programme g WHERE g.id = r.programme_id;
DELETE FROM secrecy_roleright r USING secrecy_roleright o
 WHERE (o.method, o.version, o.role) = (r.method, r.version, r.role) AND o.id < r.id;
"""


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0005_keybox_of_retention")]

    operations = [
        migrations.RenameField("programme", "method_version", "held_version"),
        migrations.AddField(
            "programme",
            "next_version",
            models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField("programme", "next_from", models.DateField(null=True)),
        migrations.AddField("programme", "permanent_on", models.DateField(null=True)),
        migrations.AddField("programme", "ended_on", models.DateField(null=True)),
        migrations.AddField(
            "programme",
            "origin",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offshoots",
                to="secrecy.programme",
            ),
        ),
        migrations.RunSQL(DATES, migrations.RunSQL.noop),
        migrations.RemoveField("programme", "state"),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                condition=Q(next_from__isnull=True, next_version="")
                | (~Q(next_version="") & Q(next_from__isnull=False)),
                name="programme_next_version_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="programme_ends_after_start",
            ),
        ),
        migrations.AddField("party", "left_on", models.DateField(null=True)),
        migrations.AddField(
            "roleright", "method", models.CharField(default="", max_length=60), preserve_default=False
        ),
        migrations.AddField(
            "roleright", "version", models.CharField(default="", max_length=40), preserve_default=False
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RemoveConstraint("roleright", "role_once"),
        migrations.RemoveField("roleright", "programme"),
        migrations.AddConstraint(
            "roleright", models.UniqueConstraint(fields=["method", "version", "role"], name="right_once")
        ),
        migrations.AddField(
            "assignment",
            "duties",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), db_default=[], default=list, size=None
            ),
        ),
        migrations.RunSQL(SQL.read_text(), migrations.RunSQL.noop),
    ]
