"""Who does what in a made-up school's team."""

from collections.abc import Sequence
from typing import Any

from samverkan.casework import actions
from samverkan.demo.cast import Cast, answers_for
from samverkan.secrecy import disclosing
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import Assignment, CaseFile, Disclosure, Entry

SCHOOL, SOCIAL = "school", "social"
POSTS = {
    SCHOOL: {
        "handlaggare1": "kurator", "handlaggare2": "specialped", "beslut1": "rektor", "beslut2": "bitrektor",
        "samordnare": "rektor",
    },
    SOCIAL: {"handlaggare1": "skolsocionom", "handlaggare2": "skolsocionom", "beslut1": "teamchef"},
}  # fmt: skip
CONSENT = "osl-10-1"


class TeamCast(Cast):
    """The school's and the social services' officers, by the posts that every cast has or by their own."""

    def actor(self, kind: str, post: str) -> Actor:
        """The officer in a post."""
        return super().actor(kind, POSTS[kind].get(post, post))

    def decide(
        self,
        giver: str,
        receiver: str,  # noqa: ARG002 - as every cast decides
        case: CaseFile,  # noqa: ARG002
        proposed: Disclosure,
        rows: Sequence[Entry],  # noqa: ARG002
        age: int,  # noqa: ARG002
    ) -> Disclosure:
        """Under the consent that lies in the file already."""
        decision = disclosing.Decision(CONSENT, answers_for(CONSENT), self.words("school", "reasons"))
        decided = disclosing.decide(by=self.actor(giver, "beslut1"), disclosure=proposed, decision=decision)
        waits = decided.state == Disclosure.State.AWAITS_SECOND
        return self.second(giver, decided) if waits else decided

    def assign_one(self, case: CaseFile, post: str) -> None:
        """Give the school's case to one of its officers, by the head."""
        given = Assignment.objects.get(pk=self.actor(SCHOOL, post).assignment)
        actions.assign(by=self.actor(SCHOOL, "rektor"), case=case, assignment=given)

    def add(self, agency: str, case: CaseFile, kind: str, post: str = "handlaggare1", **fields: Any) -> Entry:
        """Write an entry of a kind in the agency's file."""
        return actions.add(by=self.actor(agency, post), case=case, kind=kind, fields=fields)

    def rows(self, agency: str, case: CaseFile, *kinds: str) -> list[Entry]:
        """The agency's entries of some kinds in a case."""
        with bound(self.actor(agency, "beslut1")):
            return list(
                Entry.objects.filter(case=case, kind__in=kinds, received__isnull=True).order_by("made_at")
            )
