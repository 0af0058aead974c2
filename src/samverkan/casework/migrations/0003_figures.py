"""Published figures: anybody in a party's agency may read, only the list's owner counts persons."""

import django.db.models.deletion
from django.db import migrations, models

import samverkan.secrecy.ids
from samverkan.secrecy.walls import open_to_product

WRITERS = """
ALTER TABLE casework_figures ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties_read ON casework_figures FOR SELECT TO samverkan_web USING (EXISTS (
    SELECT 1 FROM secrecy_party p WHERE p.programme_id = casework_figures.programme_id
      AND p.agency_id = (SELECT sec.me())));
CREATE POLICY owner_counts ON casework_figures FOR INSERT TO samverkan_web WITH CHECK (
    agency_id = (SELECT sec.me())
    AND EXISTS (SELECT 1 FROM secrecy_party p WHERE p.programme_id = casework_figures.programme_id
                AND p.agency_id = casework_figures.agency_id)
    AND (kind = 'acts' OR EXISTS (SELECT 1 FROM secrecy_programme o
         WHERE o.id = casework_figures.programme_id AND o.owner_id = casework_figures.agency_id)));
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_wall"), ("secrecy", "0002_wall")]

    operations = [
        migrations.CreateModel(
            name="Figures",
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
                            ("list", "listan, räknad av dess ägare"),
                            ("acts", "myndighetens egna handlingar"),
                        ],
                        max_length=10,
                    ),
                ),
                ("month", models.DateField()),
                ("method", models.CharField(max_length=60)),
                ("method_version", models.CharField(max_length=40)),
                ("published_at", models.DateTimeField()),
                ("counts", models.JSONField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="secrecy.agency"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="secrecy.programme",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="secrecy.assignment",
                    ),
                ),
            ],
            options={
                "ordering": ["month", "published_at"],
                "indexes": [models.Index(fields=["programme", "kind", "month"], name="figures_of_programme")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="figures_month_is_its_first_day"
                    )
                ],
            },
        ),
        open_to_product("casework_figures", "SELECT", "INSERT"),
        migrations.RunSQL(WRITERS, migrations.RunSQL.noop),
    ]
