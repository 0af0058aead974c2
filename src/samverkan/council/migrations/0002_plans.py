"""Plans with their measures, follow-ups with a verdict on each; none is decided while a verdict is missing."""

import django.db.models.deletion
from django.db import migrations, models

import samverkan.secrecy.ids
from samverkan.council.walls import decides_with_verdicts, paper, part


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0001_pictures"),
        ("secrecy", "0008_weeding"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionPlan",
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
                ("summary", models.TextField(blank=True)),
                ("follow_up_by", models.DateField()),
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
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="council.situationpicture",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="council.actionplan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                ("summary", models.TextField(blank=True)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followups",
                        to="council.actionplan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("situation", "situationen"),
                            ("victim", "den eller det som utsätts"),
                            ("offender", "den som begår brott"),
                        ],
                        max_length=10,
                    ),
                ),
                ("goal", models.TextField()),
                ("title", models.CharField(max_length=160)),
                ("how", models.TextField(blank=True)),
                ("indicator", models.TextField()),
                ("baseline", models.CharField(max_length=120)),
                ("target", models.CharField(max_length=120)),
                ("responsible", models.CharField(max_length=120)),
                ("budget", models.PositiveBigIntegerField(null=True)),
                ("money", models.CharField(max_length=160)),
                ("due", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="council.actionplan",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.problem"
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
                "ordering": ["made_at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "done",
                    models.CharField(
                        choices=[
                            ("yes", "genomförd"),
                            ("partly", "delvis genomförd"),
                            ("no", "inte genomförd"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reached", models.CharField(max_length=160)),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("seen", "effekt som väntat"),
                            ("some", "viss effekt"),
                            ("none", "ingen effekt"),
                            ("worse", "det blev sämre"),
                            ("unknown", "går inte att säga"),
                        ],
                        max_length=10,
                    ),
                ),
                ("grounds", models.TextField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[("continue", "fortsätter"), ("change", "ändras"), ("stop", "avslutas")],
                        max_length=10,
                    ),
                ),
                ("reasons", models.TextField()),
                ("spent", models.PositiveBigIntegerField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "followup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="council.followup",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="council.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="actionplan",
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
                name="actionplan_decided_by_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.UniqueConstraint(
                fields=("agency", "place", "version"), name="actionplan_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
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
                name="followup_decided_by_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                fields=("agency", "place", "version"), name="followup_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(
                fields=("agency", "followup", "measure"), name="outcome_once_a_measure"
            ),
        ),
        paper("council_actionplan"),
        part("council_measure", "council_actionplan", "plan_id"),
        paper("council_followup"),
        part("council_outcome", "council_followup", "followup_id"),
        decides_with_verdicts(),
    ]
