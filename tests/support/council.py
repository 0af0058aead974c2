"""A municipality at work on its loop: who does what, and texts to do it with."""

from datetime import date
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

    def decision(self, on: date | None = None) -> dict[str, Any]:
        from samverkan.secrecy import clock

        by = self.actor("kom.beslut")
        return {"by": by, "on": on or clock.today(), "decision": "Dnr KS 2026/431", "body": "Kommunstyrelsen"}
