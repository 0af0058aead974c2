"""The sorts of paper in the loop: for each, how it is found, told, written, parted and decided."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.forms import Form
from django.http import Http404
from django.utils.translation import gettext_lazy

from samverkan.council import basis
from samverkan.council.actions import followups, pictures, plans
from samverkan.council.models import ActionPlan, FollowUp, SituationPicture
from samverkan.council.models import Paper as Row
from samverkan.council.papers.followup import followup_paper
from samverkan.council.papers.picture import picture_paper
from samverkan.council.papers.plan import plan_paper
from samverkan.council.papers.shapes import Paper
from samverkan.council.reads import handing
from samverkan.council.reads import papers as read
from samverkan.web.forms import council as forms

Act = Callable[..., Any]


class Sort(NamedTuple):
    """One sort of paper. `own` is what the acts call it, `part_name` what they call one of its parts.

    `add` is empty where the parts are given by another paper: a follow-up's are the measures of its plan.
    """

    model: type[Any]
    own: str
    part_name: str
    title: Any
    new: Any
    part_title: Any
    part_lead: Any
    add: Any
    tell: Callable[[Any], Paper]
    parts: Callable[[Any], list[Any]]
    begin_form: Callable[..., Form]
    write_form: Callable[..., Form]
    part_form: Callable[..., Form]
    begin: Act
    write: Act
    put: Act
    drop: Act | None
    decide: Act
    discard: Act

    def find(self, key: UUID) -> Any:
        """The paper, if the actor may see it."""
        return read.find(self.model, key)

    def facts(self, row: Row, facts: Mapping[str, Any]) -> dict[str, Any]:
        """A form's answers as the acts take them, with the paper they are about."""
        return {self.own: row.pk, **facts}


def _tell_picture(row: SituationPicture) -> Paper:
    return picture_paper(row, read.problems(row), basis.unpack(row.basis))


def _tell_plan(row: ActionPlan) -> Paper:
    measures = read.measures(row)
    return plan_paper(row, read.problems(row.picture), measures, handing.of_measures(measures))


def _tell_followup(row: FollowUp) -> Paper:
    measures = read.measures(row.plan)
    return followup_paper(row, measures, read.outcomes(row), handing.of_measures(measures))


def _to_judge(row: FollowUp) -> list[Any]:
    return read.measures(row.plan)


SORTS: dict[str, Sort] = {
    "lagesbild": Sort(
        SituationPicture, "picture", "problem",
        title=gettext_lazy("Lägesbild"), new=gettext_lazy("Ny lägesbild"), part_title=gettext_lazy("Problem"),
        part_lead=gettext_lazy(
            "Vad problemet är, vad det jämförs med, och varför det finns: i situationen, hos den eller det som utsätts "
            "och hos den som begår brott."
        ),
        add=gettext_lazy("Skriv ett problem"), tell=_tell_picture, parts=read.problems,
        begin_form=forms.PictureStart, write_form=forms.PictureText, part_form=forms.ProblemForm,
        begin=pictures.draft, write=pictures.write, put=pictures.put_problem, drop=pictures.drop_problem,
        decide=pictures.decide, discard=pictures.discard,
    ),
    "plan": Sort(
        ActionPlan, "plan", "measure",
        title=gettext_lazy("Åtgärdsplan"), new=gettext_lazy("Ny åtgärdsplan"), part_title=gettext_lazy("Åtgärd"),
        part_lead=gettext_lazy("Från ett problem i lägesbilden till vem som gör vad, till när och för vilka pengar."),
        add=gettext_lazy("Skriv en åtgärd"), tell=_tell_plan, parts=read.measures,
        begin_form=forms.PlanStart, write_form=forms.PlanText, part_form=forms.MeasureForm,
        begin=plans.draft, write=plans.write, put=plans.put_measure, drop=plans.drop_measure, decide=plans.decide,
        discard=plans.discard,
    ),
    "uppfoljning": Sort(
        FollowUp, "followup", "measure",
        title=gettext_lazy("Uppföljning"), new=gettext_lazy("Ny uppföljning"),
        part_title=gettext_lazy("Ta ställning till åtgärden"),
        part_lead=gettext_lazy("Är den gjord? Hade den effekt? Ska den fortsätta, ändras eller avslutas, och varför?"),
        add="", tell=_tell_followup, parts=_to_judge,
        begin_form=forms.FollowUpStart, write_form=forms.FollowUpText, part_form=forms.OutcomeForm,
        begin=followups.draft, write=followups.write, put=followups.put_outcome, drop=None, decide=followups.decide,
        discard=followups.discard,
    ),
}  # fmt: skip


def sort_or_404(name: str) -> Sort:
    """A sort by its word in the address."""
    if name not in SORTS:
        raise Http404
    return SORTS[name]


def name_of(row: Row) -> str:
    """The word in the address of a paper's sort."""
    return next(name for name, sort in SORTS.items() if sort.model is type(row))
