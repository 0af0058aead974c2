"""Hold every decision to the officer who is bound, and let the door ask for the consent under it."""

from pathlib import Path

from django.db import migrations, models

SIGNED = Path(__file__).parents[1] / "sql" / "signed.sql"


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0002_wall")]

    operations = [
        migrations.AddField(
            "groundversion",
            "kind",
            models.CharField(max_length=12, default="possibility"),
        ),
        migrations.AddField("groundversion", "four_eyes", models.BooleanField(default=False)),
        migrations.RunSQL(SIGNED.read_text(), migrations.RunSQL.noop),
    ]
