"""Values of a method's file as people call them: labels for ids, yes and no for flags, words for words."""

from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any

from samverkan.methods.changes.nouns import RECORDS
from samverkan.methods.markers import Ref
from samverkan.methods.schema import Method
from samverkan.methods.schema_accounts import Keep
from samverkan.methods.spec import spec_of
from samverkan.methods.words import AgendaKey, Split, Word
from samverkan.secrecy.grounds.loading import find
from samverkan.secrecy.kinds import AgencyKind, Words

NOTHING = Words("inget", "nothing")
_YES, _NO, _FROM = Words("ja", "yes"), Words("nej", "no"), Words("räknat från", "counted from")
_CALLED_BY = ("label", "word", "ask", "text", "why", "name")
_UNITS = {
    "years": Words("år", "years"),
    "months": Words("månader", "months"),
    "days": Words("dagar", "days"),
}


def said(form: str, *parts: Words) -> Words:
    """One sentence in both languages, from a form with a {} for each part."""
    return Words(form.format(*(part.sv for part in parts)), form.format(*(part.en for part in parts)))


def each(words: Words, change: Callable[[str], str]) -> Words:
    """Both languages changed in the same way."""
    return Words(change(words.sv), change(words.en))


def quoted(words: Words) -> Words:
    """In the quotation marks of each language."""
    return Words(f"”{words.sv}”", f"“{words.en}”")


def called(record: Any) -> Words:
    """What a record of the file is called, in quotes; a retention rule by its party."""
    if isinstance(record, Keep):
        return party(record.party)
    found = (getattr(record, name, None) for name in _CALLED_BY)
    return next((quoted(words) for words in found if isinstance(words, Words)), Words("", ""))


def party(kind: str) -> Words:
    """What a party is called; a word that is no kind of authority stands as it is."""
    return AgencyKind(kind).label if kind in set(AgencyKind) else Words(kind, kind)


def with_noun(record: Any) -> Words:
    """A record with its noun: the kind "Note"."""
    noun = RECORDS.get(type(record).__name__, Words("", ""))
    return each(said("{} {}", noun, called(record)), str.strip)


def value_words(value: Any, holder: Any, key: str, method: Method) -> Words:
    """A value under a key of a record, as people say it. `method` is the version it stands in."""
    if value is None or value == ():
        return NOTHING
    if isinstance(value, tuple):
        return said(
            ", ".join(["{}"] * len(value)), *(value_words(item, holder, key, method) for item in value)
        )
    if isinstance(value, str) and not isinstance(value, Word | AgencyKind):
        return _referred(value, _ref(holder, key), method)
    return _plain(value)


def _plain(value: Any) -> Words:
    if isinstance(value, Words):
        return quoted(value)
    if isinstance(value, Word | AgencyKind):
        return value.label
    if isinstance(value, Keep):
        return _kept(value)
    if isinstance(value, bool):
        return _YES if value else _NO
    return called(value) if is_dataclass(value) else Words(f"{value}", f"{value}")


def _ref(holder: Any, key: str) -> str:
    asked = spec_of(type(holder)).below().get(key)
    ref = (asked.item or asked).mark(Ref) if asked else None
    return ref.to if ref else ""


def _referred(value: str, to: str, method: Method) -> Words:
    if to in {"agenda", "event", "split"}:
        return _event(value, to, method)
    if to == "parties":
        return party(value)
    if to == "grounds":
        return _ground(value, method)
    if to in {"kinds", "phases", "scales", "retention", "side_files"}:
        found = next((item for item in getattr(method, to) if item.id == value), None)
        if found is not None:
            return called(found)
    return Words(value, value)


def _event(value: str, to: str, method: Method) -> Words:
    """`kind:ID`, `phase:ID`, `field:KIND.FIELD`, `scale:LEVEL`, or a word of its own list."""
    words: dict[str, Any] = {"agenda": AgendaKey, "split": Split}
    if to in words and value in {each.value for each in words[to]}:
        return words[to](value).label  # type: ignore[no-any-return]
    sort, _, name = value.partition(":")
    owner, _, inner = name.partition(".")
    for item in getattr(method, "kinds" if sort == "field" else f"{sort}s", ()):
        if item.id == owner:
            field = next((each for each in getattr(item, "fields", ()) if each.id == inner), None)
            return called(field or item)
        level = next((each for each in getattr(item, "levels", ()) if each.id == (inner or owner)), None)
        if level is not None:
            return called(level)
    return Words(value, value)


def _ground(value: str, method: Method) -> Words:
    try:
        provision = find(value, method.dated).provision
    except LookupError:
        provision = value
    return Words(provision, provision)


def _kept(rule: Keep) -> Words:
    unit = next(name for name in _UNITS if getattr(rule, name) is not None)
    return said(f"{getattr(rule, unit)} {{}} {{}} {{}}", _UNITS[unit], _FROM, quoted(rule.counted_from.label))
