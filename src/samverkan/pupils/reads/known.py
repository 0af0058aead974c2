"""Which of a file's personal numbers the agency has an open file on: the blind index, one query for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from samverkan.secrecy import search
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Programme, SearchToken
from samverkan.secrecy.rules import visible_cases


@dataclass(frozen=True)
class Known:
    """Files by personal number; those that the officer may open and that are not closed. Hidden is unknown."""

    cases: dict[str, CaseFile] = field(default_factory=dict)


def known(actor: Actor, programme: Programme, numbers: Iterable[str]) -> Known:
    """Look the numbers up, 12 digits each. Of several open files on one pupil the latest opened counts."""
    tokens = {search.token(actor.agency, f"p:{number}"): number for number in set(numbers)}
    rows = SearchToken.of(actor.agency).filter(token__in=list(tokens)).values_list("token", "case_id")
    of_case = {case: tokens[bytes(token)] for token, case in rows}
    open_files = CaseFile.of(actor.agency).filter(programme=programme, pk__in=of_case, closed_on__isnull=True)
    found = visible_cases(actor, open_files).select_related("programme").order_by("opened_on", "number")
    return Known({of_case[case.pk]: case for case in found})
