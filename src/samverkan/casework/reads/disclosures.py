"""Disclosures at the giver: what may be chosen, one disclosure with all that is known of it, and the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samverkan.casework.pinning import pinned
from samverkan.casework.reads.case import events_about, status_of
from samverkan.methods.asking import series_kinds
from samverkan.methods.schema import Method
from samverkan.secrecy import clock, door, door_rules, entries, reception
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.grounds import Answer, Answers, Ground, find, find_version
from samverkan.secrecy.kinds import Words
from samverkan.secrecy.models import (
    Agency,
    CaseFile,
    Delivery,
    DisclosedEntry,
    Disclosure,
    Entry,
    Mode,
    Officer,
)  # fmt: skip
from samverkan.secrecy.rules import visible, visible_cases

PAGE = 50
STATUSES = tuple(str(state) for state in Disclosure.State)


@dataclass(frozen=True)
class Choosable:
    """An entry that may be handed over, and who already has it: (receiver, since when)."""

    entry: OpenEntry
    given: list[tuple[Agency, date]]


@dataclass(frozen=True)
class Preview:
    """Exactly what is sent and its fingerprint; `superseded` are the ids corrected since they were chosen."""

    content: door.Payload
    digest: str
    superseded: frozenset[str]


@dataclass(frozen=True)
class Correctable:
    """An entry that the receiver holds in an older version than the giver."""

    old: OpenEntry
    new: OpenEntry
    fields: list[str]


@dataclass(frozen=True)
class Told:
    """An event with what was said in it."""

    event: Delivery
    content: dict[str, Any]


@dataclass(frozen=True)
class DisclosureView:
    """One disclosure. `preview` is None while the officer may not read all of it; `held` is what was sealed."""

    disclosure: Disclosure
    method: Method
    status: str
    preview: Preview | None
    ground: Ground | None
    answers: Answers
    held: dict[str, Any]
    told: list[Told]
    correctable: list[Correctable]
    officers: dict[str, str]


@dataclass(frozen=True)
class LastUsed:
    """The ground last used for this person and this receiver: offered, never applied by itself."""

    ground: Ground
    answers: Answers
    reasons: str
    on: date


@dataclass(frozen=True)
class LedgerRow:
    """A line among the sent."""

    disclosure: Disclosure
    status: str


def find_disclosure(actor: Actor, key: UUID) -> Disclosure:
    """An own agency's disclosure in a case the actor may open. Raises Disclosure.DoesNotExist."""
    return _seen(actor).get(pk=key)


def other_parties(case: CaseFile) -> list[Agency]:
    """The other authorities in the case's programme, by name: those one may disclose to."""
    parties = case.programme.parties.exclude(agency=case.agency_id).values("agency")
    return list(Agency.objects.filter(pk__in=parties).order_by("name"))


def choosable(actor: Actor, case: CaseFile) -> list[Choosable]:
    """The case's current entries that the method lets be disclosed, newest first, identity before all.

    Kinds that come in series are disclosed from their own page.
    """
    method = pinned(case.method, case.method_version)
    kinds = {kind.id: kind for kind in method.kinds if kind.disclosable and not kind.series}
    rows = visible(actor, Entry.of(actor.agency).filter(case=case).exclude(kind__in=series_kinds(method)))
    rows = rows.select_related("received__giver").order_by("-made_at", "-pk")
    opened = entries.current(entries.open_all(rows))
    offered = [each for each in opened if each.fields and each.row.kind in kinds]
    given = who_holds(actor, [each.row.pk for each in offered])
    found = [Choosable(each, given.get(each.row.pk, [])) for each in offered]
    return sorted(found, key=lambda each: not kinds[each.entry.row.kind].identity)


def who_holds(actor: Actor, wanted: Iterable[UUID]) -> dict[UUID, list[tuple[Agency, date]]]:
    """By entry: the receivers that were given it and still have it, as far as the giver knows."""
    items = DisclosedEntry.of(actor.agency).filter(
        entry__in=list(wanted), disclosure__state__in=["decided", "received"]
    ).select_related("disclosure__receiver")  # fmt: skip
    rejected = set(_events(actor, "rejected").values_list("disclosure", flat=True))
    found: dict[UUID, list[tuple[Agency, date]]] = {}
    for item in items.order_by("disclosure__decided_at"):
        went = item.disclosure
        ended = went.ends_on is not None and went.ends_on < clock.today()
        if went.decided_at and not ended and went.pk not in rejected:
            on = clock.day_of(went.decided_at)
            found.setdefault(item.entry_id, []).append((went.receiver, on))
    return found


def preview_of(actor: Actor, disclosure: Disclosure) -> Preview | None:
    """What the receiver will get (or got), word for word; None where the actor may not read all of it."""
    if not door_rules.sees_all(actor, disclosure=disclosure):
        return None
    content = door.payload_of(disclosure)
    named = [UUID(item["id"]) for item in content["entries"]]
    later = Entry.of(actor.agency).filter(supersedes__in=named).values_list("supersedes_id", flat=True)
    return Preview(content, door.digest_of(content), frozenset(str(key) for key in later))


