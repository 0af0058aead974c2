"""The scorecard (styrkort): what is counted of each group in a period, with the definition of every count.

Counts of what humans wrote down, and nothing more: no index, no weights, no order among groups. What a human called
uncertain stands apart and is never added to the rest. What small groups give away is told in
docs/adr/0022-scorecards-of-small-groups.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverkan.groups.facts import UNCERTAIN, Act, Link, surest
from samverkan.secrecy.kinds import Words

SUSPECTED, EXPOSED = "suspected", "exposed"


class Count(StrEnum):
    """What is counted."""

    SUSPECTED = "suspected"
    EXPOSED = "exposed"
    MESSAGES = "messages"
    HELP = "help"
    SANCTIONS = "sanctions"


@dataclass(frozen=True)
class Definition:
    """A count's name on screen and exactly what is in it and what is not. It is printed on every scorecard."""

    count: Count
    label: Words
    text: Words


DEFINITIONS = (
    Definition(
        Count.SUSPECTED,
        Words("Händelser som gruppen misstänks ligga bakom", "Incidents the group is suspected of"),
        Words(
            "Händelser under perioden som någon har kopplat till gruppen som misstänkt, säkert eller troligen. "
            "En händelse räknas en gång för varje grupp den är kopplad till. Osäkra kopplingar står för sig.",
            "Incidents in the period that somebody has linked to the group as suspected, certain or probable. "
            "An incident is counted once for each group it is linked to. Uncertain links stand apart.",
        ),
    ),
    Definition(
        Count.EXPOSED,
        Words("Händelser som gruppen utsatts för", "Incidents the group was exposed to"),
        Words(
            "Som ovan, men där gruppen eller någon i den var den som utsattes.",
            "As above, but where the group or somebody in it was the one exposed.",
        ),
    ),
    Definition(
        Count.MESSAGES,
        Words("Tillfällen då budskapet framförts", "Occasions when the message was given"),
        Words(
            "Call-in och enskilda samtal under perioden, räknade som tillfällen och inte som personer.",
            "Call-ins and custom notifications in the period, counted as occasions and not as persons.",
        ),
    ),
    Definition(
        Count.HELP,
        Words("Erbjudanden om hjälp", "Offers of help"),
        Words(
            "Tillfällen då hjälp erbjöds någon i gruppen, oavsett svar. Ett erbjudande är inget mått på framgång.",
            "Occasions when help was offered to somebody in the group, whatever the answer. An offer is no measure "
            "of success.",
        ),
    ),
    Definition(
        Count.SANCTIONS,
        Words("Åtgärder mot gruppen", "Sanctions against the group"),
        Words(
            "Åtgärder med lagstöd och proportionalitet nedtecknade, räknade som beslut eller tillfällen. "
            "Hur mycket som gjordes varje gång (dosen) står i gruppens tidslinje.",
            "Sanctions with lawful basis and proportionality written down, counted as decisions or occasions. "
            "How much was done each time (the dose) stands in the group's timeline.",
        ),
    ),
)
MESSAGES = frozenset({"call_in", "notification"})
HELP = frozenset({"help_offer"})


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Tally:
    """One count of one group: the sure ones, and the uncertain ones apart. Acts have no uncertain ones."""

    sure: int = 0
    uncertain: int = 0


Card = dict[Count, Tally]


def cards(
    groups: Iterable[str], links: Iterable[Link], acts: Iterable[Act], period: Period
) -> dict[str, Card]:
    """A card for every group, also for one of which nothing is known in the period. No order is implied."""
    wanted = list(dict.fromkeys(groups))
    inside = [each for each in links if period.holds(each.day)]
    done = [each for each in acts if period.holds(each.day)]
    return {
        group: {
            Count.SUSPECTED: _incidents(inside, group, SUSPECTED),
            Count.EXPOSED: _incidents(inside, group, EXPOSED),
            Count.MESSAGES: _acts(done, group, MESSAGES),
            Count.HELP: _acts(done, group, HELP),
            Count.SANCTIONS: Tally(len({a.entry for a in done if a.group == group and a.sanction})),
        }
        for group in wanted
    }


def incidents_in(links: Iterable[Link], period: Period) -> int:
    """How many different incidents the period's links are about: less than the groups' sum where some are shared."""
    return len({each.incident for each in links if period.holds(each.day)})


def _incidents(links: Iterable[Link], group: str, part: str) -> Tally:
    certainty: dict[str, list[str]] = {}
    for each in links:
        if each.group == group and each.part == part:
            certainty.setdefault(each.incident, []).append(each.certainty)
    unsure = sum(surest(told) == UNCERTAIN for told in certainty.values())
    return Tally(len(certainty) - unsure, unsure)


def _acts(acts: Iterable[Act], group: str, what: frozenset[str]) -> Tally:
    return Tally(
        len({each.entry for each in acts if each.group == group and each.what in what and not each.sanction})
    )
