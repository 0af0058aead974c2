"""Close the room's tables; let answers to one-time codes wait where no login role can reach them."""

from pathlib import Path

from django.db import migrations

from samverkan.secrecy.walls import open_to_product, seal_off, tie_all

VOICE = Path(__file__).parents[1] / "sql" / "voice.sql"


class Migration(migrations.Migration):
    dependencies = [("pupils", "0001_initial"), ("secrecy", "0008_weeding")]

    operations = [
        seal_off("pupils_filelayout", "SELECT", "INSERT", "UPDATE"),
        seal_off("pupils_schoolsettings", "SELECT", "INSERT"),
        seal_off("pupils_voicecode", "SELECT", "INSERT", "UPDATE"),
        *tie_all(
            [
                ("pupils_voicecode", "case_id", "secrecy_casefile"),
                ("pupils_voicecode", "entry_id", "secrecy_entry"),
                ("pupils_voicecode", "box_id", "secrecy_keybox"),
            ]
        ),
        open_to_product("pupils_voiceanswer"),
        migrations.RunSQL(VOICE.read_text(), migrations.RunSQL.noop),
    ]
