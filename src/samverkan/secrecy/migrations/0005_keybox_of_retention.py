"""Find an agency's protected boxes without looking at all its boxes: every page that shows entries asks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0004_standing_second")]

    operations = [
        migrations.AddIndex(
            "keybox", models.Index(fields=["agency", "retention"], name="keybox_of_retention")
        ),
    ]
