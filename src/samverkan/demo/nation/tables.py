"""The tables that the rooms' rows go into, in the order their references ask for, each column with its type."""

_OWN = {"id": "uuid", "agency_id": "uuid"}
_OF_CASE = {**_OWN, "case_id": "uuid"}

TABLES: dict[str, dict[str, str]] = {
    "secrecy_casefile": {
        **_OWN, "programme_id": "uuid", "number": "text", "list_id": "uuid", "method": "text", "method_version": "text",
        "phase": "text", "side": "text", "opened_on": "date", "closed_on": "date",
    },
    "secrecy_keybox": {**_OF_CASE, "retention": "text"},
    "secrecy_entry": {
        **_OF_CASE, "programme_id": "uuid", "box_id": "uuid", "kind": "text", "happened_on": "date",
        "valid_until": "date", "made_at": "timestamptz", "made_by": "uuid", "sealed": "bytea",
    },
    "secrecy_caseofficer": {**_OF_CASE, "assignment_id": "uuid", "valid_from": "date"},
    "secrecy_searchtoken": {**_OWN, "token": "bytea", "case_id": "uuid", "entry_id": "uuid"},
    "casework_step": {
        **_OF_CASE, "place": "smallint", "move": "text", "came_from": "text", "went_to": "text", "at": "timestamptz",
        "by": "uuid", "leaving": "text",
    },
    "casework_deadline": {
        **_OF_CASE, "clock": "text", "kind": "text", "started_on": "date", "due": "date", "made_at": "timestamptz",
    },
    "casework_task": {
        **_OF_CASE, "entry_id": "uuid", "responsible_id": "uuid", "due": "date", "state": "text",
        "accepted_at": "timestamptz", "settled_at": "timestamptz",
    },
    "pupils_schoolsettings": {
        **_OWN, "programme_id": "uuid", "day_minutes": "smallint", "lesson_minutes": "smallint", "thresholds": "jsonb",
        "breaks": "jsonb", "decided_by": "uuid", "decided_at": "timestamptz",
    },
}  # fmt: skip