def disclosure_view(actor: Actor, disclosure: Disclosure) -> DisclosureView:
    """Everything the disclosure page shows."""
    about = events_about(actor, [disclosure]).get(disclosure.pk, [])
    held = entries.open_in(disclosure.box_id, disclosure.pk, "disclosure", bytes(disclosure.sealed)) or {}
    preview = preview_of(actor, disclosure)
    crossed = disclosure.state in ("decided", "received")
    version = find_version(disclosure.ground, disclosure.ground_version) if disclosure.ground else None
    return DisclosureView(
        disclosure=disclosure,
        method=pinned(disclosure.case.method, disclosure.case.method_version),
        status=status_of(disclosure, about),
        preview=preview,
        ground=version,
        answers=answers_in(held),
        held=held,
        told=[Told(event, reception.content_of(event)) for event in about],
        correctable=_correctable(actor, disclosure, held) if preview and crossed else [],
        officers=_names(disclosure, held),
    )


def answers_in(held: dict[str, Any]) -> Answers:
    """The conditions as they were answered in a decision."""
    return {name: Answer(choice, why) for name, (choice, why) in held.get("answers", {}).items()}


def last_ground(actor: Actor, case: CaseFile, receiver: UUID) -> LastUsed | None:
    """The ground of the latest decision in this case for this receiver, if it is still in force."""
    rows = Disclosure.of(actor.agency).filter(case=case, receiver=receiver, decided_at__isnull=False)
    latest = rows.exclude(state="refused").exclude(mode=Mode.STANDING).order_by("-decided_at", "-pk").first()
    if latest is None or latest.decided_at is None:
        return None
    try:
        ground = find(latest.ground, clock.today())
    except LookupError:
        return None
    held = entries.open_in(latest.box_id, latest.pk, "disclosure", bytes(latest.sealed)) or {}
    on = clock.day_of(latest.decided_at)
    return LastUsed(ground, answers_in(held), str(held.get("reasons", "")), on)


def second_asked(case: CaseFile, kinds: Iterable[str], mode: str, ground: str = "") -> Words | None:
    """Why the method asks for a second decider on this disclosure; None where it does not.

    By the stricter of the version the case is on and the one in force, as the door does (secrecy/four_eyes.py).
    """
    named, versions = set(kinds), sorted({case.method_version, case.programme.method_version})
    for rule in (each for version in versions for each in pinned(case.method, version).disclosure.four_eyes):
        holds = (
            (rule.ground is None or rule.ground == ground)
            and (rule.form is None or rule.form == mode)
            and (rule.kind is None or rule.kind in named)
        )
        if holds:
            return rule.why
    return None


def ledger(actor: Actor, status: str = "", page: int = 1) -> tuple[list[LedgerRow], bool]:
    """The agency's own disclosures, newest first, and whether there are more. `status` is one of STATUSES."""
    rows = _seen(actor).order_by("-proposed_at", "-pk")
    if status in STATUSES:
        rows = rows.filter(_with_status(actor, status))
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    about = events_about(actor, found[:PAGE])
    lines = [LedgerRow(each, status_of(each, about.get(each.pk, []))) for each in found[:PAGE]]
    return lines, len(found) > PAGE


def _seen(actor: Actor) -> "QuerySet[Disclosure]":
    cases = visible_cases(actor, CaseFile.of(actor.agency))
    rows = Disclosure.of(actor.agency).filter(case__in=cases.values("pk"))
    return rows.select_related("receiver", "case", "programme")


def _events(actor: Actor, name: str) -> "QuerySet[Delivery]":
    return Delivery.of(actor.agency).filter(kind="event", event=name)


def _with_status(actor: Actor, status: str) -> Q:
    """`status_of` as a filter: what came back and what has ended weigh more than "decided"."""
    came = {name: Exists(_events(actor, name).filter(disclosure=OuterRef("pk"))) for name in
            ("rejected", "received")}  # fmt: skip
    ended, decided = Q(ends_on__lt=clock.today()), Q(state="decided")
    return {
        "decided": decided & ~ended & ~Q(came["rejected"]) & ~Q(came["received"]),
        "received": decided & ~ended & Q(came["received"]) & ~Q(came["rejected"]),
        "rejected": decided & ~ended & Q(came["rejected"]),
        "expired": decided & ended,
    }.get(status, Q(state=status))


def _correctable(actor: Actor, disclosure: Disclosure, held: dict[str, Any]) -> list[Correctable]:
    sent = {each["entry"] for each in held.get("corrections", [])}
    found = []
    for item in DisclosedEntry.of(actor.agency).filter(disclosure=disclosure).select_related("entry"):
        newest = _newest(actor, item.entry)
        if newest.pk != item.entry_id and str(newest.pk) not in sent:
            old, new = entries.open_all([item.entry, newest])
            found.append(Correctable(old, new, item.fields))
    return found


def _newest(actor: Actor, entry: Entry) -> Entry:
    later = visible(actor, Entry.of(actor.agency).filter(supersedes=entry)).first()
    return entry if later is None else _newest(actor, later)


def _names(disclosure: Disclosure, held: dict[str, Any]) -> dict[str, str]:
    """Names of the own officers who had a hand in it, by id as text."""
    wanted = {
        str(key)
        for key in (
            disclosure.proposed_by, disclosure.decided_by, disclosure.seconded_by, held.get("refused_by"),
            held.get("withdrawn_by"), *(each["by"] for each in held.get("corrections", [])),
        )
        if key
    }  # fmt: skip
    return {str(officer.pk): officer.name for officer in Officer.objects.filter(pk__in=wanted)}
