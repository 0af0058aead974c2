"""What this officer may do with the case: the buttons, the kinds to write, the steps from here."""

from uuid import UUID

from django.utils.translation import gettext as _

from samverkan.casework import rules
from samverkan.casework.reads.case import CaseView
from samverkan.methods import known
from samverkan.methods.asking import find_kind, fits, joint_kind
from samverkan.methods.schema import EntryKind, Move
from samverkan.methods.wording import said
from samverkan.methods.words import FieldType
from samverkan.secrecy.actor import Actor
from samverkan.web import present
from samverkan.web.addresses import address
from samverkan.web.casefile.common import may_disclose
from samverkan.web.present import Part

# Written by an act of their own: a task with its clock, an exit with its move, and so on.
OWN_WAYS = frozenset({known.TASK, known.REPORT, known.ENDING, known.TIED, known.OPENING})
JUDGING_KEYS = "cj"  # the first two kinds of judgement have a button each


def links(kind: EntryKind) -> bool:
    """Whether it names another matter: such an entry is written on a page that offers the matters."""
    return any(field.type is FieldType.MATTER for field in kind.fields)


def writable(actor: Actor, kind: EntryKind, programme: UUID) -> bool:
    """Whether the kind is written as a plain entry, and by this officer."""
    plain = kind.id not in OWN_WAYS and not kind.judgement and not kind.series and not links(kind)
    return plain and actor.may(str(kind.capability), programme)


def acts(actor: Actor, view: CaseView) -> list[Part]:
    """The buttons on top: what one most often comes to do."""
    case = view.case
    if case.closed_on:
        return []
    wanted = []
    if case.list_id and may_disclose(actor, case.programme_id):
        wanted.append((_("Lämna ut"), address("disclose", case.pk), "d"))
    if case.list_id is None and actor.may("nominate", case.programme_id):
        url = f"{address('nominate', case.programme_id)}?akt={case.pk}"
        wanted.append((present.words(said(view.method).open), url, "f"))
    for kind, key in zip(_judgements(view), JUDGING_KEYS, strict=False):
        if _may_judge(actor, view, kind):
            label = _("Sätt %(what)s") % {"what": _lower(present.words(kind.label))}
            wanted.append((label, address("judge", case.pk, kind.id), key))
    task = find_kind(view.method, known.TASK)
    if task and fits(view.method, case.side, task) and actor.may("task", case.programme_id):
        wanted.append((_("Nytt uppdrag"), address("task_new", case.pk), "t"))
    return [{"label": label, "url": url, "key": key} for label, url, key in wanted if url]


def kinds_to_write(actor: Actor, view: CaseView) -> list[Part]:
    if view.case.closed_on:
        return []
    here = [each for each in view.method.kinds if fits(view.method, view.case.side, each)]
    kinds = [each for each in here if writable(actor, each, view.case.programme_id)]
    judging = [each for each in here if each.judgement][len(JUDGING_KEYS) :]
    kinds += [each for each in judging if _may_judge(actor, view, each)]
    return [
        {"label": present.words(kind.label), "url": address("fact_new", view.case.pk, kind.id)}
        for kind in kinds
    ]


def moves(actor: Actor, view: CaseView) -> list[Part]:
    """The method's steps from here. One that another person must take is shown with why it is not a button."""
    return [
        {
            "label": present.words(step.label),
            "url": address("case_move", view.case.pk, step.id),
            **allowed,
        }
        for step in view.moves
        if (allowed := _allowed(actor, view, step)) is not None
    ]


def _judgements(view: CaseView) -> list[EntryKind]:
    return [kind for kind in view.method.kinds if kind.judgement and fits(view.method, view.case.side, kind)]


def _allowed(actor: Actor, view: CaseView, step: Move) -> Part | None:
    if not actor.may(str(step.capability), view.case.programme_id):
        return None
    if not step.second_person and not step.needs:
        return {"open": True, "why": ""}
    verdict = rules.move(actor, case=view.case, move=step.id)
    return {"open": bool(verdict), "why": "" if verdict else str(verdict.reason)}


def _may_judge(actor: Actor, view: CaseView, kind: EntryKind) -> bool:
    """Whether to show the button: `rules.judge` with what the page knows already, so that it costs no query."""
    owns = kind.id != joint_kind(view.method) or view.case.programme.owner_id == actor.agency
    return owns and actor.may(str(kind.capability), view.case.programme_id)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
