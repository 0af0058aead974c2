"""A municipality at work on its loop: who does what, and texts to do it with."""

from datetime import date, timedelta
from typing import Any

CITY_PLACE = "0180"
PROBLEM = {
    "title": "Unga rekryteras till narkotikahandel vid centrum",
    "seen": "Fler än förut säljer öppet, och de är yngre.",
    "reference": "Staden i övrigt: oförändrat sedan 2023.",
    "situation": "Platsen är dåligt belyst och ingen äger den på kvällen.",
    "victim": "Pojkar på 12–15 år som inte går i skolan.",
    "offender": "Äldre i nätverk som lovar pengar och skydd.",
}
WRITTEN = {
    "mapping": "Öppen narkotikahandel har ökat.", "consequences": "Boende undviker torget efter klockan 20.",
    "other": "Var femte elev i årskurs 9 saknar behörighet.", "analysis": "Rekryteringen är det som driver resten.",
}  # fmt: skip


MEASURE = {
    "cause": "victim", "goal": "Färre barn rekryteras än 2025.", "title": "Vuxna på torget fredag och lördag",
    "how": "Fältassistenter och föreningar, fyra timmar varje kväll.", "indicator": "Antal kvällar med vuxna på plats",
    "baseline": "0 av 104 kvällar (2025)", "target": "90 av 104 kvällar", "responsible": "Stadsdelsnämnden",
    "budget": 1_500_000, "money": "Nämndens budget 2027",
}  # fmt: skip
OUTCOME = {
    "done": "partly", "reached": "61 av 104 kvällar (2027)", "effect": "unknown",
    "grounds": "Ingen jämförelse gjordes, och torget byggdes om samma höst.", "verdict": "change",
    "reasons": "Behovet finns kvar; lördagar räcker inte.", "spent": 900_000,
}  # fmt: skip


class Municipality:
    """Officers of kommunstyrelsen in Prov, doing what the loop asks."""

    def __init__(self, world: Any) -> None:
        self.world = world

    def actor(self, username: str = "kom.samordnare") -> Any:
        return self.world.actor(username)

    def picture(self, place: str = CITY_PLACE, **texts: str) -> Any:
        """A draft with all that the law requires, and one problem."""
        from samverkan.council.actions import pictures

        row = pictures.draft(by=self.actor(), place=place, title="Lägesbild Prov")
        pictures.write(by=self.actor(), picture=row.pk, title=row.title, **{**WRITTEN, **texts})
        pictures.put_problem(by=self.actor(), picture=row.pk, **PROBLEM)
        return row

    def problems(self, picture: Any) -> list[Any]:
        """The problems of a picture, as the coordinator reads them."""
        from samverkan.secrecy.binding import bound

        with bound(self.actor()):
            return list(picture.problems.all())

    def decided_picture(self, place: str = CITY_PLACE, on: date | None = None) -> Any:
        from samverkan.council.actions import pictures

        return pictures.decide(picture=self.picture(place).pk, **self.decision(on))

    def plan(self, picture: Any = None, **facts: Any) -> Any:
        """A draft with one measure on the picture's problem."""
        from samverkan.council.actions import plans
        from samverkan.secrecy import clock

        picture = picture or self.decided_picture()
        today = clock.today()
        row = plans.draft(
            by=self.actor(),
            picture=picture.pk,
            title="Åtgärdsplan Prov",
            follow_up_by=today + timedelta(days=700),
        )
        problem = self.problems(picture)[0].pk
        due = today + timedelta(days=300)
        plans.put_measure(
            by=self.actor(), plan=row.pk, **{**MEASURE, "problem": problem, "due": due, **facts}
        )
        return row

    def decided_plan(self, picture: Any = None, on: date | None = None) -> Any:
        from samverkan.council.actions import plans

        return plans.decide(plan=self.plan(picture).pk, **self.decision(on))

    def measures(self, plan: Any) -> list[Any]:
        """The measures of a plan, as the coordinator reads them."""
        from samverkan.secrecy.binding import bound

        with bound(self.actor()):
            return list(plan.measures.all())

    def followup(self, plan: Any = None, **facts: Any) -> Any:
        """A draft with a verdict on every measure."""
        from samverkan.council.actions import followups

        plan = plan or self.decided_plan()
        row = followups.draft(by=self.actor(), plan=plan.pk, title="Uppföljning Prov")
        followups.write(by=self.actor(), followup=row.pk, title=row.title, summary="En del blev gjort.")
        for each in self.measures(plan):
            followups.put_outcome(by=self.actor(), followup=row.pk, measure=each.pk, **{**OUTCOME, **facts})
        return row

    def decided_followup(self, plan: Any = None, on: date | None = None) -> Any:
        from samverkan.council.actions import followups

        return followups.decide(followup=self.followup(plan).pk, **self.decision(on))

    def registers(self) -> tuple[Any, Any]:
        """A line in every register; gives the agreement that has run out, and the initiative."""
        from samverkan.council.actions import registers as acts
        from samverkan.secrecy import clock

        by, today = self.actor(), clock.today()
        past, ahead = today - timedelta(days=300), today + timedelta(days=300)
        acts.put_member(by=by, organisation="Polisen", position="Chef", name="Petra Prov", since=past)
        acts.put_sitting(
            by=by, on=past, present=["Polisen, Chef: Petra Prov"], handled="Läget.", minutes="Dnr 1"
        )
        agreement = acts.put_agreement(
            by=by, title="Överenskommelse Prov", parties="Kommunen\nPolisen", purposes="Gemensam lägesbild.",
            areas="Hela kommunen", since=past, until=today - timedelta(days=1), decision="Dnr 2",
        )  # fmt: skip
        acts.put_promise(by=by, text="Vuxna på torget.", area="Norr", asked="Enkät.", since=past, until=ahead)
        acts.put_report(by=by, title="Rapport", on=past, text="Så gick det.", decision="Dnr 3")
        teams = acts.put_initiative(by=by, name="Skolsociala team", about="Skola och socialtjänst.")
        for kind, year in (("pilot", 2013), ("permanent", 2017), ("spread", 2018), ("cost", 2019)):
            acts.put_event(
                by=by, initiative=teams.pk, kind=kind, on=date(year, 1, 1), known="year", text="Så gick det till.",
                source="Dnr KS 2023/431", amount=11_800_000 if kind == "cost" else None,
            )  # fmt: skip
        return agreement.pk, teams.pk

    def decision(self, on: date | None = None) -> dict[str, Any]:
        from samverkan.secrecy import clock

        by = self.actor("kom.beslut")
        return {"by": by, "on": on or clock.today(), "decision": "Dnr KS 2026/431", "body": "Kommunstyrelsen"}
