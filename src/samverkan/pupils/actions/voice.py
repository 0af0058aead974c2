"""The pupil's or the guardian's own words: asked for by a one-time code or at our screen, and taken into the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from samverkan.casework.actions.facts import put
from samverkan.pupils import rules
from samverkan.pupils.models import VoiceCode
from samverkan.pupils.voice import code as codes
from samverkan.pupils.voice import waiting
from samverkan.pupils.voice.questions import KIND, cleaned
from samverkan.secrecy import clock, entries, ids
from samverkan.secrecy.acting import Conflict, Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry

HOURS = 48  # a code can be used
MOST_OPEN = 5  # codes at a time in one case


@dataclass(frozen=True)
class Given:
    """A code as it is shown to the officer, this once: it is kept nowhere."""

    row: VoiceCode
    code: str

    @property
    def expires_at(self) -> datetime:
        """When it ends."""
        return self.row.expires_at


@action("voice.give_code", "gav ut en engångskod", "gave out a one-time code", may=rules.give_voice)
def give_code(*, by: Actor, case: CaseFile, who: str) -> Given:
    """Make a code for a pupil or a guardian in an open case. Raises Invalid: closed, unknown who, too many open."""
    _check(case, who)
    now = clock.now()
    open_codes = VoiceCode.of(by.agency).filter(case=case, settled_at__isnull=True, expires_at__gt=now)
    if open_codes.count() >= MOST_OPEN:
        raise Invalid("who", _("Det finns redan fem koder som gäller i ärendet. Ta bort en eller vänta."))
    shown = codes.new()
    lookup, key = waiting.keys_of(codes.read(shown))
    box, box_key = entries.box_for(case, entries.STANDARD)
    row = VoiceCode(
        id=ids.new(by.agency), agency_id=by.agency, case=case, who=who, lookup=lookup, made_by=by.officer, made_at=now,
        expires_at=now + timedelta(hours=HOURS), box=box,
    )  # fmt: skip
    row.sealed = entries.seal_in(box, box_key, row.pk, "voice_code", {"key": key.hex()})
    row.save(force_insert=True)
    return Given(row, shown)


@action(
    "voice.take",
    "tog in ett svar på en engångskod",
    "took in an answer to a one-time code",
    may=rules.give_voice,
)
def take(*, by: Actor, case: CaseFile, code: VoiceCode) -> Entry | None:
    """Take the answer that waits into the file; None where none came, or it came too late, or is no answer.

    Once: afterwards the code is settled, and whatever is left under it later is never read. Raises Conflict.
    """
    row = VoiceCode.of(by.agency).select_for_update().get(pk=code.pk, case=case)
    if row.settled_at is not None:
        raise Conflict(row.pk)
    held = entries.open_in(row.box_id, row.pk, "voice_code", bytes(row.sealed))
    left = waiting.take(bytes(row.lookup), bytes.fromhex(str(held["key"]))) if held else None
    if left is None:
        return None
    row.settled_at = clock.now()
    said = cleaned({name: str(text) for name, text in (left.fields or {}).items()})
    taken: Entry | None = None
    if said and left.at <= row.expires_at and case.closed_on is None:
        day = clock.day_of(left.at)
        row.entry = taken = put(
            case, KIND, {**said, "answered_on": day.isoformat(), "who": row.who, "way": "code"}
        )
    row.save(force_insert=False, update_fields=["settled_at", "entry"])
    note(late=int(left.at > row.expires_at))
    return taken


@action("voice.drop_code", "tog bort en engångskod", "removed a one-time code", may=rules.give_voice)
def drop_code(*, by: Actor, case: CaseFile, code: VoiceCode) -> None:
    """The code opens nothing from now on; an answer left under it is thrown away unread. Raises Conflict."""
    row = VoiceCode.of(by.agency).select_for_update().get(pk=code.pk, case=case)
    if row.settled_at is not None:
        raise Conflict(row.pk)
    waiting.take(bytes(row.lookup), bytes(32))
    row.settled_at = clock.now()
    row.save(force_insert=False, update_fields=["settled_at"])


@action(
    "voice.record", "tog emot ett svar vid skärmen", "received an answer at the screen", may=rules.give_voice
)
def record(*, by: Actor, case: CaseFile, who: str, said: Mapping[str, str]) -> Entry:
    """What the pupil or guardian wrote at the officer's own screen. Raises Invalid: nothing was said."""
    _check(case, who)
    answers = cleaned(dict(said))
    if not answers:
        raise Invalid("wish", _("Svara på minst en fråga."))
    return put(case, KIND, {**answers, "answered_on": clock.today().isoformat(), "who": who, "way": "screen"})


def _check(case: CaseFile, who: str) -> None:
    if case.closed_on is not None:
        raise Invalid("who", _("Akten är avslutad."))
    if who not in VoiceCode.Who.values:
        raise Invalid("who", _("Välj vem som ska svara."))
