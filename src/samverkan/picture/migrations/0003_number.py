"""A number of its own for each file of a kind: two that are read in at once come after one another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("picture", "0002_wall")]

    operations = [
        migrations.AddField("ownfile", "number", models.PositiveIntegerField(null=True)),
        migrations.AddConstraint(
            "ownfile",
            models.UniqueConstraint(fields=["agency", "kind", "number"], name="ownfile_number_once"),
        ),
    ]
