"""Clocks at work in cases, in a closed table of their own."""

import django.db.models.deletion
from django.db import migrations, models

from samverkan.secrecy.walls import seal_off, tie_all


def _inside(model: str, name: str, **more):
    return models.ForeignKey(
        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name=name,
        to=model, **more,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_steps")]

    operations = [
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("clock", models.CharField(max_length=40)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("started_on", models.DateField()),
                ("due", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="secrecy.agency",
                    ),
                ),
                ("case", _inside("secrecy.casefile", "deadlines")),
                ("entry", _inside("secrecy.entry", "+", null=True)),
                ("reason", _inside("secrecy.entry", "+", null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)), fields=["agency", "case", "due"],
                        name="deadline_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "id"), name="deadline_in_agency"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_by__isnull", True),
                            models.Q(("ended_at__isnull", False), ("reason__isnull", False)),
                            _connector="OR",
                        ),
                        name="deadline_stopped_by_hand",
                    ),
                ],
            },
        ),
        seal_off("casework_deadline", "SELECT", "INSERT", "UPDATE (entry_id, ended_at, ended_by, reason_id)"),
        *tie_all(
            [
                ("casework_deadline", "case_id", "secrecy_casefile"),
                ("casework_deadline", "entry_id", "secrecy_entry"),
                ("casework_deadline", "reason_id", "secrecy_entry"),
            ]
        ),
    ]  # fmt: skip
