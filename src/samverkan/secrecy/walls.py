"""The wall's SQL, from one place: every secret table gets the same policy, grants and composite keys.

Used by migrations only. The policy is one equality on the leading column, with the acting agency in an
uncorrelated sub-select, so that it costs what an ordinary filter costs (security.md 1.2).
"""

from collections.abc import Iterable
from typing import Any

from django.db.migrations import RunSQL

WEB = "samverkan_web"
MINE = "agency_id = (SELECT sec.me())"


def seal_off(table: str, *rights: str) -> RunSQL:
    """Close a secret table but for the acting agency's own rows, with exactly these rights for the product."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY own_compartment ON {table} TO {WEB} USING ({MINE}) WITH CHECK ({MINE});
        GRANT {", ".join(rights)} ON {table} TO {WEB};
        GRANT SELECT ON {table} TO samverkan_backup;
        """,
        RunSQL.noop,
    )


def tie(table: str, column: str, target: str) -> RunSQL:
    """Reference inside the compartment: (agency_id, column) -> target(agency_id, id)."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_agency
            FOREIGN KEY (agency_id, {column}) REFERENCES {target} (agency_id, id);
        """,
        RunSQL.noop,
    )


def tie_all(ties: Iterable[tuple[str, str, str]]) -> list[Any]:
    """`tie` for many."""
    return [tie(*words) for words in ties]


def open_to_product(table: str, *rights: str) -> RunSQL:
    """Grant rights on a table that stands on the list of public tables, with its reason there."""
    granted = f"GRANT {', '.join(rights)} ON {table} TO {WEB};" if rights else ""
    return RunSQL(f"{granted} GRANT SELECT ON {table} TO samverkan_backup;", RunSQL.noop)
