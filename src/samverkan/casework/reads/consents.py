"""Consents and standing decisions of a case, with what was sealed in them and how they stand today."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverkan.casework.pinning import pinned
from samverkan.casework.reads.disclosures import answers_in
from samverkan.methods.schema import EntryKind
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.grounds import Answers, Ground, find_version
from samverkan.secrecy.models import Agency, CaseFile, Consent, Officer, StandingDecision
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible_cases

LIVE, LATER, ENDED, WITHDRAWN = _("gäller"), _("gäller inte ännu"), _("har gått ut"), _("återkallat")
STOPPED, RESTS_ON_NOTHING = _("stoppat"), _("vilar, eftersom samtycket inte gäller")
AWAITS_SECOND = _("väntar på en andra beslutsfattare")


@dataclass(frozen=True)
class ConsentView:
    """A consent: who gave it, to whom, for which kinds, and whether it stands today."""

    consent: Consent
    receivers: list[Agency]
    kinds: list[EntryKind]
    held: dict[str, Any]
    live: bool
    status: Any


@dataclass(frozen=True)
class StandingView:
    """A standing decision, its ground and whether it sends anything today."""

    decision: StandingDecision
    kinds: list[EntryKind]
    ground: Ground
    answers: Answers
    reasons: str
    decider: str
    second: str
    live: bool
    status: Any


def consents_of(actor: Actor, case: CaseFile) -> list[ConsentView]:
    """The case's consents, newest first."""
    rows = list(Consent.of(actor.agency).filter(case=case).order_by("-given_on", "-pk"))
    agencies = Agency.objects.in_bulk({key for row in rows for key in row.receivers})
    return [_consent(case, row, agencies) for row in rows]


def standing_of(actor: Actor, case: CaseFile) -> list[StandingView]:
    """The case's standing decisions, newest first."""
    return standing_views(case, standing_decisions(actor, case.pk))


def standing_views(case: CaseFile, rows: Iterable[StandingDecision]) -> list[StandingView]:
    """`standing_of` for rows that are fetched already."""
    return [_standing(case, row) for row in rows]


@prepared
def standing_decisions(actor: Actor, case: UUID) -> "QuerySet[StandingDecision]":
    """The case's standing decisions as rows, newest first."""
    rows = StandingDecision.of(actor.agency).filter(case=case).select_related("receiver", "consent")
    return rows.order_by("-decided_at", "-pk")


def find_consent(actor: Actor, key: UUID) -> Consent:
    """A consent in a case the actor may open. Raises Consent.DoesNotExist."""
    cases = visible_cases(actor, CaseFile.of(actor.agency))
    rows = Consent.of(actor.agency).filter(case__in=cases.values("pk"))
    return rows.select_related("case__programme").get(pk=key)


def find_standing(actor: Actor, key: UUID) -> StandingDecision:
    """A standing decision in a case the actor may open. Raises StandingDecision.DoesNotExist."""
    cases = visible_cases(actor, CaseFile.of(actor.agency))
    rows = StandingDecision.of(actor.agency).filter(case__in=cases.values("pk"))
    return rows.select_related("case__programme", "receiver").get(pk=key)


def disclosable_kinds(case: CaseFile) -> list[EntryKind]:
    """The kinds of entry that the method lets be handed over at all."""
    return [kind for kind in pinned(case.method, case.method_version).kinds if kind.disclosable]


def _consent(case: CaseFile, row: Consent, agencies: dict[UUID, Agency]) -> ConsentView:
    today = clock.today()
    live = row.withdrawn_at is None and row.given_on <= today <= row.until
    later = row.given_on > today
    status = LIVE if live else WITHDRAWN if row.withdrawn_at else LATER if later else ENDED
    held = entries.open_in(row.box_id, row.pk, "consent", bytes(row.sealed)) or {}
    to = [agencies[key] for key in row.receivers if key in agencies]
    return ConsentView(row, to, _kinds(case, row.kinds), held, live, status)


def _standing(case: CaseFile, row: StandingDecision) -> StandingView:
    today, consent = clock.today(), row.consent
    rests = consent is None or (consent.withdrawn_at is None and consent.until >= today)
    waits = row.four_eyes and row.seconded_by is None
    live = row.stopped_at is None and row.until >= today and rests and not waits
    held = entries.open_in(row.box_id, row.pk, "standing", bytes(row.sealed)) or {}
    names = dict(Officer.objects.filter(pk__in=[row.decided_by, row.seconded_by]).values_list("pk", "name"))
    idle = AWAITS_SECOND if waits else RESTS_ON_NOTHING
    status = LIVE if live else STOPPED if row.stopped_at else ENDED if row.until < today else idle
    return StandingView(
        row, _kinds(case, row.kinds), find_version(row.ground, row.ground_version), answers_in(held),
        str(held.get("reasons", "")), names.get(row.decided_by, ""),
        names.get(row.seconded_by, "") if row.seconded_by else "", live, status,
    )  # fmt: skip


def _kinds(case: CaseFile, named: list[str]) -> list[EntryKind]:
    known = {kind.id: kind for kind in pinned(case.method, case.method_version).kinds}
    return [known[kind] for kind in named if kind in known]
