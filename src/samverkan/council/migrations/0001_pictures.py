"""The situation picture with its problems: read by all once decided, written by its own municipality while a draft."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import samverkan.secrecy.ids
from samverkan.council.walls import paper, part

SQL = Path(__file__).parents[1] / "sql" / "plans.sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("secrecy", "0008_weeding"),
    ]

    operations = [
        migrations.CreateModel(
            name="SituationPicture",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.CharField(max_length=60)),
                ("version", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("made_at", models.DateTimeField()),
                ("decided_on", models.DateField(null=True)),
                ("decision", models.CharField(blank=True, max_length=60)),
                ("body", models.CharField(blank=True, max_length=80)),
                ("basis", models.BinaryField()),
                ("basis_on", models.DateField()),
                ("mapping", models.TextField(blank=True)),
                ("consequences", models.TextField(blank=True)),
                ("other", models.TextField(blank=True)),
                ("analysis", models.TextField(blank=True)),
                ("sources", models.TextField(blank=True)),
                ("gaps", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="secrecy.assignment",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="council.situationpicture",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("title", models.CharField(max_length=120)),
                ("seen", models.TextField()),
                ("reference", models.TextField()),
                ("situation", models.TextField()),
                ("victim", models.TextField()),
                ("offender", models.TextField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems",
                        to="council.situationpicture",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="situationpicture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by__isnull", True), ("decided_on__isnull", True), ("decision", "")),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                        models.Q(("decision", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="situationpicture_decided_by_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="situationpicture",
            constraint=models.UniqueConstraint(
                fields=("agency", "place", "version"), name="situationpicture_version_once"
            ),
        ),
        migrations.RunSQL(SQL.read_text(), migrations.RunSQL.noop),
        paper("council_situationpicture"),
        part("council_problem", "council_situationpicture", "picture_id"),
    ]
