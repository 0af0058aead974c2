"""Three authorities at work: actors by user name, and the acts a test wants done."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from psycopg.conninfo import make_conninfo

from samverkan.setup import roles

POLICE, PROBATION, SOCIAL, SCHOOL, EXIT, NEIGHBOUR, CITY = (UUID(int=0xA0 + n) for n in range(1, 8))
MUNICIPALITY, ASSOCIATION = UUID(int=0xA8), UUID(int=0xA9)
TREFAS, EXITS, EXITS_NEXT, AGREEMENT, PROVIDERS, GRANTS = (UUID(int=0xB0 + n) for n in range(1, 7))
GVI, SCHOOL_TEAM = UUID(int=0xB8), UUID(int=0xB9)


@dataclass(frozen=True)
class World:
    """One test's database, reached by the product as the web role."""

    admin: str
    name: str
    passwords: Path

    def dsn(self, role: str | None = None) -> str:
        """Superuser's connection, the owner's, or a login role's."""
        if role is None:
            return make_conninfo(self.admin, dbname=self.name)
        if role == roles.OWNER:
            return roles.dsn_of_owner(self.admin, self.name)
        return roles.dsn_as(role, self.admin, self.name, self.passwords)

    def actor(self, username: str) -> "Actor":  # noqa: F821
        """The officer acting on their only assignment, with the seats live now."""
        from samverkan.secrecy.models import Assignment
        from samverkan.secrecy.officers import actor_for

        assignment = Assignment.objects.select_related("officer").get(officer__username=username)
        actor = actor_for(assignment.officer_id, assignment.pk)
        assert actor is not None
        return actor
