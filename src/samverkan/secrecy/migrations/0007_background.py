"""Background work: jobs and their sealed pieces in the compartments, the queue in a schema of its own."""

from importlib import resources
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from samverkan.secrecy.walls import seal_off, tie

PACKAGE = resources.files("procrastinate") / "sql" / "schema.sql"
QUEUE = Path(__file__).parents[1] / "sql" / "queue.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("secrecy", "0006_programmes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("subject", models.UUIDField(null=True)),
                ("made_by", models.UUIDField()),
                ("assignment", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "väntar"),
                            ("running", "pågår"),
                            ("done", "klart"),
                            ("failed", "gick inte"),
                            ("stopped", "stoppat"),
                            ("expired", "har gått ut"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("place", models.BigIntegerField(default=0)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("settled_at", models.DateTimeField(null=True)),
                ("results", models.UUIDField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="secrecy.agency",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JobPart",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("way", models.CharField(choices=[("in", "in"), ("out", "ut")], max_length=3)),
                ("place", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="secrecy.agency",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="secrecy.job",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["agency", "made_by", "made_at"], name="job_of_officer"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(fields=("agency", "id"), name="job_in_agency"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[a-z0-9_.]*$")), name="job_code_is_a_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="jobpart",
            constraint=models.UniqueConstraint(
                fields=("agency", "job", "way", "place"), name="job_part_once"
            ),
        ),
        seal_off(
            "secrecy_job",
            "SELECT",
            "INSERT",
            "UPDATE (state, place, done, total, attempts, code, settled_at)",
        ),
        seal_off("secrecy_jobpart", "SELECT", "INSERT", "UPDATE (sealed)"),
        tie("secrecy_jobpart", "job_id", "secrecy_job"),
        migrations.RunSQL(
            f"CREATE SCHEMA queue; SET LOCAL search_path = queue; {PACKAGE.read_text()}\n; RESET search_path;",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(QUEUE.read_text(), migrations.RunSQL.noop),
    ]
