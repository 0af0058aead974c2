"""The sorts of paper in the loop: for each, how it is found, told, written, parted and decided."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.forms import Form
from django.http import Http404
from django.utils.translation import gettext_lazy

from samverkan.council import basis
from samverkan.council.actions import pictures
from samverkan.council.models import Paper as Row
from samverkan.council.models import SituationPicture
from samverkan.council.papers.picture import picture_paper
from samverkan.council.papers.shapes import Paper
from samverkan.council.reads import pictures as read_pictures
from samverkan.secrecy.actor import Actor
from samverkan.web.forms import council as forms


class Sort(NamedTuple):
    """One sort of paper. `write`, `put`, `drop` and `decide` are acts as the page calls them: actor, row, facts."""

    title: Any
    new: Any
    part_title: Any
    part_lead: Any
    add: Any
    find: Callable[[UUID], Row | None]
    tell: Callable[[Any], Paper]
    parts: Callable[[Any], list[Any]]
    begin_form: Callable[..., Form]
    write_form: Callable[..., Form]
    part_form: Callable[..., Form]
    begin: Callable[..., Row]
    write: Callable[..., Any]
    put: Callable[..., Any]
    drop: Callable[..., Any]
    decide: Callable[..., Any]


def _begin_picture(by: Actor, _about: Row | None, facts: Mapping[str, Any]) -> SituationPicture:
    return pictures.draft(by=by, **facts)


def _write_picture(by: Actor, row: Row, facts: Mapping[str, Any]) -> Any:
    return pictures.write(by=by, picture=row.pk, **facts)


def _put_problem(by: Actor, row: Row, part: UUID | None, facts: Mapping[str, Any]) -> Any:
    return pictures.put_problem(by=by, picture=row.pk, problem=part, **facts)


def _drop_problem(by: Actor, row: Row, part: UUID) -> Any:
    return pictures.drop_problem(by=by, picture=row.pk, problem=part)


def _decide_picture(by: Actor, row: Row, facts: Mapping[str, Any]) -> Any:
    return pictures.decide(by=by, picture=row.pk, **facts)


def _tell_picture(row: SituationPicture) -> Paper:
    return picture_paper(row, read_pictures.problems(row), basis.unpack(row.basis))


SORTS: dict[str, Sort] = {
    "lagesbild": Sort(
        title=gettext_lazy("Lägesbild"), new=gettext_lazy("Ny lägesbild"), part_title=gettext_lazy("Problem"),
        part_lead=gettext_lazy(
            "Vad problemet är, vad det jämförs med, och varför det finns: i situationen, hos den eller det som utsätts "
            "och hos den som begår brott."
        ),
        add=gettext_lazy("Skriv ett problem"),
        find=read_pictures.find, tell=_tell_picture, parts=read_pictures.problems,
        begin_form=forms.PictureStart, write_form=forms.PictureText, part_form=forms.ProblemForm,
        begin=_begin_picture, write=_write_picture, put=_put_problem, drop=_drop_problem, decide=_decide_picture,
    ),
}  # fmt: skip


def sort_or_404(name: str) -> Sort:
    """A sort by its word in the address."""
    if name not in SORTS:
        raise Http404
    return SORTS[name]


def name_of(row: Row) -> str:
    """The word in the address of a paper's sort."""
    return _NAMES[type(row)]


_NAMES: dict[type[Row], str] = {SituationPicture: "lagesbild"}
