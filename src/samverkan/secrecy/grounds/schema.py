"""From a YAML file to grounds. What the file may hold is written here and nowhere else."""

import re
from datetime import date
from itertools import pairwise
from typing import TypeVar

from samverkan.secrecy.grounds.lines import FileProblem, GroundFileError, read_boxes
from samverkan.secrecy.grounds.model import (
    AgeLimit,
    Condition,
    Exclusion,
    Ground,
    Note,
    Option,
    Quote,
    Source,
)
from samverkan.secrecy.grounds.sheet import Sheet
from samverkan.secrecy.grounds.terms import SECRECIES, TRAITS, DataCategory, Purpose, RuleKind
from samverkan.secrecy.kinds import AgencyKind, Words

_KIND_SETS = {
    "everyone": frozenset(AgencyKind),
    "authorities": frozenset(kind for kind in AgencyKind if kind.is_authority),
    "crime_fighting": frozenset(kind for kind in AgencyKind if kind.fights_crime),
}
_CATEGORY_SETS = {"all": SECRECIES}
_PURPOSE_SETS = {"any": frozenset(Purpose)}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"(\d{4}-\d{2}-\d{2})\.[1-9]\d*")
_T = TypeVar("_T")
_YES, _NO = Words("ja", "yes"), Words("nej", "no")


def parse_sources(file: str, text: str) -> dict[str, Source]:
    """Read the list of statutes. Raises GroundFileError."""
    problems: list[FileProblem] = []
    top = Sheet(read_boxes(file, text), file, problems)
    sources = {}
    for sheet in top.sheets("statutes", required=True):
        sources[sheet.text("id")] = Source(
            statute=sheet.text("statute"),
            sfs=sheet.text("sfs"),
            file=sheet.text("file"),
            url=sheet.text("url"),
            read_on=sheet.day("read_on"),
        )
        sheet.done()
    top.done()
    if problems:
        raise GroundFileError(problems)
    return sources


def parse_grounds(file: str, text: str, sources: dict[str, Source]) -> tuple[Ground, ...]:
    """Every dated version in one file, oldest first. Raises GroundFileError naming each fault."""
    problems: list[FileProblem] = []
    top = Sheet(read_boxes(file, text), file, problems)
    ground_id, provision = top.text("id"), top.text("provision")
    title, kind = top.words("title"), top.choice("kind", RuleKind)
    if ground_id and not _ID.fullmatch(ground_id):
        top.fault(
            top.line_of("id"),
            "”id” får bara ha små bokstäver, siffror och bindestreck",
            "“id” may only hold small letters, digits and hyphens",
        )
    found = [
        (sheet.line, _version(sheet, ground_id, provision, title, kind, sources))
        for sheet in top.sheets("versions", required=True)
    ]
    top.done()
    found.sort(key=lambda pair: pair[1].valid_from)
    _check_dates(found, top)
    if problems:
        raise GroundFileError(problems)
    return tuple(ground for _, ground in found)


def _version(
    sheet: Sheet, ground_id: str, provision: str, title: Words, kind: RuleKind, sources: dict[str, Source]
) -> Ground:
    missing = sheet.words("missing") if sheet.has("missing") else None
    quotes = () if missing else tuple(_quote(each, sources) for each in sheet.sheets("quotes", required=True))
    conditions = tuple(_condition(each) for each in sheet.sheets("conditions", required=True))
    ground = Ground(
        id=ground_id,
        version=sheet.text("version"),
        provision=provision,
        title=title,
        kind=kind,
        valid_from=sheet.day("valid_from"),
        valid_to=sheet.optional_day("valid_to"),
        quotes=quotes,
        missing=missing,
        from_kinds=_kinds(sheet, "from"),
        to_kinds=_kinds(sheet, "to"),
        covers=_nonempty(sheet, "covers", sheet.several("covers", DataCategory, _CATEGORY_SETS)),
        requires=sheet.several("requires", DataCategory, {}),
        purposes=_nonempty(sheet, "purposes", sheet.several("purposes", Purpose, _PURPOSE_SETS)),
        exclusions=tuple(_exclusion(each) for each in sheet.sheets("exclusions")),
        age=_age(sheet.sheet("age"), conditions),
        conditions=conditions,
        uncertain=tuple(_note(each) for each in sheet.sheets("uncertain")),
        remarks=tuple(_note(each) for each in sheet.sheets("remarks")),
        four_eyes=sheet.flag("four_eyes"),
    )
    sheet.done()
    _check_version(sheet, ground)
    return ground


def _kinds(sheet: Sheet, key: str) -> frozenset[AgencyKind]:
    return _nonempty(sheet, key, sheet.several(key, AgencyKind, _KIND_SETS))


def _nonempty(sheet: Sheet, key: str, found: frozenset[_T]) -> frozenset[_T]:
    if not found:
        sheet.fault(sheet.line_of(key), f"”{key}” saknas eller är tomt", f"“{key}” is missing or empty")
    return found


