"""A draft can be discarded, with the reason; then nothing writes in it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from samverkan.council.walls import discarding

PAPERS = {
    "situationpicture": ("council_problem", "picture_id"),
    "actionplan": ("council_measure", "plan_id"),
    "followup": ("council_outcome", "followup_id"),
}


def columns(paper: str) -> list[migrations.AddField]:
    officer = models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
    )
    return [
        migrations.AddField(paper, "discarded_at", models.DateTimeField(null=True)),
        migrations.AddField(paper, "discarded_by", officer),
        migrations.AddField(paper, "discarded_why", models.TextField(blank=True)),
    ]


def with_reason(paper: str) -> migrations.AddConstraint:
    not_so = Q(discarded_at__isnull=True, discarded_by__isnull=True, discarded_why="")
    so = Q(discarded_at__isnull=False, discarded_by__isnull=False, decided_on__isnull=True)
    held = models.CheckConstraint(
        condition=not_so | (so & ~Q(discarded_why="")), name=f"{paper}_discarded_with_reason"
    )
    return migrations.AddConstraint(paper, held)


class Migration(migrations.Migration):
    dependencies = [("council", "0004_handed"), ("secrecy", "0008_weeding")]

    operations = [
        *(each for paper in PAPERS for each in columns(paper)),
        *map(with_reason, PAPERS),
        *(discarding(f"council_{paper}", *part) for paper, part in PAPERS.items()),
    ]
