"""What is to be weeded and what was, in a closed table of its own."""

import django.db.models.deletion
from django.db import migrations, models

from samverkan.secrecy.walls import seal_off, tie_all


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_deadlines"),
        ("secrecy", "0008_weeding"),
    ]

    operations = [
        migrations.CreateModel(
            name="Weeding",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("entry_class", models.CharField(blank=True, max_length=40)),
                ("counted_from", models.CharField(blank=True, max_length=20)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("due", models.DateField(null=True)),
                ("grace_days", models.PositiveIntegerField(default=0)),
                ("by_itself", models.BooleanField(default=False)),
                ("items", models.PositiveIntegerField(default=0)),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("runs_on", models.DateField(null=True)),
                ("held_by", models.UUIDField(null=True)),
                ("held_until", models.DateField(null=True)),
                ("sealed", models.BinaryField(default=b"")),
                ("done_at", models.DateTimeField(null=True)),
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
                    "box",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="secrecy.keybox",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weedings",
                        to="secrecy.casefile",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "done_at", "due"], name="weeding_by_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "id"), name="weeding_in_agency"),
                    models.UniqueConstraint(fields=("agency", "box"), name="weeding_of_box_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("runs_on__isnull", True),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("runs_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="weeding_decided_by_at_and_runs",
                    ),
                ],
            },
        ),
        seal_off(
            "casework_weeding",
            "SELECT",
            "INSERT",
            "UPDATE (entry_class, counted_from, source, due, grace_days, by_itself, items, decided_by, decided_at,"
            " runs_on, held_by, held_until, sealed, done_at)",
        ),
        *tie_all(
            [
                ("casework_weeding", "case_id", "secrecy_casefile"),
                ("casework_weeding", "box_id", "secrecy_keybox"),
            ]
        ),
    ]
