"""One leaver's matter at a glance: the checklist, the threat over time, needs, plan, follow-up and cost."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.reads.scales import judged
from samverkan.exits import method as known
from samverkan.exits.reads.leaver import Check, Leaver, Need, Point, Stage, leaver
from samverkan.methods.schema import Method
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.addresses import address
from samverkan.web.exits.money import kronor
from samverkan.web.exits.room import leaver_or_404
from samverkan.web.finding import acting
from samverkan.web.opening import method_of
from samverkan.web.sheets import render
from samverkan.web.spoken import SpokenField, spoken

MET, NOT_MET = "met", "not_met"
NEED_MARKS = {"open": "open", "under_way": "under_way", "met": "met", "none": "met", "declined": "declined"}


@page("leaver.read", "läste checklista, behov och plan", "read checklist, needs and plan")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """All of it on one page, in the order of the work. Nothing is worked out about the person."""
    actor = acting(request)
    row = leaver_or_404(request, case)
    method = method_of(row)
    fields = {(kind, each.id): each for kind in _kinds(method) for each in spoken(method).kinds[kind].fields}
    found = leaver(actor, row, fields[known.NEED, known.AREA].answers or ())
    authors = present.officer_names(each.row.made_by for each in _all(found))
    says = Says(actor, method, fields, authors)
    return render(request, "exits/leaver.html", {
        "case": row, "checks": [says.check(each) for each in found.checks], "decision": says.decision(found.decision),
        "threats": [says.threat(each) for each in found.threats], "needs": [says.need(each) for each in found.needs],
        "family": [says.family(each) for each in found.family], "plan": [says.stage(each) for each in found.plan],
        "points": [says.point(each) for each in found.points], "ended": says.ended(found.ended),
        "cost": _cost(found, fields) if actor.reads(row.programme_id, known.COST) else None,
        "write": _ways_to_write(actor, row.pk, row.programme_id, method) if not row.closed_on else {},
        "phase": present.phase_label(row, method), "reads_money_only": not actor.reads(row.programme_id, known.NEED),
    })  # fmt: skip


class Says:
    """The parts of the page in the method's words. One for each time it is shown."""

    def __init__(
        self,
        actor: Actor,
        method: Method,
        fields: Mapping[tuple[str, str], SpokenField],
        authors: Mapping[UUID, str],
    ) -> None:
        self.actor, self.method, self.fields, self.authors = actor, method, fields, authors

    def check(self, each: Check) -> present.Part:
        """One precondition: what it is, how it stands, who tried it and when."""
        field = self.fields[known.CONDITIONS, each.id]
        return {
            "label": field.label, "answer": field.words(each.state), "state": each.state,
            **(self.by(each.entry, "event_date") if each.entry else {}),
        }  # fmt: skip

    def decision(self, entry: OpenEntry | None) -> present.Part | None:
        """The social services' decision as it was told here."""
        if entry is None:
            return None
        words = self.fields[known.DECISION, "decision"].words(entry["decision"])
        given = NOT_MET if entry["decision"] == known.REFUSED else MET
        return {
            "answer": words, "state": given, "text": entry["text"], "until": entry["until_day"],
            **self.by(entry, "decided_on"),
        }  # fmt: skip

    def threat(self, entry: OpenEntry) -> present.Part:
        """One version: level, how the police took part, by whom, from when until when."""
        found = judged(self.method, entry)
        return {
            "level": found, "reason": entry["reason"], "until": entry.row.valid_until,
            "police": self.fields[known.THREAT, "with_police"].words(entry["with_police"]),
            "url": address("fact", entry.row.pk), **self.by(entry, "judged_on"),
        }  # fmt: skip

    def need(self, each: Need) -> present.Part:
        """An area: what it is called, how it stands and what is needed."""
        area = self.fields[known.NEED, known.AREA].words(each.area)
        if each.entry is None:
            return {"area": area, "state": "unasked", "word": _("Inte frågat än"), "text": "", "url": ""}
        state = str(each.entry[known.STATE])
        return {
            "area": area, "state": NEED_MARKS.get(state, "open"), "text": each.entry["text"],
            "word": self.fields[known.NEED, known.STATE].words(state), "url": address("fact", each.entry.row.pk),
            **self.by(each.entry, "event_date"),
        }  # fmt: skip

    def family(self, entry: OpenEntry) -> present.Part:
        """A close one: who, whether a child, whether they move along. No name."""
        return {
            "who": self.fields[known.FAMILY, "relation"].words(entry["relation"]), "child": entry["child"] is True,
            "moves": entry["moves_along"] is True, "text": entry["text"], "url": address("fact", entry.row.pk),
        }  # fmt: skip

    def stage(self, each: Stage) -> present.Part:
        """A phase of the plan with its steps."""
        label = spoken(self.method).phases[each.phase] if each.phase else _("Utan fas")
        tasks = [present.task(view, address("task", view.task.pk)) for view in each.tasks]
        return {"label": label, "tasks": tasks}

    def point(self, each: Point) -> present.Part:
        """A follow-up: its day, and what it said or that it is late."""
        label = spoken(self.method).kinds[each.kind].label
        rows = []
        if each.done is not None:
            said = spoken(self.method).kinds[each.kind].rows(each.done.fields or {})
            rows = [(label, value) for label, value in said]
        return {
            "label": label, "due": each.due, "late": each.late, "rows": rows,
            "url": address("fact", each.done.row.pk) if each.done else "",
        }  # fmt: skip

    def ended(self, entry: OpenEntry | None) -> present.Part | None:
        """That the support has ended, and how."""
        if entry is None:
            return None
        return {"way": self.fields[known.ENDED, "way"].words(entry["way"]), **self.by(entry, "event_date")}

    def by(self, entry: OpenEntry, day: str) -> present.Part:
        """Who wrote it and of which day; another authority's by its name."""
        row = entry.row
        who = (
            row.received.giver.short
            if row.received
            else self.authors.get(row.made_by, "")
            if row.made_by
            else ""
        )
        return {"who": who, "on": entry[day] or localdate(row.made_at).isoformat()}


