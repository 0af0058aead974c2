"""The order that an authority sets by hand on its own agenda of a meeting."""

import django.db.models.deletion
from django.db import migrations, models

from samverkan.secrecy.walls import seal_off, tie


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0006_weeding"),
        ("secrecy", "0008_weeding"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaPlace",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField(null=True)),
                ("set_by", models.UUIDField()),
                ("set_at", models.DateTimeField()),
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
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_places",
                        to="secrecy.casefile",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.meeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "id"), name="agendaplace_in_agency"),
                    models.UniqueConstraint(
                        fields=("agency", "meeting", "case"), name="agendaplace_of_case_once"
                    ),
                ],
            },
        ),
        seal_off("casework_agendaplace", "SELECT", "INSERT", "UPDATE (place, set_by, set_at)"),
        tie("casework_agendaplace", "case_id", "secrecy_casefile"),
    ]
