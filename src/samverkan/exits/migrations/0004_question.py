"""Close the tables of the keep-apart list and of the question, and hold both to their limits."""

from pathlib import Path

from django.db import migrations

from samverkan.secrecy.walls import seal_off, tie_all

QUESTION = Path(__file__).parents[1] / "sql" / "question.sql"
SECRET = {
    "exits_term": ["SELECT", "INSERT", "UPDATE (ended_at, ended_by)"],
    "exits_token": ["SELECT", "INSERT", "DELETE", "UPDATE (ended_at)"],
    "exits_question": ["SELECT", "INSERT"],
    "exits_reply": ["SELECT", "INSERT"],
}
TIES = [
    ("exits_term", "case_id", "secrecy_casefile"),
    ("exits_term", "box_id", "secrecy_keybox"),
    ("exits_token", "case_id", "secrecy_casefile"),
    ("exits_token", "term_id", "exits_term"),
    ("exits_question", "case_id", "secrecy_casefile"),
    ("exits_question", "file_id", "secrecy_casefile"),
    ("exits_question", "box_id", "secrecy_keybox"),
    ("exits_reply", "file_id", "secrecy_casefile"),
    ("exits_reply", "box_id", "secrecy_keybox"),
]


class Migration(migrations.Migration):
    dependencies = [("exits", "0003_apart")]

    operations = [
        *(seal_off(table, *rights) for table, rights in SECRET.items()),
        *tie_all(TIES),
        migrations.RunSQL(QUESTION.read_text(), migrations.RunSQL.noop),
    ]
