"""What has crossed and may cross: tasks, disclosures, consents and standing decisions."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.reads.case import CaseView, TaskView
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Agency, Consent, StandingDecision
from samverkan.web import present
from samverkan.web.addresses import address
from samverkan.web.casefile.common import may_disclose
from samverkan.web.present import Part


def task(actor: Actor, each: TaskView) -> Part:
    """A task; and, if it is for another authority that has not been told of it, the way to disclose it."""
    row = each.task
    part = present.task(each, address("task", row.pk))
    untold = (
        row.state == row.State.GIVEN and each.event is None and may_disclose(actor, row.case.programme_id)
    )
    url = address("disclose", row.case_id) if untold else ""
    return {**part, "text": str(each.text["text"]), "disclose": f"{url}?entry={row.entry_id}" if url else ""}


def disclosures(view: CaseView) -> list[Part]:
    held = {each.disclosure.pk: each.status for holdings in view.holdings.values() for each in holdings}
    return [
        {
            "number": row.number, "receiver": present.chip(row.receiver), "url": address("disclosure", row.pk),
            "on": localdate(row.decided_at or row.proposed_at), "form": row.get_form_display(),
            "status": present.status_words(held.get(row.pk, row.state)),
            "ground": present.ground_name(row.ground, row.ground_version) if row.ground else "",
        }
        for row in view.disclosures
    ]  # fmt: skip


def consents(view: CaseView) -> list[Part]:
    agencies = _agencies(view.consents)
    return [
        {
            "by": consent.get_given_by_display(), "given_on": consent.given_on, "until": consent.until,
            "to": [agencies[key].short for key in consent.receivers if key in agencies],
            "kinds": [present.kind_label(view.method, kind) for kind in consent.kinds],
            "state": _consent_state(consent),
            "url": "" if consent.withdrawn_at else address("consent_withdraw", consent.pk),
        }
        for consent in view.consents
    ]  # fmt: skip


def standing(view: CaseView) -> list[Part]:
    return [
        {
            "receiver": present.chip(each.receiver), "until": each.until, "on": localdate(each.decided_at),
            "kinds": [present.kind_label(view.method, kind) for kind in each.kinds],
            "ground": present.ground_name(each.ground, each.ground_version),
            "state": _standing_state(each), "url": "" if each.stopped_at else address("standing_stop", each.pk),
        }
        for each in view.standing
    ]  # fmt: skip


def _consent_state(consent: Consent) -> str:
    if consent.withdrawn_at:
        return _("återkallat %(day)s") % {"day": localdate(consent.withdrawn_at)}
    return _("gäller") if consent.until >= clock.today() else _("har gått ut")


def _standing_state(decision: StandingDecision) -> str:
    if decision.stopped_at:
        return _("stoppat %(day)s") % {"day": localdate(decision.stopped_at)}
    return _("gäller") if decision.until >= clock.today() else _("har gått ut")


def _agencies(consents: Iterable[Consent]) -> dict[UUID, Agency]:
    wanted = {key for consent in consents for key in consent.receivers}
    return {agency.pk: agency for agency in Agency.objects.filter(pk__in=wanted)} if wanted else {}
