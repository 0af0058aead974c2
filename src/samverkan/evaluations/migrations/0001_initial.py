"""Evaluations and their sealed papers, in the compartments."""

import django.db.models.deletion
from django.db import migrations, models

from samverkan.secrecy.walls import seal_off, tie


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("secrecy", "0008_weeding"),
    ]

    operations = [
        migrations.CreateModel(
            name="Study",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("box", models.UUIDField()),
                ("made_by", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("locked_at", models.DateTimeField(null=True)),
                ("job", models.UUIDField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
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
            name="Paper",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan", "plan"),
                            ("data", "data"),
                            ("power", "power"),
                            ("lock", "lock"),
                            ("result", "result"),
                            ("verdict", "verdict"),
                        ],
                        max_length=8,
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("made_by", models.UUIDField()),
                ("made_at", models.DateTimeField()),
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
                    "study",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="evaluations.study",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="study",
            index=models.Index(fields=["agency", "made_at"], name="study_by_time"),
        ),
        migrations.AddConstraint(
            model_name="study",
            constraint=models.UniqueConstraint(fields=("agency", "id"), name="study_in_agency"),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                fields=("agency", "study", "kind", "place"), name="paper_once"
            ),
        ),
        seal_off("evaluations_study", "SELECT", "INSERT", "UPDATE (locked_at, job, ended_at)"),
        seal_off("evaluations_paper", "SELECT", "INSERT", "UPDATE (sealed)"),
        tie("evaluations_paper", "study_id", "evaluations_study"),
    ]
