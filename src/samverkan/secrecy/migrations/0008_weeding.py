"""A box's label may carry a month beside its class."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("secrecy", "0007_background"),
    ]

    operations = [
        migrations.AlterField(
            model_name="keybox",
            name="retention",
            field=models.CharField(max_length=60),
        ),
    ]
