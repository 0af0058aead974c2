"""Who opens the pages: the most restricted role, each in the middle of a session of their own."""

import os
from dataclasses import dataclass
from uuid import UUID

import django
import psycopg

from bench.kit import copying
from bench.kit.place import Nation

_WORKERS = """
    SELECT co.assignment_id, a.officer_id, c.programme_id,
           (array_agg(c.id ORDER BY length(c.number), c.number))[1], count(*)
    FROM secrecy_caseofficer co JOIN secrecy_casefile c ON c.agency_id = co.agency_id AND c.id = co.case_id
    JOIN secrecy_assignment a ON a.id = co.assignment_id
    JOIN secrecy_seat s ON s.assignment_id = co.assignment_id AND s.programme_id = c.programme_id
    WHERE c.method = %s AND s.role = %s AND c.closed_on IS NULL
    GROUP BY co.assignment_id, a.officer_id, c.programme_id ORDER BY a.officer_id
"""


@dataclass(frozen=True)
class Visitor:
    """An officer who reads only assigned cases, and has 25 to 40 of them; `case` is the first.

    A caseworker of Trefas has 40, the first with 50 entries.
    """

    officer: UUID
    assignment: UUID
    programme: UUID
    case: UUID
    cookie: str

    @property
    def case_page(self) -> str:
        """The address of the case with 50 entries."""
        return f"/arenden/{self.case}/"

    @property
    def programme_list(self) -> str:
        """The address of the list of 40 cases."""
        return f"/listan/{self.programme}/"


def visitors(nation: Nation, count: int, method: str = "trefas", role: str = "caseworker") -> list[Visitor]:
    """`count` officers of a role, of as many agencies, large and small, signed in on both sides."""
    with psycopg.connect(nation.database.admin_here) as db:
        rows = db.execute(_WORKERS, [method, role]).fetchall()
        chosen = rows[:: max(1, len(rows) // count)][:count]
        found = [Visitor(officer, held, programme, case, _session(nation, officer, held))
                 for held, officer, programme, case, _ in chosen]  # fmt: skip
        sessions = db.execute("SELECT * FROM django_session").fetchall()
    with psycopg.connect(copying.admin_dsn(nation)) as db:
        db.execute("TRUNCATE django_session")
        db.cursor().executemany("INSERT INTO django_session VALUES (%s, %s, %s)", sessions)
    return found


def _session(nation: Nation, officer: UUID, assignment: UUID) -> str:
    _set_up(nation)
    from samverkan.web.sessions import SessionStore

    session = SessionStore()
    session["officer"], session["assignment"] = str(officer), str(assignment)
    session.save()
    return str(session.session_key)


def _set_up(nation: Nation) -> None:
    from django.apps import apps

    if not apps.ready:
        os.environ.update(nation.web)
        django.setup()
