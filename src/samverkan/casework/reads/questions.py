"""What the guide is asked when a disclosure is at hand: the parties, the data, the age; all for a human to change."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from samverkan.secrecy import clock, consents, entries, identity
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.grounds import Consent, DataCategory, Purpose, Question
from samverkan.secrecy.kinds import AgencyKind
from samverkan.secrecy.models import Agency, CaseFile, Entry
from samverkan.secrecy.rules import visible

_K, _D = AgencyKind, DataCategory
SECRECY_AT = {
    _K.SOCIAL: _D.SOCIAL, _K.EXIT: _D.SOCIAL, _K.POLICE: _D.POLICE, _K.SAPO: _D.POLICE, _K.CUSTOMS: _D.POLICE,
    _K.PROSECUTOR: _D.POLICE, _K.CRIME_OTHER: _D.POLICE, _K.PROBATION: _D.PROBATION,
    _K.SCHOOL: _D.PUPIL_OTHER, _K.HEALTH: _D.HEALTH,
}  # fmt: skip


def usual_secrecy(kind: AgencyKind) -> DataCategory:
    """The secrecy that most often rests on such an authority's data: a start, not an answer."""
    return SECRECY_AT.get(kind, DataCategory.OTHER)


def categories_of(giver: AgencyKind, kinds: Iterable[str]) -> frozenset[DataCategory]:
    """The data categories to start from for entries of these kinds."""
    traits = {DataCategory.PROTECTED_IDENTITY} if identity.PROTECTED_KIND in set(kinds) else set()
    return frozenset({usual_secrecy(giver), *traits})


def question_about(
    actor: Actor,
    case: CaseFile,
    receiver: UUID,
    kinds: Iterable[str],
    *,
    purpose: Purpose = Purpose.PREVENT_CRIME,
    age: int | None = None,
) -> Question:
    """The question for a disclosure in a case. `age` None: read from the personal number, if it is known."""
    named = set(kinds)
    giver = AgencyKind(actor.kind)
    to = AgencyKind(Agency.objects.values_list("kind", flat=True).get(pk=receiver))
    today = clock.today()
    covered = any(
        receiver in consent.receivers and named <= set(consent.kinds)
        for consent in consents.live(actor.agency, case)
    )
    return Question(
        giver=giver, receiver=to, categories=categories_of(giver, named),
        age=age_in(actor, case, today) if age is None else age, purpose=purpose, on=today,
        consent=Consent.GIVEN if covered else Consent.NOT_ASKED,
    )  # fmt: skip


def age_in(actor: Actor, case: CaseFile, on: date) -> int | None:
    """Whole years on a day, counted from the newest personal number that the actor may read; None if unknown."""
    rows = visible(actor, Entry.of(actor.agency).filter(case=case, kind__in=identity.KINDS))
    newest = rows.order_by("-made_at", "-pk").first()
    if newest is None:
        return None
    born = born_on(str(entries.open_one(newest)["person_number"]))
    return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def born_on(number: str) -> date | None:
    """The day of birth in a 12-digit personal or coordination number (whose day is raised by 60)."""
    digits = "".join(sign for sign in number if sign.isdecimal())
    if len(digits) != 12:
        return None
    day = int(digits[6:8])
    try:
        return date(int(digits[:4]), int(digits[4:6]), day - 60 if day > 60 else day)
    except ValueError:
        return None