def _quote(sheet: Sheet, sources: dict[str, Source]) -> Quote:
    name = sheet.text("statute")
    source = sources.get(name)
    if source is None:
        known = ", ".join(sorted(sources))
        sheet.fault(
            sheet.line_of("statute"),
            f"författningen ”{name}” står inte i statutes.yaml ({known})",
            f"the statute “{name}” is not in statutes.yaml ({known})",
        )
        source = Source(name, "", "", "", date.min)
    quote = Quote(sheet.text("provision"), sheet.text("text"), sheet.optional_text("amended_by"), source)
    sheet.done()
    return quote


def _condition(sheet: Sheet) -> Condition:
    reasons = sheet.flag("reasons") if sheet.has("reasons") else False
    options = tuple(_option(each) for each in sheet.sheets("options"))
    if not options:
        stands = sheet.text("stands_on")
        if stands not in ("yes", "no"):
            sheet.fault(
                sheet.line_of("stands_on"),
                "”stands_on” ska vara yes eller no: svaret som låter grunden stå",
                "“stands_on” must be yes or no: the answer that lets the ground stand",
            )
        options = (Option("yes", _YES, stands == "yes"), Option("no", _NO, stands == "no"))
    condition = Condition(sheet.text("id"), sheet.words("question"), options, reasons)
    if not any(each.stands for each in options):
        sheet.fault(sheet.line, "inget svar låter grunden stå", "no answer lets the ground stand")
    sheet.done()
    return condition


def _option(sheet: Sheet) -> Option:
    option = Option(sheet.text("id"), sheet.words("label"), sheet.flag("stands"))
    sheet.done()
    return option


def _exclusion(sheet: Sheet) -> Exclusion:
    exclusion = Exclusion(
        provision=sheet.text("provision"),
        why=sheet.words("why"),
        categories=sheet.several("categories", DataCategory, {}),
        givers=sheet.several("givers", AgencyKind, _KIND_SETS),
        receivers=sheet.several("receivers", AgencyKind, _KIND_SETS),
    )
    sheet.done()
    return exclusion


def _note(sheet: Sheet) -> Note:
    note = Note(
        text=Words(sheet.text("sv"), sheet.text("en")),
        categories=sheet.several("categories", DataCategory, {}),
        purposes=sheet.several("purposes", Purpose, {}),
        givers=sheet.several("givers", AgencyKind, _KIND_SETS),
        receivers=sheet.several("receivers", AgencyKind, _KIND_SETS),
    )
    sheet.done()
    return note


def _age(sheet: Sheet | None, conditions: tuple[Condition, ...]) -> AgeLimit | None:
    if sheet is None:
        return None
    age = AgeLimit(
        sheet.whole_number("under"), sheet.words("whom"), sheet.flag("decisive"), sheet.text("condition")
    )
    if age.condition and age.condition not in {each.id for each in conditions}:
        sheet.fault(
            sheet.line_of("condition"),
            f"åldersgränsen pekar på villkoret ”{age.condition}”, som inte finns",
            f"the age limit points at the condition “{age.condition}”, which does not exist",
        )
    sheet.done()
    return age


def _check_version(sheet: Sheet, ground: Ground) -> None:
    match = _VERSION.fullmatch(ground.version)
    if ground.version and (not match or match[1] != ground.valid_from.isoformat()):
        sheet.fault(
            sheet.line_of("version"),
            "”version” ska vara ”valid_from”, en punkt och vår utgåva, t.ex. 2025-04-01.1",
            "“version” must be “valid_from”, a dot and our edition, e.g. 2025-04-01.1",
        )
    if ground.valid_to is not None and ground.valid_to < ground.valid_from:
        sheet.fault(
            sheet.line_of("valid_to"), "”valid_to” är före ”valid_from”", "“valid_to” is before “valid_from”"
        )
    ids = [each.id for each in ground.conditions]
    for twice in sorted({each for each in ids if ids.count(each) > 1}):
        sheet.fault(
            sheet.line_of("conditions"),
            f"villkoret ”{twice}” står två gånger",
            f"the condition “{twice}” is given twice",
        )
    if ground.requires - TRAITS:
        sheet.fault(
            sheet.line_of("requires"),
            "”requires” kan bara ha egenskaper: " + ", ".join(sorted(TRAITS)),
            "“requires” can only hold traits: " + ", ".join(sorted(TRAITS)),
        )


def _check_dates(found: list[tuple[int, Ground]], top: Sheet) -> None:
    for (_, earlier), (line, later) in pairwise(found):
        if earlier.valid_to is None or later.valid_from <= earlier.valid_to:
            top.fault(
                line,
                f"versionerna {earlier.version} och {later.version} gäller samtidigt; rätta ”valid_to”",
                f"versions {earlier.version} and {later.version} overlap; correct “valid_to”",
            )
