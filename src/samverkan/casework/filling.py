"""What a form brings, held against the method's file: every field typed, required ones there, no others."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from personnummer import personnummer

from samverkan.methods.asking import day_fields
from samverkan.methods.offences import offence_in
from samverkan.methods.schema import EntryKind, Field, Method
from samverkan.methods.words import FieldType
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.seal import Fields

LONGEST_LINE, LONGEST_TEXT = 300, 20_000  # signs
GRADES = ("A", "B", "C", "D", "E", "F", "-")  # skollagen 10 kap. 17-18 §§; the last is a dash, no grade


def fill(method: Method, kind: EntryKind, given: Mapping[str, Any]) -> Fields:
    """The entry's fields as they will be sealed. Raises Invalid naming the field and how to mend it."""
    unknown = sorted(set(given) - {field.id for field in kind.fields})
    if unknown:
        raise Invalid(unknown[0], _("Fältet finns inte i metoden."))
    filled = {field.id: _value(method, field, given.get(field.id)) for field in kind.fields}
    if kind.offence_free:
        _refuse_offences(filled)
    return {name: value for name, value in filled.items() if value not in ("", None)}


def happened_on(kind: EntryKind, fields: Fields) -> date | None:
    """The day an entry is about, for ordering and clocks: the event's, the judgement's or the coming date."""
    given = [fields[each.id] for each in day_fields(kind) if fields.get(each.id)]
    return date.fromisoformat(given[0]) if given else None


def _refuse_offences(filled: Mapping[str, Any]) -> None:
    """What is free of data on offences stays so: GDPR art. 10."""
    for name, value in filled.items():
        if isinstance(value, str) and (word := offence_in(value)):
            words = _(
                "“%(word)s” handlar om brott. Här får inget sådant stå (EU:s dataskyddsförordning art. 10)."
            )
            raise Invalid(name, words % {"word": word})


def _value(method: Method, field: Field, raw: Any) -> Any:
    if field.type is FieldType.BOOL:
        return raw in (True, "on", "true", "1")
    text = str(raw).strip() if raw is not None else ""
    if not text:
        if field.required:
            raise Invalid(field.id, _("Fyll i det här."))
        return ""
    return _READERS[field.type](method, field, text)


def _line(_method: Method, field: Field, text: str) -> str:
    longest = LONGEST_TEXT if field.type is FieldType.LONGTEXT else LONGEST_LINE
    if len(text) > longest:
        raise Invalid(field.id, _("Texten är för lång: högst %(most)s tecken.") % {"most": longest})
    return text


def _date(_method: Method, field: Field, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as bad:
        raise Invalid(field.id, _("Skriv datumet så här: 2026-11-22.")) from bad


def _choice(_method: Method, field: Field, text: str) -> str:
    if text not in {choice.id for choice in field.choices}:
        raise Invalid(field.id, _("Välj ett av alternativen."))
    return text


def _level(method: Method, field: Field, text: str) -> str:
    assert field.scale is not None
    if text not in {level.id for level in method.scale(field.scale).levels}:
        raise Invalid(field.id, _("Välj en av färgerna."))
    return text


def _number(_method: Method, field: Field, text: str) -> str:
    try:
        return str(personnummer.Personnummer(text).format(long_format=True))
    except personnummer.PersonnummerException as bad:
        raise Invalid(
            field.id, _("Personnumret stämmer inte: kontrollera siffrorna, tio eller tolv.")
        ) from bad


def _matter(_method: Method, field: Field, text: str) -> str:
    """The other matter's list id; the page that offered it has seen to that the officer may open it."""
    try:
        return str(UUID(text))
    except ValueError as bad:
        raise Invalid(field.id, _("Välj ett ärende i listan.")) from bad


def _int(_method: Method, field: Field, text: str) -> int:
    try:
        return int(text)
    except ValueError as bad:
        raise Invalid(field.id, _("Skriv ett heltal.")) from bad


def _grade(_method: Method, _field: Field, text: str) -> str:
    found = text.upper().replace("–", "-")
    if found not in GRADES:
        raise Invalid(_field.id, _("Välj A, B, C, D, E, F eller streck."))
    return found


_READERS = {
    FieldType.TEXT: _line,
    FieldType.LONGTEXT: _line,
    FieldType.NAME: _line,
    FieldType.DATE: _date,
    FieldType.CHOICE: _choice,
    FieldType.SCALE: _level,
    FieldType.PERSON_NUMBER: _number,
    FieldType.INT: _int,
    FieldType.GRADE: _grade,
    FieldType.MATTER: _matter,
}
