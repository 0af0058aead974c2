"""Before a list is taken in: which of its rows are about somebody whom the authority has an open file on already."""

from uuid import UUID

from samverkan.casework.list_file import Line, ListFile
from samverkan.secrecy import search
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.tables.problem import Problem
from samverkan.tables.text import Text

_NUMBER = Text(
    "ni har redan en öppen akt på personnumret", "you have an open file on the personal number already"
)
_NAME = Text(
    "ni har redan en öppen akt med det namnet, och raden har inget personnummer",
    "you have an open file with that name already, and the row has no personal number",
)
_TAKE_OUT = Text("Ta bort raden.", "Take the row out.")
_ADD_NUMBER = Text(
    "Skriv personnumret om det är någon annan, ta annars bort raden.",
    "Write the personal number if it is somebody else; otherwise take the row out.",
)


def known_already(actor: Actor, file: ListFile) -> ListFile:
    """The file with those rows refused. Asked within the own compartment only."""
    return file.without(
        {
            line.number: Problem(file.report.file, why, line.number, remedy=remedy)
            for line in file.lines
            for why, remedy in _why(actor, line)
        }
    )


def _why(actor: Actor, line: Line) -> list[tuple[Text, Text]]:
    if line.person_number:
        found = search.find(line.person_number)
        return [(_NUMBER, _TAKE_OUT)] if _open(actor, found) else []
    names = [search.cases_with(actor.agency, f"n:{part}") for part in search.parts(line.name)]
    same = set.intersection(*names) if names else set()
    return [(_NAME, _ADD_NUMBER)] if _open(actor, same) else []


def _open(actor: Actor, cases: set[UUID]) -> bool:
    return bool(cases) and CaseFile.of(actor.agency).filter(pk__in=cases, closed_on__isnull=True).exists()
