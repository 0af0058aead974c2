"""Acts as a test wants them said: "the police note this, disclose that to the probation service"."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from samverkan.casework import actions
from samverkan.secrecy import afterwards, clock, disclosing, reception
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import bound
from samverkan.secrecy.entries import OpenEntry, open_all
from samverkan.secrecy.grounds import Answer, Answers, find
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Entry, Programme
from support.world import TREFAS, World

GROUND = "osl-10-15a"
PERSON = {"name": "Prov Provsson", "person_number": "199901012386"}


def standing_answers(ground: str = GROUND, on: date | None = None) -> Answers:
    """Answers under which the ground stands, each with reasons: what a decider might write."""
    found = find(ground, on or clock.today())
    return {
        condition.id: Answer(next(each.id for each in condition.options if each.stands), "Provskäl.")
        for condition in found.conditions
    }


def decision(ground: str = GROUND, **more: Any) -> disclosing.Decision:
    """A decision on a ground, answered so that it stands."""
    return disclosing.Decision(ground, standing_answers(ground), more.pop("reasons", "Skäl i prov."), **more)


class Acts:
    """One world's officers, by user name, doing things."""

    def __init__(self, world: World) -> None:
        self.world = world

    def actor(self, username: str) -> Actor:
        return self.world.actor(username)

    def programme(self) -> Programme:
        return Programme.objects.get(pk=TREFAS)

    def nominate(self, username: str, **person: str) -> CaseFile:
        return actions.nominate(
            by=self.actor(username), programme=self.programme(), identity=person or PERSON,
            nomination={"grounds": "Hot mot honom under hösten."},
        )  # fmt: skip

    def note(self, username: str, case: CaseFile, text: str = "Sågs i centrum.") -> Entry:
        fields = {"event_date": clock.today().isoformat(), "text": text, "source": "egen iakttagelse"}
        return actions.add(by=self.actor(username), case=case, kind="note", fields=fields)

    def judge(self, username: str, case: CaseFile, level: str, kind: str = "colour") -> Entry:
        return actions.judge(
            by=self.actor(username), case=case, kind=kind, level=level, reason="Bedömt i prov."
        )

    def give_task(self, username: str, case: CaseFile, responsible: str, title: str = "Ring hem") -> Any:
        due = clock.today() + timedelta(days=7)
        fields = {"title": title, "responsible": responsible, "due": due.isoformat()}
        return actions.give_task(by=self.actor(username), case=case, fields=fields)

    def disclose(
        self,
        username: str,
        case: CaseFile,
        receiver: UUID,
        *rows: Entry,
        fields: tuple[str, ...] = (),
        **more: Any,
    ) -> Disclosure:
        """Propose and decide in one go, all fields unless some are named."""
        by = self.actor(username)
        with bound(by):
            opened = open_all(Entry.objects.filter(pk__in=[row.pk for row in rows]))
        items = [disclosing.Item(each.row.pk, fields or tuple(each.fields or {})) for each in opened]
        chosen = more.pop("decision", None) or decision(more.pop("ground", GROUND))
        return disclosing.on_the_spot(
            by=by, case=case, receiver=receiver, items=items, decision=chosen, **more
        )

    def deliveries(self, username: str) -> list[Delivery]:
        by = self.actor(username)
        with bound(by):
            return list(Delivery.of(by.agency).filter(kind="copy", state="waiting").order_by("sent_at"))

    def events(self, username: str) -> list[str]:
        by = self.actor(username)
        with bound(by):
            return list(
                Delivery.of(by.agency)
                .filter(kind="event")
                .order_by("sent_at")
                .values_list("event", flat=True)
            )

    def receive(self, username: str, case: CaseFile | None = None) -> reception.Received:
        """Receive the oldest waiting delivery."""
        return actions.receive(by=self.actor(username), delivery=self.deliveries(username)[0], case=case)

    def withdraw(self, username: str, disclosure: Disclosure) -> Disclosure:
        return afterwards.withdraw(by=self.actor(username), disclosure=disclosure, reason="Fel i prov.")

    def seen(self, username: str, case: CaseFile) -> list[OpenEntry]:
        """What the officer sees in a case."""
        from samverkan.secrecy.rules import visible

        by = self.actor(username)
        with bound(by):
            return open_all(visible(by, Entry.of(by.agency).filter(case=case)).order_by("made_at"))

    def of_kind(self, username: str, case: CaseFile, kind: str) -> Entry:
        return next(each.row for each in self.seen(username, case) if each.row.kind == kind)
