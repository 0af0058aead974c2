"""Let a standing decision wait for a second decider where the method asks for one."""

from pathlib import Path

from django.db import migrations, models

SECOND = Path(__file__).parents[1] / "sql" / "standing_second.sql"


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0003_signed")]

    operations = [
        migrations.AddField(
            "standingdecision", "four_eyes", models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField("standingdecision", "seconded_by", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "standingdecision",
            models.CheckConstraint(
                condition=models.Q(seconded_by__isnull=True) | ~models.Q(seconded_by=models.F("decided_by")),
                name="standing_four_eyes_are_four",
            ),
        ),
        migrations.RunSQL(SECOND.read_text(), migrations.RunSQL.noop),
    ]
