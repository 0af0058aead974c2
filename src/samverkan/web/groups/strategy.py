"""The check of the strategy: each part with the program's own dated acts, and what a human answers."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samverkan.groups import actions, rules
from samverkan.groups.fidelity import PARTS, Row, months_to
from samverkan.groups.reads.strategy import steering_notes, strategy
from samverkan.secrecy import clock
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.groups.forms import act_on, given, kind_form
from samverkan.web.groups.room import choices, method_of, programme_or_404, require_side, room
from samverkan.web.opening import require
from samverkan.web.present import Part
from samverkan.web.sheets import render

SIDE = "work"
BAR, GAP, TALL = 18, 2, 40  # of a month's bar, in the drawing's units
SHAPES = {"yes": ("circle", "green"), "partly": ("triangle", "yellow"), "no": ("square", "red")}


@page("groups.strategy", "läste avstämningen av strategin", "read the check of the strategy")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Is each part alive? Since when? With the acts of the last twelve months beside the answer."""
    chosen_in = programme_or_404(request, programme)
    require_side(request, chosen_in, SIDE)
    actor = acting(request)
    if not actor.reads(chosen_in.pk, "fidelity"):
        raise Http404
    alive = choices(method_of(chosen_in), "fidelity", "alive")
    months = [date_format(month, "F Y") for month in months_to(clock.today())]
    notes = steering_notes(actor, chosen_in.pk) if actor.reads(chosen_in.pk, "steering_note") else []
    may = bool(rules.write_work(actor, programme=chosen_in))
    return render(request, "groups/strategy.html", {
        **room(request, chosen_in, "strategy"), "months": months, "may": may,
        "rows": [_row(chosen_in, each, alive, months) for each in strategy(actor, chosen_in)],
        "notes": [{"on": each.row.happened_on, "text": each["text"], "url": reverse("fact", args=[each.row.pk])}
                  for each in notes],
    })  # fmt: skip


@page("strategy.answer_form", "öppnade formuläret för en avstämning", "opened the form for a check")
def answer(request: HttpRequest, programme: UUID, part: str) -> HttpResponse:
    """A human's answer about one part, and what it rests on."""
    found = next((each for each in PARTS if each.id == part), None)
    if found is None:
        raise Http404
    asked = {"title": present.words(found.label), "lead": present.words(found.asks)}
    return _work(
        request,
        programme,
        "fidelity",
        _("Avstämningen är sparad."),
        {"part": part, "seen_on": clock.today()},
        **asked,
    )


@page(
    "strategy.steering_form",
    "öppnade formuläret för styrgruppens möte",
    "opened the form for a steering meeting",
)
def steering(request: HttpRequest, programme: UUID) -> HttpResponse:
    """What the steering group decided, and which hindrances it removed."""
    asked = {"title": _("Styrgruppens möte"), "lead": _("Utan namn på enskilda.")}
    return _work(
        request, programme, "steering_note", _("Mötet är inskrivet."), {"held_on": clock.today()}, **asked
    )


def _work(
    request: HttpRequest, programme: UUID, kind: str, done: str, initial: dict[str, Any], **context: Any
) -> HttpResponse:
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    require(rules.write_work(actor, programme=chosen_in), "group.work")
    if not actor.reads(chosen_in.pk, kind):
        raise Http404
    form = kind_form(method_of(chosen_in), kind)(posted(request), initial=initial)
    back = {"url": reverse("strategy", args=[chosen_in.pk]), "label": _("Avstämning")}

    def act() -> Any:
        return actions.write_work(by=actor, programme=chosen_in, kind=kind, fields=given(form))

    return act_on(
        request, form, act, done=done, to=lambda _made: back["url"], back=back, button=_("Spara"),
        **room(request, chosen_in, ""), **context,
    )  # fmt: skip


def _row(programme: Programme, row: Row, alive: dict[str, str], months: list[str]) -> Part:
    most = max(row.months, default=0) or 1
    answer = row.answer
    told = ", ".join(f"{month} {n}" for month, n in zip(months, row.months, strict=True) if n)
    return {
        "label": present.words(row.part.label), "asks": present.words(row.part.asks),
        "last": row.last, "total": row.total,
        "url": reverse("strategy_answer", args=[programme.pk, row.part.id]),
        "bars": [_bar(place, n, most) for place, n in enumerate(row.months)],
        "told": told or _("inget de senaste tolv månaderna"),
        "answer": answer and {
            "word": alive.get(answer.alive, answer.alive), "shape": SHAPES.get(answer.alive, ("ring", "grey"))[0],
            "colour": SHAPES.get(answer.alive, ("ring", "grey"))[1], "since": answer.since, "on": answer.judged_on,
            "text": answer.text, "by": answer.by,
        },
    }  # fmt: skip


def _bar(place: int, n: int, most: int) -> Part:
    tall = max(round(TALL * n / most), 4) if n else 2
    return {"x": place * (BAR + GAP), "y": TALL - tall + 2, "width": BAR, "height": tall, "some": n > 0}


urlpatterns = [
    path("grupper/<uuid:programme>/avstamning/", show, name="strategy"),
    path("grupper/<uuid:programme>/avstamning/styrgruppen/", steering, name="steering_new"),
    path("grupper/<uuid:programme>/avstamning/<str:part>/", answer, name="strategy_answer"),
]
