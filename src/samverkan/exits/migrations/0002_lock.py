"""Close the lock's tables, and make the three that only its functions reach."""

from pathlib import Path

from django.db import migrations

from samverkan.secrecy.walls import seal_off, tie_all

LOCK = Path(__file__).parents[1] / "sql" / "lock.sql"
SECRET = {
    "exits_lock": ["SELECT", "INSERT"],
    "exits_lockkey": [
        "SELECT",
        "INSERT",
        "UPDATE (ends_at, seconded_by, seconded_at, ended_at, ended_by, reviewed_at, reviewed_by, sealed)",
    ],
    "exits_opening": ["SELECT"],
    "exits_alarm": ["SELECT", "INSERT", "UPDATE (seen_at)"],
}
TIES = [
    ("exits_lock", "case_id", "secrecy_casefile"),
    ("exits_lock", "box_id", "secrecy_keybox"),
    ("exits_lockkey", "lock_id", "exits_lock"),
    ("exits_lockkey", "box_id", "secrecy_keybox"),
    ("exits_opening", "lock_id", "exits_lock"),
    ("exits_opening", "key_id", "exits_lockkey"),
    ("exits_alarm", "key_id", "exits_lockkey"),
]


class Migration(migrations.Migration):
    dependencies = [("exits", "0001_initial"), ("secrecy", "0004_standing_second"), ("trail", "0003_fresh")]

    operations = [
        *(seal_off(table, *rights) for table, rights in SECRET.items()),
        *tie_all(TIES),
        migrations.RunSQL(LOCK.read_text(), migrations.RunSQL.noop),
    ]
