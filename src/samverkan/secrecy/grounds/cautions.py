"""General warnings beside the grounds: what a careful lawyer would say whichever ground is picked."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from samverkan.secrecy.grounds.lines import FileProblem, GroundFileError, read_boxes
from samverkan.secrecy.grounds.loading import CAUTIONS_FILE, FOLDER, text_read_between
from samverkan.secrecy.grounds.question import Caution, Question
from samverkan.secrecy.grounds.sheet import Sheet
from samverkan.secrecy.grounds.terms import Consent, DataCategory
from samverkan.secrecy.kinds import AgencyKind, Words

CONCERN_SECRECY_FROM = date(2026, 1, 15)  # OSL 40 kap. 7 g §, lag (2025:1495)
_ADULT = 18
_DATA = (
    DataCategory.COMMITTED_CRIME,
    DataCategory.HEALTH,
    DataCategory.POLICE_OPERATIONAL,
    DataCategory.PROTECTED_IDENTITY,
)
_PARTIES = (AgencyKind.SCHOOL, AgencyKind.EXIT, AgencyKind.SUPPLIER)


def cautions(question: Question) -> tuple[Caution, ...]:
    """The warnings for one question, always in the same order."""
    found = (*_on_data(question), *_on_person(question), *_on_parties(question), *_on_law(question))
    return tuple(found)


def _on_data(question: Question) -> Iterator[Caution]:
    described = question.secrecies | question.traits
    yield from (_caution(each) for each in _DATA if each in described)
    if not question.secrecies:
        yield _caution("no_secrecy_named")
    foreign = sorted(each for each in question.secrecies if not each.usually_held_by(question.giver))
    if foreign:
        words = _words()["foreign_secrecy"]
        sv = words.sv.format(names=", ".join(each.label.sv for each in foreign))
        en = words.en.format(names=", ".join(each.label.en for each in foreign))
        yield Caution("foreign_secrecy", Words(sv, en))


def _on_person(question: Question) -> Iterator[Caution]:
    if question.age is None:
        yield _caution("age_unknown")
    elif question.age < _ADULT:
        yield _caution("child")
    if question.consent is Consent.REFUSED:
        yield _caution("consent_refused")


def _on_parties(question: Question) -> Iterator[Caution]:
    if question.giver is question.receiver:
        yield _caution("same_kind")
    yield from (_caution(each) for each in _PARTIES if each in (question.giver, question.receiver))


def _on_law(question: Question) -> Iterator[Caution]:
    if DataCategory.CONCERN_REPORT in question.secrecies and question.on < CONCERN_SECRECY_FROM:
        yield _caution("concern_secrecy_later", start=CONCERN_SECRECY_FROM)
    oldest, newest = text_read_between()
    if question.on > oldest:
        yield _caution("text_read", oldest=oldest, newest=newest)
    yield _caution("not_exhaustive")


def _caution(name: str, **facts: date) -> Caution:
    words = _words()[name]
    return Caution(str(name), Words(words.sv.format(**facts), words.en.format(**facts)))


@cache
def _words() -> dict[str, Words]:
    """The texts by id. Raises GroundFileError where the file is broken."""
    problems: list[FileProblem] = []
    text = (FOLDER / CAUTIONS_FILE).read_text(encoding="utf-8")
    top = Sheet(read_boxes(CAUTIONS_FILE, text), CAUTIONS_FILE, problems)
    found = {}
    for sheet in top.sheets("cautions", required=True):
        found[sheet.text("id")] = Words(sheet.text("sv"), sheet.text("en"))
        sheet.done()
    top.done()
    if problems:
        raise GroundFileError(problems)
    return found
