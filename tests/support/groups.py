"""Authorities at work on groups: acts as a test wants them said, with what tests ask about beside them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from samverkan.casework import actions
from samverkan.groups import actions as groups
from samverkan.secrecy import acting, binding, clock, disclosing, models, rules
from samverkan.secrecy.models import CaseFile, Entry, Programme
from support.acts import Acts
from support.world import GVI


def on(days_ago: int) -> str:
    """A day as a form takes it, counted back from today; days to come are negative."""
    return (clock.today() - timedelta(days=days_ago)).isoformat()


INCIDENT = {
    "event_date": "2026-11-02", "what": "shooting", "place": "Gångtunneln vid centrum", "hurt": "none",
    "text": "Två skott mot en port.",
}  # fmt: skip
PERSON = {"name": "Prov Provsson", "person_number": "199901012386"}
AUDIT = {
    "audited_on": "2026-11-01",
    "size_least": "12",
    "size_most": "20",
    "source": "Egen iakttagelse",
    "certainty": "probable",
}


PROPOSAL = {
    "proposed_on": "2026-11-10", "violence": "Två skott.", "sure": "Säkert.", "told": "Ja.", "means": "Kontroller.",
    "harm": "Syskon.", "stop_when": "Inga skott på fyra veckor.",
}  # fmt: skip


SANCTION = {
    "what": "traffic", "authority": "police", "basis": "Polislagen 2 §", "proportion": "Kort.", "dose": "3",
    "unit": "checks",
}  # fmt: skip


class GroupActs(Acts):
    """One world's officers at work on groups. The names of errors and models stand here for tests to use."""

    actions, groups, disclosing, models, rules = actions, groups, disclosing, models, rules
    Refused, Invalid, Conflict = acting.Refused, acting.Invalid, acting.Conflict
    AUDIT, SANCTION = AUDIT, SANCTION
    bound, on = staticmethod(binding.bound), staticmethod(on)

    def programme(self) -> Programme:
        return Programme.objects.select_related("owner").get(pk=GVI)

    def group(
        self, name: str = "Kvarts", username: str = "gvi.analytiker", *, confirmed: bool = True
    ) -> CaseFile:
        """A group taken up, and confirmed by another."""
        case = actions.nominate(
            by=self.actor(username), programme=self.programme(), identity={"name": name},
            nomination={"grounds": "Två skottlossningar i höst."},
        )  # fmt: skip
        if confirmed:
            case = actions.move(by=self.actor("gvi.beslut"), case=case, move="confirm", reason="Stämmer.")
        return case

    def beside(self, side: str, username: str = "gvi.analytiker", **entries: Mapping[str, Any]) -> CaseFile:
        """A side file with its first entries, by kind."""
        return actions.open_beside(
            by=self.actor(username), programme=self.programme(), side=side, entries=entries
        )

    def incident(self, username: str = "gvi.analytiker", **fields: str) -> CaseFile:
        return self.beside("incident", username, incident={**INCIDENT, **fields})

    def person(self, username: str = "gvi.analytiker", **fields: str) -> CaseFile:
        return self.beside("person", username, identity=fields or PERSON)

    def write(self, username: str, case: CaseFile, kind: str, **fields: Any) -> Entry:
        return actions.add(by=self.actor(username), case=case, kind=kind, fields=fields)

    def link(
        self, incident: CaseFile, group: CaseFile, username: str = "gvi.analytiker", **fields: str
    ) -> Entry:
        """Tie an incident to a group."""
        given = {
            "part": "suspected",
            "certainty": "probable",
            "source": "police",
            "text": "Vittnen.",
            **fields,
        }
        return groups.link_incident(by=self.actor(username), incident=incident, group=group, fields=given)

    def tie(
        self, group: CaseFile, to: CaseFile | None = None, username: str = "gvi.analytiker", **fields: str
    ) -> Entry:
        """A conflict between two groups."""
        given = {
            "relation": "conflict",
            "certainty": "certain",
            "since": "2026-10-01",
            "source": "Egen",
            **fields,
        }
        return groups.tie(by=self.actor(username), group=group, other=to, fields=given)

    def propose_focus(self, group: CaseFile, username: str = "gvi.analytiker", **fields: str) -> Entry:
        return self.write(username, group, "focus_proposal", **{**PROPOSAL, **fields})

    def call_in(self, username: str = "gvi.kommunpolis", day: str = "") -> CaseFile:
        plan = {"day": day or on(-20), "begins": "18.00", "text": "Vi vill att ni lever. Sluta skjut."}
        return groups.plan_call_in(by=self.actor(username), programme=self.programme(), call_in=plan)

    def in_file(self, username: str, case: CaseFile, kind: str) -> list[Any]:
        """The opened entries of a kind that the officer sees in a file, oldest first."""
        return [each for each in self.seen(username, case) if each.row.kind == kind]

    def opens(self, username: str, case: CaseFile) -> bool:
        """Whether the officer may open the file."""
        by = self.actor(username)
        with binding.bound(by):
            return bool(rules.openable(by, case.pk))

    def hand_over(self, case: CaseFile, receiver: UUID, *kinds: str, by: str = "gvi.beslut") -> Any:
        """Disclose all entries of these kinds in a file."""
        rows = [each.row for each in self.seen(by, case) if each.row.kind in kinds]
        return self.disclose(by, case, receiver, *rows)
