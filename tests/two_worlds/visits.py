"""Everything an authority can look at: every page and the API, with every id it could know or guess."""

from collections.abc import Iterator
from uuid import UUID

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from support.acts import Acts
from support.clients import signed_in_client
from two_worlds.blanks import HEADERS_LEFT_OUT, blanked
from two_worlds.play import VISITED, stream

from samverkan.casework.models import Deadline, Meeting, Task, Weeding
from samverkan.evaluations.models import Study
from samverkan.secrecy import clock, ids
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Entry, Job, Programme, Seat

OFFICERS = {
    "police": ["pol.samordnare", "pol.beslut", "pol.logg", "pol.styr"],
    "probation": ["fri.beslut", "fri.handlaggare"],
    "social": ["soc.beslut", "soc.handlaggare", "soc.jurist"],
    "exit": ["avh.samordnare"],
    "neighbour": ["gra.samordnare"],
}
ABSENT = UUID(int=0xDEAD)
PUBLIC = {"healthz", "set_language", "signin", "signin_code", "signin_assignment", "sign_out"}
WORDS = {"kind": ["note", "colour", "incidents"], "move": ["confirm", "leave"], "name": ["colour"],
         "state": ["sent"], "what": ["farg", "minne"], "step": ["ended", "renamed"],
         "sort": ["lagesbild", "plan", "finns-ej"], "register": ["moten", "finns-ej"],
         "rows": ["personer", "finns-ej"], "method": ["trefas"],
         "version": [1], "slug": ["jarva", "finns-ej"], "indicator": ["notices.crime", "kolada.N15428"],
         "place_id": ["0180", "0180-sdo-jarva"]}  # fmt: skip
MOST = 4  # ids of each kind tried on each address
FEWER = {"programme": 2}  # public: one that the observer takes part in and one that it does not

Seen = dict[str, tuple[int, tuple[tuple[str, str], ...], bytes]]


def everything(acts: Acts, observer: str, hidden: list[UUID], officers: list[str] | None = None) -> Seen:
    """What each officer of the observer gets at each address: status, headers, bytes."""
    seen: Seen = {}
    with clock.frozen(VISITED):
        known = _known(acts, observer)
        for officer in officers or OFFICERS[observer]:
            client = signed_in_client(acts.world, officer)
            with ids.drawn_from(stream(f"visit {officer}")):
                for address in addresses(known, hidden):
                    seen[f"{officer} {address}"] = _visit(client, address)
    return seen


def addresses(known: dict[str, list[UUID]], hidden: list[UUID]) -> Iterator[str]:
    """Every address with the ids the observer holds, and with one that is hidden from it or, without such, absent.

    Where an address has several ids, one is varied at a time. An id that neither world holds is tried only where
    no hidden one is: in the reduced world the hidden one is absent too, and that is what is compared.
    """
    for route, parameters in routes():
        choices = {name: WORDS.get(name) or _ids(name, known, hidden) for name in parameters}
        first = {name: found[0] for name, found in choices.items()}
        tried = [first, *({**first, name: value} for name, found in choices.items() for value in found[1:])]
        yield from ("/" + route % values for values in tried)


def _ids(name: str, known: dict[str, list[UUID]], hidden: list[UUID]) -> list[UUID]:
    guessed = (hidden[-1:] if name == "paper" else hidden[:1]) or [ABSENT]
    return [*known.get(name, [])[: FEWER.get(name, MOST)], *guessed]


def routes() -> Iterator[tuple[str, list[str]]]:
    """Every page's address as a format string, with its parameters; read from the product's own list."""
    for pattern, prefix in _patterns(get_resolver().url_patterns, ""):
        if pattern.name in PUBLIC:
            continue
        converters = pattern.pattern.converters
        text = prefix + str(pattern.pattern)
        for name, converter in converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            text = text.replace(f"<{kind}:{name}>", f"%({name})s").replace(f"<{name}>", f"%({name})s")
        yield text, list(converters)


def _patterns(found: list, prefix: str) -> Iterator[tuple[URLPattern, str]]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns, prefix + str(each.pattern))
        else:
            yield each, prefix


def _visit(client: Client, address: str) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    response = client.get(address)
    headers = tuple(sorted((k, v) for k, v in response.items() if k.lower() not in HEADERS_LEFT_OUT))
    return response.status_code, headers, blanked(response.content)


def _known(acts: Acts, observer: str) -> dict[str, list[UUID]]:
    by = acts.actor(OFFICERS[observer][0])
    with bound(by):
        rows = {
            "case": CaseFile,
            "entry": Entry,
            "disclosure": Disclosure,
            "delivery": Delivery,
            "task": Task,
            "deadline": Deadline,
            "job": Job,
            "weeding": Weeding,
            "study": Study,
        }
        known = {
            name: sorted(model.of(by.agency).values_list("pk", flat=True)) for name, model in rows.items()
        }
        known["study"] = _studies(by.agency)
    known["meeting"] = sorted(Meeting.objects.values_list("pk", flat=True))
    known["seat"] = sorted(Seat.objects.values_list("pk", flat=True))[:2]
    known["programme"] = sorted(Programme.objects.values_list("pk", flat=True))
    return known


def _studies(agency: UUID) -> list[UUID]:
    from samverkan.evaluations.models import Study

    return sorted(Study.of(agency).values_list("pk", flat=True))
