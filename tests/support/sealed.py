"""Every sealed column of every secret table, and whether any key there is still opens it."""

from typing import Any
from uuid import UUID

# Every sealed column of a secret table, and which column names the key it is opened by in the key store, or the table
# that does: a column that is not here turns the weeding tests red.
SEALED = {
    ("secrecy_entry", "sealed"): "box_id", ("secrecy_disclosure", "sealed"): "box_id",
    ("secrecy_consent", "sealed"): "box_id", ("secrecy_standingdecision", "sealed"): "box_id",
    ("casework_weeding", "sealed"): "box_id", ("exits_term", "sealed"): "box_id",
    ("exits_question", "sealed"): "box_id", ("exits_reply", "sealed"): "box_id",
    ("exits_lockkey", "sealed"): "box_id", ("exits_lockshare", "share"): "id",
    ("exits_location", "sealed"): "(SELECT box_id FROM exits_lock l WHERE l.id = lock_id)",
    ("exits_lockhalf", "half"): "(SELECT box_id FROM exits_lock l WHERE l.id = exits_lockhalf.id)",
    ("pupils_voicecode", "sealed"): "box_id",
    ("evaluations_paper", "sealed"): "(SELECT box FROM evaluations_study s WHERE s.id = study_id)",
    ("secrecy_delivery", "sealed_to"): "agency_id", ("secrecy_jobpart", "sealed"): "job_id",
}  # fmt: skip
# Blind indexes, whose rows are deleted, a spent code's keyed hash, and the trail's own hashes.
NOT_SEALED = {
    ("secrecy_searchtoken", "token"), ("exits_token", "blinded"), ("pupils_voicecode", "lookup"),
    ("trail_trace", "digest"), ("trail_trace", "salt"),
}  # fmt: skip


def tables(db: Any) -> list[str]:
    """The secret tables, by name."""
    from wall import catalogue

    return sorted(catalogue.secret_tables(db))


def readable(db: Any, agency: UUID) -> list[tuple[str, UUID]]:
    """(table, id) of every sealed value of the agency's that some key in the key store still opens."""
    from samverkan.secrecy.binding import keystore

    columns = db.execute(
        "SELECT attrelid::regclass::text, attname FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid"
        " WHERE atttypid = 'bytea'::regtype AND attnum > 0 AND relkind IN ('r', 'p')"
    ).fetchall()
    held = {each for each in columns if each[0] in tables(db)}
    assert held - NOT_SEALED == SEALED.keys(), "a new sealed column: say here how it is opened, and weed it"
    found = []
    for (table, column), key in SEALED.items():
        rows = db.execute(f"SELECT id, {key} FROM {table} WHERE agency_id = %s AND {column} <> ''", [agency])
        for row, box in rows.fetchall():
            if key == "agency_id" or keystore().open_boxes(agency, [box]):
                found.append((table, row))
    return found
