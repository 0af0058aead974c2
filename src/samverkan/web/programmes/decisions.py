"""Every sort of decision about a programme: the words of its page, the act it makes and the rule it asks."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from samverkan.programmes import actions, rules
from samverkan.programmes.models import Milestone
from samverkan.secrecy.verdict import Verdict

Kind = Milestone.Kind


class Decision(NamedTuple):
    """One sort of decision: its page's title, what it means, the words on its button, the act and its rule."""

    title: Any
    lead: Any
    button: Any
    act: Callable[..., Any]
    may: Callable[..., Verdict]


DECISIONS: dict[str, Decision] = {
    Kind.RENAMED: Decision(
        gettext_lazy("Byt namn"),
        gettext_lazy("Arbetet är detsamma. Vad verksamheten hette förut syns i historiken och på tidslinjen."),
        gettext_lazy("Byt namn"), actions.rename, rules.govern,
    ),
    Kind.PERMANENT: Decision(
        gettext_lazy("Gör permanent"),
        gettext_lazy("Verksamheten är inte längre ett försök. Den omprövas ändå, på den dag ni väljer."),
        gettext_lazy("Gör permanent"), actions.make_permanent, rules.govern,
    ),
    Kind.REVIEWED: Decision(
        gettext_lazy("Ompröva"),
        gettext_lazy("Gör den det den är till för? Behövs den fortfarande? Skriv vad ni kom fram till."),
        gettext_lazy("Spara omprövningen"), actions.review, rules.govern,
    ),
    Kind.PURPOSE: Decision(
        gettext_lazy("Ändra ändamålet"),
        gettext_lazy(
            "Det gamla ändamålet står kvar i historiken. "
            "Det som skrevs för det gamla får inte användas till vad som helst."
        ),
        gettext_lazy("Ändra ändamålet"), actions.change_purpose, rules.govern,
    ),
    Kind.VERSION: Decision(
        gettext_lazy("Byt till ny version av metoden"),
        gettext_lazy(
            "Nya ärenden startar på den nya versionen från den dag ni väljer. "
            "Ett ärende som pågår stannar på sin tills någon flyttar det."
        ),
        gettext_lazy("Byt version"), actions.switch_version, rules.govern,
    ),
    Kind.ENDED: Decision(
        gettext_lazy("Avsluta verksamheten"),
        gettext_lazy("Historiken och det som skrivits finns kvar. Fram till dagen kan beslutet tas tillbaka."),
        gettext_lazy("Avsluta verksamheten"), actions.end, rules.govern,
    ),
    Kind.KEPT: Decision(
        gettext_lazy("Ta tillbaka avslutet"),
        gettext_lazy("Verksamheten fortsätter. Båda besluten står kvar i historiken."),
        gettext_lazy("Låt den fortsätta"), actions.keep, rules.govern,
    ),
    Kind.INVITED: Decision(
        gettext_lazy("Bjud in en myndighet"),
        gettext_lazy("Myndigheten svarar själv. Den deltar först när den har sagt ja."),
        gettext_lazy("Bjud in"), actions.invite, rules.govern,
    ),
    Kind.LEFT: Decision(
        gettext_lazy("Lämna verksamheten"),
        gettext_lazy(
            "Era egna akter finns kvar: ni läser dem, avslutar dem och kan ta tillbaka det ni lämnat ut. "
            "Inget nytt lämnas till eller från er."
        ),
        gettext_lazy("Lämna verksamheten"), actions.leave, rules.take_part,
    ),
}  # fmt: skip
