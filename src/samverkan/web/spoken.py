"""A method in one language, worked out once: what it calls its kinds, fields, answers, levels and phases.

A method holds nothing of anybody. A page names its kinds some hundred times.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.casework.filling import GRADES
from samverkan.casework.pinning import by_method
from samverkan.methods.asking import has_field, joint_kind
from samverkan.methods.known import LEVEL
from samverkan.methods.schema import EntryKind, Field, Method
from samverkan.methods.words import FieldType
from samverkan.secrecy.kinds import Words


@dataclass(frozen=True)
class SpokenField:
    """One thing to fill in: its question, and the answers that are chosen among."""

    id: str
    label: str
    answers: Mapping[Any, str] | None
    yes_or_no: bool
    names_matter: bool = False

    def words(self, value: Any) -> str:
        """The value as it reads on screen."""
        if self.names_matter:
            return _("Kopplingen mellan akterna")
        if self.answers is None:
            return str(value)
        return self.answers.get(bool(value) if self.yes_or_no else value, str(value))


@dataclass(frozen=True)
class SpokenKind:
    """A kind of entry. Another authority's own judgement goes by its scale's name, `received`.

    `silent` are the fields that name another matter: on a page, the matter stands beside it in words instead.
    """

    kind: EntryKind
    label: str
    received: str
    fields: tuple[SpokenField, ...]
    silent: tuple[str, ...] = ()

    def rows(self, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
        """(label, value) in the method's order; fields that are not there are left out."""
        return [(each.label, each.words(fields[each.id])) for each in self.fields if each.id in fields]


class Spoken:
    """The method `method` in the language that is spoken now."""

    def __init__(self, method: Method) -> None:
        self.method, self._language = method, get_language()

    @cached_property
    def kinds(self) -> dict[str, SpokenKind]:
        """By id."""
        return {each.id: self._kind(each) for each in self.method.kinds}

    @cached_property
    def phases(self) -> dict[str, str]:
        """What each phase is called, by id."""
        return {each.id: self._say(each.label) for each in self.method.phases}

    def _say(self, text: Words) -> str:
        return text.for_language(self._language)

    def _kind(self, kind: EntryKind) -> SpokenKind:
        label = self._say(kind.label)
        apart = kind.judgement and kind.id != joint_kind(self.method) and has_field(kind, LEVEL)
        scale = kind.field(LEVEL).scale if apart else None
        received = self._say(self.method.scale(scale).label) if scale else label
        silent = tuple(field.id for field in kind.fields if field.type is FieldType.MATTER)
        return SpokenKind(kind, label, received, tuple(map(self._field, kind.fields)), silent)

    def _field(self, field: Field) -> SpokenField:
        yes_or_no = field.type is FieldType.BOOL
        matter = field.type is FieldType.MATTER
        return SpokenField(field.id, self._say(field.label), self._answers(field), yes_or_no, matter)

    def _answers(self, field: Field) -> Mapping[Any, str] | None:
        if field.type is FieldType.BOOL:
            return {True: _("Ja"), False: _("Nej")}
        if field.type is FieldType.GRADE:
            return {GRADES[-1]: _("streck")}
        if field.type is FieldType.CHOICE:
            return {each.id: self._say(each.label) for each in field.choices}
        if field.type is FieldType.SCALE and field.scale:
            return {each.id: self._say(each.word) for each in self.method.scale(field.scale).levels}
        return None


def spoken(method: Method) -> Spoken:
    """The method in the page's language."""
    by_language, language = _languages(method), get_language()
    found = by_language.get(language)
    if found is None:
        found = by_language[language] = Spoken(method)
    return found


@by_method
def _languages(_method: Method) -> dict[str | None, Spoken]:
    return {}
