"""The registers: for each, its model, form and act, and how a line is told."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.council.actions import registers as acts
from samverkan.council.models import (
    Agreement,
    Initiative,
    LifeEvent,
    Line,
    Member,
    Promise,
    Report,
    Sitting,
)
from samverkan.council.reads import registers as read
from samverkan.secrecy import clock
from samverkan.web.forms import registers as forms
from samverkan.web.present import Part

Told = tuple[str, list[tuple[str, str]], str]
"""A line's title, its facts, and what is to be seen in red words, or nothing."""


class Register(NamedTuple):
    """One register. `law` is what asks for it."""

    model: type[Any]
    title: Any
    new: Any
    empty: Any
    law: str
    form: Callable[..., Any]
    put: Callable[..., Any]
    tell: Callable[[Any], Told]
    listed: bool = True


def _member(row: Member) -> Told:
    today = clock.today()
    until = _("till och med %(day)s") % {"day": row.until} if row.until else ""
    time = " ".join([_("från och med %(day)s") % {"day": row.since}, until]).strip()
    gone = _("har lämnat rådet") if row.until and row.until < today else ""
    return f"{row.organisation}: {row.position}", [(_("Namn"), row.name), (_("Tid"), time)], gone


def _sitting(row: Sitting) -> Told:
    facts = [
        (_("Behandlade"), row.handled),
        (_("Närvarande"), "; ".join(row.present)),
        (_("Protokoll"), row.minutes),
    ]
    return str(row.on), facts, ""


def _agreement(row: Agreement) -> Told:
    said = {
        "expired": _("Gick ut %(day)s") % {"day": row.until}, "soon": _("Går ut %(day)s") % {"day": row.until},
        "coming": "", "running": "",
    }  # fmt: skip
    facts = [
        (_("Parter"), ", ".join(row.parties.split("\n"))), (_("Syften"), row.purposes), (_("Områden"), row.areas),
        (_("Gäller"), f"{row.since} – {row.until}"), (_("Beslut"), row.decision),
    ]  # fmt: skip
    return row.title, facts, said[read.state(row, clock.today())]


def _promise(row: Promise) -> Told:
    facts = [
        (_("Tid"), f"{row.since} – {row.until}"), (_("Tillfrågade"), row.asked),
        (_("Hölls det?"), str(row.get_kept_display())),
    ]  # fmt: skip
    if row.told:
        facts.append((_("Vad det ledde till"), row.told))
    late = row.kept == Promise.Kept.OPEN and row.until < clock.today()
    return f"{row.area}: {row.text}", facts, _("Tiden har gått ut: hölls löftet?") if late else ""


def _report(row: Report) -> Told:
    return (
        row.title,
        [(_("Lämnad"), str(row.on)), (_("Rapporten"), row.text), (_("Beslut"), row.decision)],
        "",
    )


def _initiative(row: Initiative) -> Told:
    return row.name, [(_("Vad den går ut på"), row.about)], ""


def _event(row: LifeEvent) -> Told:
    return str(row.on), [(str(row.get_kind_display()), row.text), (_("Källa"), row.source)], ""


REGISTERS: dict[str, Register] = {
    "ledamoter": Register(
        Member, gettext_lazy("Strategiska rådet"), gettext_lazy("Ny ledamot"),
        gettext_lazy("Skriv in vilka ledande befattningar som sitter i rådet."), "10 § lagen (2023:196)",
        forms.MemberForm, acts.put_member, _member,
    ),
    "moten": Register(
        Sitting, gettext_lazy("Rådets möten"), gettext_lazy("Nytt möte i rådet"),
        gettext_lazy("Skriv in varje möte med närvaro och protokollets nummer."), "10 § lagen (2023:196)",
        forms.SittingForm, acts.put_sitting, _sitting,
    ),
    "overenskommelser": Register(
        Agreement, gettext_lazy("Överenskommelser om samverkan"), gettext_lazy("Ny överenskommelse"),
        gettext_lazy("Skriv in parter, syften, områden och sista dag."), "9 § lagen (2023:196)",
        forms.AgreementForm, acts.put_agreement, _agreement,
    ),
    "loften": Register(
        Promise, gettext_lazy("Medborgarlöften"), gettext_lazy("Nytt medborgarlöfte"),
        gettext_lazy("Skriv in vad polis och kommun har lovat, var och till när."), "",
        forms.PromiseForm, acts.put_promise, _promise,
    ),
    "rapporter": Register(
        Report, gettext_lazy("Rapporter till fullmäktige"), gettext_lazy("Ny rapport"),
        gettext_lazy("Lagen kräver att styrelsen rapporterar löpande."), "13 § lagen (2023:196)",
        forms.ReportForm, acts.put_report, _report,
    ),
    "insatser": Register(
        Initiative, gettext_lazy("Insatser"), gettext_lazy("Ny insats"),
        gettext_lazy("Skriv in det ni prövar, så syns det över mandatperioderna."), "",
        forms.InitiativeForm, acts.put_initiative, _initiative, listed=False,
    ),
    "handelser": Register(
        LifeEvent, gettext_lazy("Händelser"), gettext_lazy("Ny händelse"),
        gettext_lazy("Skriv in när insatsen började, ändrades och utvärderades."), "",
        forms.EventForm, acts.put_event, _event, listed=False,
    ),
}  # fmt: skip


def register_or_404(name: str) -> Register:
    """A register by its word in the address."""
    if name not in REGISTERS:
        raise Http404
    return REGISTERS[name]


def part(name: str, row: Line, own: bool) -> Part:
    """A line for a page, with the way to change it if it is one's own."""
    title, facts, warning = REGISTERS[name].tell(row)
    url = reverse("council_line", args=[name, row.pk]) if own else ""
    return {"pk": row.pk, "title": title, "facts": facts, "warning": warning, "url": url}
