"""Registers: strategic council, its meetings, agreements, promises, reports to the elected council."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import samverkan.secrecy.ids
from samverkan.council.walls import register


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0002_plans"),
        ("secrecy", "0008_weeding"),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("name", models.CharField(max_length=120)),
                ("about", models.TextField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="secrecy.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="LifeEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pilot", "startade som försök"),
                            ("started", "startade"),
                            ("renamed", "bytte namn"),
                            ("permanent", "blev permanent"),
                            ("spread", "spreds"),
                            ("decided", "beslut"),
                            ("cost", "kostnad"),
                            ("evaluated", "utvärderades"),
                            ("ended", "avslutades"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "known",
                    models.CharField(
                        choices=[("year", "året"), ("month", "månaden"), ("day", "dagen")], max_length=6
                    ),
                ),
                ("text", models.TextField()),
                ("amount", models.PositiveBigIntegerField(null=True)),
                ("source", models.CharField(max_length=250)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="council.initiative",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("organisation", models.CharField(max_length=120)),
                ("position", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=120)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
                    ),
                ),
            ],
            options={
                "ordering": ["organisation", "position", "since"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("title", models.CharField(max_length=160)),
                ("on", models.DateField()),
                ("text", models.TextField()),
                ("decision", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
                    ),
                ),
            ],
            options={
                "ordering": ["-on"],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("on", models.DateField()),
                (
                    "present",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=250), default=list, size=None
                    ),
                ),
                ("handled", models.TextField()),
                ("minutes", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
                    ),
                ),
            ],
            options={
                "ordering": ["-on"],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("title", models.CharField(max_length=160)),
                ("parties", models.TextField()),
                ("purposes", models.TextField()),
                ("areas", models.TextField()),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("decision", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
                    ),
                ),
            ],
            options={
                "ordering": ["until", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="agreement_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("text", models.TextField()),
                ("area", models.CharField(max_length=120)),
                ("asked", models.TextField()),
                ("since", models.DateField()),
                ("until", models.DateField()),
                (
                    "kept",
                    models.CharField(
                        choices=[
                            ("open", "pågår"),
                            ("yes", "hållet"),
                            ("partly", "delvis hållet"),
                            ("no", "inte hållet"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("told", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
                    ),
                ),
            ],
            options={
                "ordering": ["-until", "area"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="promise_ends_after_start"
                    )
                ],
            },
        ),
        register("council_member"),
        register("council_sitting"),
        register("council_agreement"),
        register("council_promise"),
        register("council_report"),
        register("council_initiative"),
        register("council_lifeevent"),
    ]
