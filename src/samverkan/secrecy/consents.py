"""Consent (OSL 10 kap. 1 §, 12 kap. 2-3 §§): who gave it, to whom, for what, until when; and its end."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock, door_rules, entries, ids, standing
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Consent, DisclosedEntry, Disclosure, Entry


@action("consent.record", "antecknade ett samtycke", "recorded a consent", may=door_rules.record_on_case)
def record(
    *, by: Actor, case: CaseFile, given_by: str, receivers: Sequence[UUID], kinds: Sequence[str],
    until: date, scope: str, guardian: str = "", given_on: date | None = None,
) -> Consent:  # fmt: skip
    """Write down a consent as it was given. Raises Invalid: no end, no receiver, no kinds, unnamed guardian."""
    given_on = given_on or clock.today()
    if until < given_on:
        raise Invalid("until", _("Samtycket måste ha ett slutdatum från och med i dag."))
    if not receivers or not kinds:
        raise Invalid("receivers", _("Ange till vilka myndigheter och för vilka uppgifter samtycket gäller."))
    if given_by != Consent.Giver.SELF and not guardian.strip():
        raise Invalid("guardian", _("Ange vilken vårdnadshavare som har samtyckt."))
    box, key = entries.box_for(case, entries.STANDARD)
    consent = Consent(
        id=ids.new(by.agency), agency_id=by.agency, case=case, given_by=given_by, receivers=list(receivers),
        kinds=list(kinds), given_on=given_on, until=until, made_by=by.officer, box=box,
    )  # fmt: skip
    consent.sealed = entries.seal_in(box, key, consent.pk, "consent", {"scope": scope, "guardian": guardian})
    consent.save(force_insert=True)
    return consent


@action(
    "consent.withdraw",
    "antecknade att ett samtycke återkallats",
    "recorded the withdrawal of a consent",
    may=door_rules.record_on_case,
)
def withdraw(*, by: Actor, case: CaseFile, consent: Consent) -> Consent:
    """The person takes the consent back: it counts at once, and what flows under it stops."""
    row = Consent.of(by.agency).select_for_update().get(pk=consent.pk, case=case)
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        row.save(force_insert=False, update_fields=["withdrawn_at"])
        standing.stop_under(consent=row)
    return row


def live(agency: UUID, case: CaseFile) -> "QuerySet[Consent]":
    """Consents in force today in a case of the agency."""
    today = clock.today()
    return Consent.objects.filter(
        agency_id=agency, case=case, withdrawn_at__isnull=True, given_on__lte=today, until__gte=today
    )


def require_live(disclosure: Disclosure) -> Consent:
    """The consent that covers all kinds in the disclosure and its receiver. Raises Invalid if none does."""
    items = DisclosedEntry.of(disclosure.agency_id).filter(disclosure=disclosure).values("entry")
    kinds = set(Entry.of(disclosure.agency_id).filter(pk__in=items).values_list("kind", flat=True))
    # Locked until the copy has crossed: a withdrawal waits for it or stops it, never slips in between.
    for consent in live(disclosure.agency_id, disclosure.case).select_for_update():
        if disclosure.receiver_id in consent.receivers and kinds <= set(consent.kinds):
            return consent
    raise Invalid(
        "ground", _("Det finns inget gällande samtycke i akten som omfattar mottagaren och alla uppgifterna.")
    )
