"""What each version of a method asks of four eyes stands in the database, and the door holds to it."""

from pathlib import Path

from django.db import migrations, models

from samverkan.secrecy.walls import open_to_product

SQL = Path(__file__).parents[1] / "sql" / "four_eyes.sql"


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0009_side_files")]

    operations = [
        migrations.CreateModel(
            name="FourEyesRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("method", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=40)),
                ("ground", models.CharField(blank=True, max_length=60)),
                ("mode", models.CharField(blank=True, max_length=12)),
                ("kind", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("method", "version", "ground", "mode", "kind"), name="four_eyes_rule_once"
                    )
                ],
            },
        ),
        open_to_product("secrecy_foureyesrule", "SELECT"),
        migrations.RunSQL(SQL.read_text(), migrations.RunSQL.noop),
    ]
