"""What each column of an evaluator's files holds: printed with the files and in docs/reference/gvi-export.md."""

from collections.abc import Iterable

from samverkan.groups.evaluation import LINES, PANEL
from samverkan.secrecy.kinds import Words

COLUMNS = {
    "record": Words("Radens slag: incident (händelse), act (insats) eller sanction (åtgärd).",
                    "The row's sort: incident, act or sanction."),
    "group": Words("Gruppens pseudonym i den här utlämningen.", "The group's pseudonym in this release."),
    "week": Words("ISO-vecka, till exempel 2026-W05. Året är veckans, som inte alltid är dagens.",
                  "ISO week, such as 2026-W05. The year is the week's, which is not always the day's."),
    "day": Words("Dagen, om beslutet gäller dagar; annars tom.",
                 "The day, where the decision includes days; else empty."),
    "incident": Words("Händelsens pseudonym: samma händelse kan vara kopplad till flera grupper.",
                      "The incident's pseudonym: the same incident may be linked to several groups."),
    "what": Words("Vad som hände eller gjordes, med metodfilens ord (shooting, call_in, traffic ...).",
                  "What happened or was done, in the method file's words (shooting, call_in, traffic ...)."),
    "part": Words("Gruppens del: suspected (misstänks), exposed (utsatt) eller other.",
                  "The group's part: suspected, exposed or other."),
    "certainty": Words("Hur säker en människa bedömt kopplingen: certain, probable eller uncertain.",
                       "How sure a human called the link: certain, probable or uncertain."),
    "source": Words("Slaget av myndighet bakom kopplingen.", "The sort of authority behind the link."),
    "authority": Words("Slaget av myndighet som gjorde insatsen.", "The sort of authority that acted."),
    "dose": Words("Hur mycket, ett heltal; tom när det inte är nedtecknat, vilket inte är noll.",
                  "How much, a whole number; empty where it was not written down, which is not zero."),
    "unit": Words("Dosens enhet: checks (kontroller), hours, visits eller decisions.",
                  "The dose's unit: checks, hours, visits or decisions."),
    "suspected": Words("Antal händelser gruppen misstänks ligga bakom, säkra och troliga kopplingar.",
                       "Number of incidents the group is suspected of, certain and probable links."),
    "suspected_uncertain": Words("Detsamma, osäkra kopplingar. Läggs inte ihop med de andra.",
                                 "The same, uncertain links. Not to be added to the others."),
    "exposed": Words("Antal händelser gruppen utsatts för, säkra och troliga kopplingar.",
                     "Number of incidents the group was exposed to, certain and probable links."),
    "exposed_uncertain": Words("Detsamma, osäkra kopplingar.", "The same, uncertain links."),
    "messages": Words("Antal tillfällen då budskapet framförts: call-in och enskilda samtal.",
                      "Number of occasions when the message was given: call-ins and custom notifications."),
    "help_offers": Words("Antal tillfällen då hjälp erbjudits.", "Number of occasions when help was offered."),
    "sanctions": Words("Antal åtgärder mot gruppen, räknade som beslut eller tillfällen.",
                       "Number of sanctions against the group, counted as decisions or occasions."),
    "dose_checks": Words("Summan av doser i kontroller.", "The sum of doses in checks."),
    "dose_hours": Words("Summan av doser i timmar.", "The sum of doses in hours."),
    "dose_visits": Words("Summan av doser i besök.", "The sum of doses in visits."),
    "dose_decisions": Words("Summan av doser i beslut.", "The sum of doses in decisions."),
    "days_in_focus": Words("Veckans dagar i ökat fokus, 0 till 7.", "Days of the week in increased focus, 0 to 7."),
}  # fmt: skip

LEAD = """# The evaluator's files

What is handed to a named evaluator of group violence intervention, from one authority's own files, after a decision
with purpose, lawful basis and end. Every fetch leaves a trace. Groups and incidents have pseudonyms that hold for one
release alone; **no person is in the files**. A pseudonym is not anonymity: whoever knows when something happened can
know a group by the day, so days go along only if the decision says so.

The files are made anew from the entries each time, as they stood when the decision was taken: a second fetch says the
same as the first, unless something was corrected or weeded. CSV, UTF-8 with a mark, comma between cells. The evidence
room reads `panel.csv` with `unit: group` and `time: week`; see [how to evaluate](../how-to/evaluate.md).
"""
LIMITS = """What was not written down does not show. The files say what one authority wrote and was told, not what
happened. Uncertain links have columns of their own. Doses in different units stand apart and cannot be added.
"""


def as_text() -> str:
    """The columns as plain lines, both languages, for the file that goes with the data."""
    return "\n".join(f"{name}: {said.sv} / {said.en}" for name, said in COLUMNS.items())


def render() -> str:
    """The reference page."""
    lines = "One row for each link between an incident and a group, and each act."
    weeks = "One row for each group and whole week of the period, quiet weeks too."
    return "\n".join([
        LEAD, *_table("handelser-och-insatser.csv", lines, LINES), *_table("panel.csv", weeks, PANEL), LIMITS,
    ])  # fmt: skip


def _table(name: str, lead: str, columns: Iterable[str]) -> list[str]:
    rows = [f"| `{column}` | {COLUMNS[column].en} | {COLUMNS[column].sv} |" for column in columns]
    return [f"## {name}", "", lead, "", "| Column | Holds | Innehåller |", "|---|---|---|", *rows, ""]
