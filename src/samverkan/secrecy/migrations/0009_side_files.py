"""Files about something else than the method's cases, roles that may not open them, roles outside the authorities."""

import django.contrib.postgres.fields
from django.db import migrations, models


def words(**more: object) -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=40, **more), blank=True, db_default=[], default=list, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0008_weeding")]

    operations = [
        migrations.AddField(
            "casefile", "side", models.CharField(blank=True, db_default="", default="", max_length=40)
        ),
        migrations.AddField("roleright", "shut", words(blank=True)),
        migrations.AddField(
            "roleright", "no_offence_data", models.BooleanField(db_default=False, default=False)
        ),
    ]
