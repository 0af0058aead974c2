"""Close the table of own files: only the acting agency's own rows, never changed but for being dropped."""

from django.db import migrations

from samverkan.secrecy.walls import seal_off


class Migration(migrations.Migration):
    dependencies = [("picture", "0001_initial"), ("secrecy", "0008_weeding"), ("trail", "0003_fresh")]

    operations = [
        seal_off("picture_ownfile", "SELECT", "INSERT", "UPDATE (dropped_at, dropped_by, held, told)"),
    ]
