"""The reference page docs/reference/grounds.md, written from the data so that it cannot disagree."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from samverkan.secrecy.grounds.loading import all_grounds
from samverkan.secrecy.grounds.model import Condition, Ground, Note
from samverkan.secrecy.grounds.terms import SECRECIES, Purpose
from samverkan.secrecy.kinds import AgencyKind, Words

_HEAD = """# Rättsliga grunder / Legal grounds

Den här sidan skrivs av `python -m samverkan.secrecy.grounds` ur filerna i `secrecy/grounds/`. Ändra där.
Written by that command from the files in `secrecy/grounds/`; edit there.

Programmet säger aldrig ja. Det visar vilka grunder som kan prövas en viss dag och varför andra faller bort.
The program never says yes. It shows which grounds there are to consider on a day and why others fall away.

| Grund | Lagrum | Vad | Slag | Från | Till | Bryter sekretess för | Fyra ögon | Gäller | Lydelse |
|---|---|---|---|---|---|---|---|---|---|
"""


class _Labelled(Protocol):
    @property
    def label(self) -> Words: ...


def reference() -> str:
    """The whole page as Markdown, ending in a newline."""
    grounds = all_grounds()
    rows = "\n".join(_row(each) for each in grounds)
    sections = "\n\n".join("\n".join(_section(each)) for each in grounds)
    return f"{_HEAD}{rows}\n\n{sections}\n"


def _row(ground: Ground) -> str:
    cells = (
        f"`{ground.id}`",
        ground.provision,
        ground.title.sv,
        ground.kind.label.sv,
        _kinds(ground.from_kinds),
        _kinds(ground.to_kinds),
        "alla" if ground.covers == SECRECIES else _labels(ground.covers),
        "ja" if ground.four_eyes else "nej",
        _period(ground),
        _wording(ground),
    )
    return "| " + " | ".join(cells) + " |"


def _section(ground: Ground) -> Iterator[str]:
    yield f"## {ground.provision}: {ground.title.sv} ({ground.version})"
    yield ""
    yield f"{ground.title.en}. {ground.kind.label.sv} / {ground.kind.label.en}. {_period(ground)}."
    if ground.missing is not None:
        yield f"\n**Lydelsen saknas.** {ground.missing.sv}\n{ground.missing.en}"
    for quote in ground.quotes:
        amended = f", senast ändrad genom SFS {quote.amended_by}" if quote.amended_by else ""
        source = quote.source
        yield f"\nText: {quote.provision} i SFS {source.sfs}{amended}; läst {source.read_on}, {source.url}"
    if ground.purposes != frozenset(Purpose):
        yield f"\nÄndamål: {_labels(ground.purposes)}"
    if ground.requires:
        yield f"\nUppgiften ska vara sådan att den {_labels(ground.requires)}."
    if ground.age is not None:
        yield f"\nÅlder: {ground.age.whom.sv} / {ground.age.whom.en}."
    yield "\nFrågor / questions:\n"
    yield from (_question(each) for each in ground.conditions)
    if ground.exclusions:
        yield "\nGäller inte / does not apply:\n"
        yield from (f"- {each.provision}: {each.why.sv} / {each.why.en}" for each in ground.exclusions)
    yield from _notes("Osäkert / uncertain", ground.uncertain)
    yield from _notes("Att tänka på / remarks", ground.remarks)


def _question(condition: Condition) -> str:
    carries = ", ".join(f"”{each.label.sv}”" for each in condition.options if each.stands)
    why = "; motiveras" if condition.reasons else ""
    question = condition.question
    return f"- `{condition.id}` {question.sv} / {question.en} Grunden står vid: {carries}{why}."


def _notes(heading: str, notes: tuple[Note, ...]) -> Iterator[str]:
    if notes:
        yield f"\n{heading}:\n"
        yield from (f"- {each.text.sv} / {each.text.en}" for each in notes)


def _period(ground: Ground) -> str:
    return f"{ground.valid_from} – {ground.valid_to or 'tills vidare'}"


def _wording(ground: Ground) -> str:
    if ground.missing is not None:
        return "saknas"
    amended = ground.quotes[0].amended_by
    return f"SFS {amended}" if amended else f"SFS {ground.quotes[0].source.sfs}"


def _kinds(kinds: frozenset[AgencyKind]) -> str:
    if kinds == frozenset(AgencyKind):
        return "alla"
    if kinds == frozenset(each for each in AgencyKind if each.is_authority):
        return "myndighet"
    if kinds == frozenset(each for each in AgencyKind if each.fights_crime):
        return "brottsbekämpande myndighet"
    return _labels(kinds)


def _labels(members: Iterable[_Labelled]) -> str:
    return "; ".join(sorted(each.label.sv for each in members))
