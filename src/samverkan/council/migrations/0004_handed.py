"""Published figures that a programme's owner hands to the municipality's plan."""

import django.db.models.deletion
from django.db import migrations, models

import samverkan.secrecy.ids
from samverkan.council.walls import handed


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0003_registers"),
        ("secrecy", "0008_weeding"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandedFigures",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samverkan.secrecy.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField()),
                ("counts", models.JSONField()),
                ("handed_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.assignment"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_figures",
                        to="secrecy.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["month", "handed_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="handed_month_is_its_first_day"
                    )
                ],
            },
        ),
        handed(),
    ]
