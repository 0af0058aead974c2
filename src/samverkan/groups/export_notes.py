"""The description that goes with an evaluator's files: what they hold, what they do not, and what one may not do."""

from samverkan.groups.export_columns import as_text
from samverkan.secrecy.entries import OpenEntry

NOTES = """UPPGIFTER FÖR UTVÄRDERING / DATA FOR EVALUATION

Till / To: {analyst}, {organisation}
Ändamål / Purpose: {purpose}
Lagstöd / Lawful basis: {basis}
Period: {first} - {last}
Raderas senast / To be erased by: {use_until}

SVENSKA
handelser-och-insatser.csv: en rad för varje koppling mellan en händelse och en grupp, och för varje insats.
panel.csv: en rad för varje grupp och hel vecka i perioden, även de lugna.
Grupper och händelser har pseudonymer (G-..., H-...) som bara gäller den här utlämningen: de går inte att para ihop
med en annan. Inga personer finns med. Pseudonymer är inte anonymitet: försök inte ta reda på vilka grupperna är, och
publicera inga små tal. Uppgifterna visar vad en enda myndighet skrivit och fått utlämnat; det som inte är
inskrivet syns inte. Osäkra kopplingar står i egna kolumner och ska inte läggas ihop med de andra. Doser i olika
enheter (kontroller, timmar, besök, beslut) står för sig och kan inte läggas ihop.

ENGLISH
handelser-och-insatser.csv: one row for each link between an incident and a group, and for each act.
panel.csv: one row for each group and whole week of the period, quiet weeks too.
Groups and incidents have pseudonyms (G-..., H-...) of this release alone: they cannot be matched with another.
No persons are included. Pseudonyms are not anonymity: do not try to find out which groups they are, and publish
no small counts. The data show what one authority wrote and was told; what was not written does not show. Uncertain
links have columns of their own and are not to be added to the others. Doses in different units (checks, hours,
visits, decisions) stand apart and cannot be added.

KOLUMNERNA / THE COLUMNS
{columns}
"""


def notes_for(decision: OpenEntry) -> str:
    """The text for one decision."""
    names = ("analyst", "organisation", "purpose", "basis", "first", "last", "use_until")
    return NOTES.format(columns=as_text(), **{name: decision[name] for name in names})
