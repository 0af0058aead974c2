"""Who opens the pages: the most restricted role, each in the middle of a session of their own."""

import os
from dataclasses import dataclass
from uuid import UUID

import django
import psycopg

from bench.kit import copying
from bench.kit.place import Nation

_WORKERS = """
    SELECT co.assignment_id, a.officer_id, min(c.programme_id::text)::uuid,
           (array_agg(c.id ORDER BY length(c.number), c.number))[1], count(*)
    FROM secrecy_caseofficer co JOIN secrecy_casefile c ON c.agency_id = co.agency_id AND c.id = co.case_id
    JOIN secrecy_assignment a ON a.id = co.assignment_id
    GROUP BY co.assignment_id, a.officer_id ORDER BY a.officer_id
"""


@dataclass(frozen=True)
class Visitor:
    """A caseworker (assigned_only: reads only assigned cases) with 40 of them, the first with 50 entries."""

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


def visitors(nation: Nation, count: int) -> list[Visitor]:
    """`count` caseworkers of as many agencies, large and small, signed in on both sides."""
    with psycopg.connect(nation.database.admin_here) as db:
        rows = db.execute(_WORKERS).fetchall()
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