def _cost(found: Leaver, fields: Mapping[tuple[str, str], SpokenField]) -> present.Part:
    payers = fields[known.COST, "payer"]
    rows = [(payers.words(payer), kronor(amount)) for payer, amount in sorted(found.cost.by_payer.items())]
    months = sorted(found.cost.months)
    return {
        "rows": rows, "total": kronor(found.cost.total), "granted": kronor(found.cost.granted),
        "first": months[0] if months else "", "last": months[-1] if months else "",
    }  # fmt: skip


def _ways_to_write(actor: Actor, case: UUID, programme: UUID, method: Method) -> dict[str, str]:
    """Where each part of the page is written, for whoever may."""
    wanted = {known.THREAT: "judge", **dict.fromkeys(_kinds(method) - {known.THREAT}, "fact_new")}
    ways = {
        kind: address(name, case, kind)
        for kind, name in wanted.items()
        if actor.may(str(method.kind(kind).capability), programme) and actor.reads(programme, kind)
    }
    if actor.may("task", programme):
        ways["task"] = reverse("task_new", args=[case])
    return ways


def _kinds(method: Method) -> set[str]:
    wanted = {
        known.CONDITIONS,
        known.DECISION,
        known.THREAT,
        known.NEED,
        known.FAMILY,
        known.ENDED,
        known.COST,
    }
    return {each.id for each in method.kinds} & {*wanted, *known.FOLLOW_UPS}


def _all(found: Leaver) -> list[OpenEntry]:
    single = [
        found.decision,
        found.ended,
        *(each.entry for each in found.checks),
        *(each.entry for each in found.needs),
    ]
    return [each for each in [*single, *found.threats] if each is not None]


urlpatterns = [path("arenden/<uuid:case>/avhopp/", show, name="exits_leaver")]
