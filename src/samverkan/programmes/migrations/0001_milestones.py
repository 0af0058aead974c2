"""The history of programmes: decisions that are added and never changed."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import samverkan.secrecy.ids
from samverkan.secrecy.walls import open_to_product

SQL = Path(__file__).parents[1] / "sql" / "milestones.sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("secrecy", "0006_programmes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("started", "startade"),
                            ("invited", "bjöd in"),
                            ("joined", "gick med"),
                            ("declined", "avböjde"),
                            ("left", "lämnade"),
                            ("renamed", "bytte namn"),
                            ("permanent", "blev permanent"),
                            ("reviewed", "omprövades"),
                            ("purpose", "fick nytt ändamål"),
                            ("version", "fick ny version av metoden"),
                            ("ended", "avslutades"),
                            ("kept", "fortsätter"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                ("decision", models.CharField(max_length=60)),
                ("reasons", models.TextField(blank=True)),
                ("value", models.TextField(blank=True)),
                ("before", models.TextField(blank=True)),
                ("until", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="secrecy.assignment",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="secrecy.programme",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="secrecy.agency",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="secrecy.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "made_at", "pk"],
                "indexes": [models.Index(fields=["programme", "on"], name="milestone_of_programme")],
            },
        ),
        open_to_product("programmes_milestone", "SELECT", "INSERT"),
        migrations.RunSQL(SQL.read_text(), migrations.RunSQL.noop),
    ]
