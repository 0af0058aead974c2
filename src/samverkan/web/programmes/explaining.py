"""A method's file in plain words: what it is for, what it takes, what is known of it, what it lets people do."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samverkan.methods.changes.naming import party, value_words
from samverkan.methods.schema import Clock, Method
from samverkan.methods.schema_accounts import Evidence, Keep
from samverkan.methods.words import EvidenceKind, NeedKind
from samverkan.secrecy.grounds import find
from samverkan.secrecy.kinds import AgencyKind
from samverkan.web.present import Part, words


def method_part(method: Method) -> Part:
    """What one must know to choose it: purpose, who, what it takes, what is known, the law usually considered."""
    return {
        "id": method.id, "version": method.version, "dated": method.dated, "name": words(method.name),
        "purpose": words(method.purpose), "about": words(method.case.label),
        "parties": [_party(each) for each in method.parties],
        "owners": [words(each.label) for each in method.parties if each.may_own],
        "needs": needs(method),
        "effects": [evidence(each) for each in method.evidence if each.kind is EvidenceKind.EFFECT],
        "evidence": [evidence(each) for each in method.evidence if each.kind is not EvidenceKind.EFFECT],
        "grounds": grounds(method), "notes": [words(each.text) for each in method.notes],
    }  # fmt: skip


def whole(method: Method) -> Part:
    """All of the file that people have a use for, beside `method_part`."""
    return {
        **method_part(method),
        "roles": [_role(method, each) for each in method.roles],
        "kinds": [_kind(method, each) for each in method.kinds],
        "scales": [_scale(each) for each in method.scales],
        "phases": [words(each.label) for each in method.phases],
        "moves": [_move(method, each) for each in method.moves],
        "meeting": _meeting(method),
        "clocks": [(words(each.label), _time(each), each.source, words(each.note)) for each in method.clocks],
        "prompts": [words(each.ask) for each in method.prompts],
        "indicators": [(words(each.label), words(each.definition)) for each in method.indicators],
        "retention": [
            (words(each.label), [_keep(method, rule) for rule in each.rules]) for each in method.retention
        ],
        "leaving": [words(each.label) for each in method.leaving],
    }  # fmt: skip


def needs(method: Method) -> list[tuple[str, list[str]]]:
    """What it takes, by people, law, time and money; "not said in the file" where it says nothing."""
    found = []
    for kind in NeedKind:
        told = [words(each.text) for each in method.needs if each.what is kind]
        found.append((words(kind.label).capitalize(), told or [_("Sägs inte i metodens fil.")]))
    return found


def evidence(card: Evidence) -> Part:
    """One line of the evidence card."""
    return {
        "kind": words(card.kind.label), "claim": words(card.claim), "certainty": words(card.certainty.label),
        "where": words(card.where), "source": card.source, "dated": card.dated,
        "outcome": words(card.outcome), "size": words(card.size), "transfer": words(card.transfer),
        "verdict": words(card.verdict.label) if card.verdict else "",
        "design": words(card.design.label) if card.design else "",
        "work": words(card.work.label) if card.work else "",
    }  # fmt: skip


def questions(method: Method, own: Sequence[Part] = ()) -> list[Part]:
    """The evidence card by its questions, each kept apart (EMMIE, and rivals); also those without an answer.

    `own`: the authority's own effects, which stand after those of the file.
    """
    return [
        {
            "id": str(kind), "title": words(kind.label),
            "cards": [
                *(evidence(each) for each in method.evidence if each.kind is kind),
                *(own if kind is EvidenceKind.EFFECT else ()),
            ],
        }
        for kind in EvidenceKind
    ]  # fmt: skip


def tried(methods: Iterable[Method], own: Sequence[Part] = ()) -> list[Part]:
    """Every effect that somebody looked for, whatever came of it: by method, the newest first; `own` among them."""
    found = []
    for method in methods:
        lines = [
            {"method": words(method.name), "method_id": method.id, **evidence(each)}
            for each in method.evidence
            if each.kind is EvidenceKind.EFFECT
        ]
        lines += [each for each in own if each["method_id"] == method.id]
        found += sorted(lines, key=lambda each: each["dated"], reverse=True)
    return found


def grounds(method: Method) -> list[str]:
    """The provisions usually considered: never a limit and never an answer."""
    return [find(each, method.dated).provision for each in method.disclosure.grounds]


def _party(each: Any) -> Part:
    return {
        "label": words(each.label), "kind": str(each.kind), "required": each.required, "owns": each.may_own,
        "note": words(each.note),
    }  # fmt: skip


def _role(method: Method, role: Any) -> Part:
    held_by = role.parties or tuple(str(each.kind) for each in method.parties)
    return {
        "label": words(role.label), "may": [words(each.label) for each in role.may],
        "reads": [words(method.kind(each).label) for each in role.reads], "assigned_only": role.assigned_only,
        "parties": _listed(words(party(str(each))) for each in held_by), "note": words(role.note),
    }  # fmt: skip


def _kind(method: Method, kind: Any) -> Part:
    return {
        "label": words(kind.label), "capability": words(kind.capability.label), "judgement": kind.judgement,
        "locked": kind.locked, "stays": not kind.disclosable, "note": words(kind.note),
        "fields": [(words(each.label), words(each.type.label), each.required) for each in kind.fields],
    }  # fmt: skip


def _scale(scale: Any) -> Part:
    levels = [{"word": words(each.word), "meaning": words(each.meaning)} for each in scale.levels]
    return {"label": words(scale.label), "levels": levels, "note": words(scale.note)}


def _move(method: Method, move: Any) -> Part:
    asks = [
        text
        for text, asked in (
            (_("skäl"), move.reason_required),
            (_("en annan person än den som tog steget före"), move.second_person),
            (_("varför ärendet avslutas"), move.leaving),
        )
        if asked
    ]
    return {
        "label": words(move.label), "from": _listed(words(method.phase(each).label) for each in move.from_),
        "to": words(method.phase(move.to).label), "who": words(move.capability.label), "asks": _listed(asks),
    }  # fmt: skip


def _meeting(method: Method) -> Part | None:
    if method.meeting is None:
        return None
    order = [words(value_words(each, method.meeting, "agenda", method)) for each in method.meeting.agenda]
    return {"every_days": method.meeting.every_days, "agenda": order, "source": method.meeting.source or ""}


def _time(clock: Clock) -> str:
    if clock.working_days is not None:
        return _("%(days)s arbetsdagar") % {"days": clock.working_days}
    return _("%(days)s dagar") % {"days": clock.days}


def _keep(method: Method, rule: Keep) -> tuple[str, str, str, str]:
    told = words(value_words(rule, method, "rules", method))
    return words(AgencyKind(rule.party).label), told, rule.source, words(rule.note)


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)
