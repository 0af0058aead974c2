"""The steps a case takes, in a closed table of their own."""

import django.db.models.deletion
from django.db import migrations, models

from samverkan.secrecy.walls import seal_off, tie_all


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_figures"), ("secrecy", "0005_keybox_of_retention")]

    operations = [
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("move", models.CharField(blank=True, max_length=40)),
                ("came_from", models.CharField(blank=True, max_length=40)),
                ("went_to", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                ("leaving", models.CharField(blank=True, max_length=40)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="secrecy.agency",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps", to="secrecy.casefile",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        db_constraint=False, db_index=False, null=True,
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.entry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "id"), name="step_in_agency"),
                    models.UniqueConstraint(fields=("agency", "case", "place"), name="step_in_its_place"),
                ],
            },
        ),
        seal_off("casework_step", "SELECT", "INSERT"),
        *tie_all(
            [
                ("casework_step", "case_id", "secrecy_casefile"),
                ("casework_step", "reason_id", "secrecy_entry"),
            ]
        ),
    ]  # fmt: skip
