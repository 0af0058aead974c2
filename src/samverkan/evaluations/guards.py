"""What is looked for in a file about persons or places before anything is computed: who is in it, and what need not be.

The readers of `evidence` refuse what is no number, no date or a personal number in a column that the plan names. Here
the whole file is looked through, since all of it is kept, sealed, as the snapshot of the evaluation.
"""

import re
from collections import Counter
from pathlib import Path

from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.plan import POINTS, Plan
from samverkan.evidence.evaluation.rows import no_personal_numbers
from samverkan.tables.raw_table import RawTable, read_table
from samverkan.tables.refusal import Refusal

FEWEST = 10  # persons in a group: below it curves and rates would tell of single ones
ROWS = ("persons", *POINTS)  # the designs whose rows are persons or events
NAME = re.compile(r"[A-ZÅÄÖÉ][a-zåäöéü]+([ -][A-ZÅÄÖÉ][a-zåäöéü]+)+")


def before(plan: Plan, path: Path) -> None:
    """Refuse a file with a column that the plan does not name, a personal number, or names for pseudonyms.

    Of a file with districts only the personal numbers are looked for. Raises Refusal naming row and column.
    """
    raw = read_table(path, plan.data.sheet)
    for column in raw.columns:
        no_personal_numbers(raw, column)
    if plan.design.kind not in ROWS:
        return
    _nothing_over(plan, raw)
    if plan.design.kind == "persons":
        _no_names(raw, str(plan.data.columns["person"]))


def after(case: Case) -> None:
    """Refuse persons whose groups are not those of the plan, or are so few that they could be told apart."""
    if case.persons is None:
        return
    wanted = str(case.plan.design.treated_group)
    groups = Counter(group for _, group in set(zip(case.persons.person, case.persons.groups, strict=True)))
    if wanted not in groups or len(groups) < 2:
        found = ", ".join(sorted(groups)[:6])
        raise Refusal(
            f"Gruppen {wanted} saknas i filen, eller så saknas de att jämföra med. Filens grupper: {found}.",
            f"The file has no group {wanted}, or none to compare with. Its groups: {found}.",
        )
    few = sorted(group for group, count in groups.items() if count < FEWEST)
    if few:
        raise Refusal(
            f"Gruppen {few[0]} har färre än {FEWEST} personer. Då går det att räkna ut vem som är vem, och inget går "
            "att visa. Slå ihop grupper eller vänta tills de är fler.",
            f"The group {few[0]} has fewer than {FEWEST} persons. Then it can be worked out who is who, and nothing "
            "can be shown. Merge groups, or wait until they are more.",
        )


def _nothing_over(plan: Plan, raw: RawTable) -> None:
    named = {
        one for each in plan.data.columns.values() for one in ((each,) if isinstance(each, str) else each)
    }
    over = [column for column in raw.columns if column not in named]
    if over:
        listed = ", ".join(over)
        raise Refusal(
            f"{raw.source} har kolumner som planen inte använder: {listed}. Ta bort dem ur filen: om enskilda "
            "personer och platser ska bara det som behövs följa med.",
            f"{raw.source} has columns that the plan does not use: {listed}. Take them out of the file: of single "
            "persons and places only what is needed should come along.",
        )


def _no_names(raw: RawTable, column: str) -> None:
    values = [str(value).strip() for value in raw.column(column)]
    found = [place for place, value in enumerate(values) if NAME.fullmatch(value)]
    if 2 * len(found) > len(values):
        raise Refusal(
            f"{raw.source}, rad {raw.rows[found[0]]}, kolumn {column}: det ser ut som namn. Byt dem mot pseudonymer "
            "innan filen tas in hit.",
            f"{raw.source}, row {raw.rows[found[0]]}, column {column}: these look like names. Replace them with "
            "pseudonyms before the file comes here.",
        )
