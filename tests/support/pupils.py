"""A school-social team at work: the school opens files and reads absence in, the social services receive."""

from datetime import timedelta
from typing import Any

from samverkan.casework import actions
from samverkan.pupils import filing, jobs
from samverkan.pupils.absence import layout
from samverkan.secrecy import background, clock, consents, standing
from samverkan.secrecy.binding import bound
from samverkan.secrecy.entries import OpenEntry, current, open_all
from samverkan.secrecy.models import Assignment, CaseFile, Entry, Programme
from samverkan.tables import sheet
from support.absence import ANNA, HEAD, NAMES
from support.acts import Acts, standing_answers
from support.world import SCHOOL_TEAM, SOCIAL


class Team(Acts):
    """One world's school and social services, by user name."""

    def programme(self) -> Programme:
        return Programme.objects.select_related("owner").get(pk=SCHOOL_TEAM)

    def open(self, number: str = ANNA, by: str = "skola.chef", **more: Any) -> CaseFile:
        """A file of the school's own: followed, not taken up."""
        identity = {"name": NAMES[number], "person_number": number}
        return actions.open_file(by=self.actor(by), programme=self.programme(), identity=identity, **more)

    def take_up(self, number: str = ANNA, by: str = "skola.chef", case: CaseFile | None = None) -> CaseFile:
        """Taken up by the team, on the pupil's file or a new one."""
        identity = None if case else {"name": NAMES[number], "person_number": number}
        schooling = {"school": "Provskolan", "year": "8", "owner": "home"}
        return actions.nominate(
            by=self.actor(by), programme=self.programme(), identity=identity, case=case,
            nomination={"grounds": "Borta mycket sedan augusti."}, more={"schooling": schooling},
        )  # fmt: skip

    def assign(self, case: CaseFile, *officers: str, by: str = "skola.chef") -> CaseFile:
        for each in officers:
            given = Assignment.objects.get(pk=self.actor(each).assignment)
            actions.assign(by=self.actor(by), case=case, assignment=given)
        return case

    def file(self, *rows: str, head: str = HEAD) -> bytes:
        return (head + "\n".join(rows)).encode()

    def wishes(self, raw: bytes, **more: Any) -> filing.Wishes:
        guessed = layout.guess(sheet.read_bytes("franvaro.csv", raw), "Provsystemet")
        return filing.Wishes(guessed, **more)

    def preview(self, raw: bytes, by: str = "skola.franvaro", **more: Any) -> dict[str, Any]:
        """What the preview would say."""
        job = self.start(jobs.preview, raw, by, **more)
        self.step(job, jobs.preview, by)
        return self.result(job, by)[0]

    def read_in(self, raw: bytes, by: str = "skola.franvaro", **more: Any) -> list[dict[str, Any]]:
        """Take a file in to its end; the pieces of the result."""
        job = self.start(jobs.take, raw, by, **more)
        while self.step(job, jobs.take, by).state in background.kinds.OPEN:
            pass
        return self.result(job, by)

    def start(self, kind: Any, raw: bytes, by: str = "skola.franvaro", **more: Any) -> Any:
        pieces = filing.packed("franvaro.csv", raw, self.wishes(raw, **more))
        return background.start(by=self.actor(by), kind=kind, subject=SCHOOL_TEAM, parts_in=pieces)

    def step(self, job: Any, kind: Any, by: str = "skola.franvaro") -> Any:
        return kind.act(by=self.actor(by), job=job)

    def result(self, job: Any, by: str = "skola.franvaro") -> list[dict[str, Any]]:
        with bound(self.actor(by)):
            return list(background.parts_of(job))

    def consent(self, case: CaseFile, by: str = "skola.kurator", **more: Any) -> Any:
        until = more.pop("until", clock.today() + timedelta(days=180))
        return consents.record(
            by=self.actor(by), case=case, given_by="both", receivers=[SOCIAL],
            kinds=more.pop("kinds", ["absence_week"]), until=until, scope="Närvaro till teamet.",
            guardian="Vera Prov", **more,
        )  # fmt: skip

    def flow(self, case: CaseFile, consent: Any, by: str = "skola.chef", **more: Any) -> Any:
        """The standing decision under which attendance goes to the social services."""
        return standing.decide(
            by=self.actor(by), case=case, receiver=SOCIAL, kinds=["absence_week"], ground="osl-10-1",
            answers=standing_answers("osl-10-1"), reasons="Teamet följer närvaron.", until=consent.until,
            consent=consent, **more,
        )  # fmt: skip

    def through(self, case: CaseFile, *moves: str, by: str = "skola.chef") -> CaseFile:
        """Take steps of the method's, one after another."""
        for each in moves:
            now = CaseFile.of(case.agency_id)
            with bound(self.actor(by)):
                case = now.select_related("programme__owner").get(pk=case.pk)
            leaving = "goal" if each == "end" else ""
            actions.move(by=self.actor(by), case=case, move=each, reason="Prov.", leaving=leaving)
        return case

    def known_to_social(self, case: CaseFile, *kinds: str) -> CaseFile:
        """The pupil is disclosed to the social services, who open a file; returns theirs."""
        chosen = [
            each.row for kind in kinds or ("identity", "schooling") for each in self.entries(case, kind)
        ]
        self.disclose("skola.chef", case, SOCIAL, *chosen)
        came = [each for each in self.deliveries("soc.enhetschef") if each.programme_id == SCHOOL_TEAM]
        return actions.receive(by=self.actor("soc.enhetschef"), delivery=came[-1], case=None).case

    def entries(self, case: CaseFile, kind: str, by: str = "skola.chef") -> list[OpenEntry]:
        """The entries of a kind that stand, in order."""
        actor = self.actor(by)
        with bound(actor):
            rows = Entry.of(actor.agency).filter(case=case, kind=kind).order_by("made_at", "pk")
            return current(open_all(rows))

    def add(self, case: CaseFile, kind: str, by: str = "skola.chef", **fields: Any) -> Entry:
        return actions.add(by=self.actor(by), case=case, kind=kind, fields=fields)
