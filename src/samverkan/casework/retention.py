"""How long an authority keeps what: a method's retention rules as arithmetic. Pure, no database."""

from dataclasses import dataclass
from datetime import date, timedelta

from samverkan.casework.working_days import months_after
from samverkan.methods.asking import find_kind, named_first
from samverkan.methods.known import PROTECTED
from samverkan.methods.schema import Method
from samverkan.methods.schema_accounts import Keep, Retention
from samverkan.methods.words import KeptFrom

STANDARD, SHOWN, PROTECTED_BOX = (
    "case",
    "visning",
    "protected",
)  # the wall's own labels; a test holds them to it
BY_MONTH = "@"  # parts a class from the month its entries were written in, in a box's label


@dataclass(frozen=True)
class Facts:
    """What the times count from, as far as it is known. `written` is the latest entry in the box itself."""

    last_entry: date | None = None
    written: date | None = None
    left: date | None = None
    last_sanction: date | None = None
    born: date | None = None


@dataclass(frozen=True)
class Rule:
    """The rule for one box: its class, how long, and from when."""

    entry_class: Retention
    keep: Keep


def box_label(method: Method, kind_id: str, party: str, on: date) -> str:
    """The label of the key box for an entry of a kind: what is weeded together lies under one key.

    Where the time counts from each entry's own day, a class has a box a month: nothing is kept a month too long.
    """
    kind = find_kind(method, kind_id)
    if kind_id == PROTECTED:
        return PROTECTED_BOX
    if kind is None:
        return STANDARD
    rule = rule_for(method, kind.retention, party)
    by_month = rule is not None and rule.keep.counted_from is KeptFrom.WRITTEN
    return f"{kind.retention}{BY_MONTH}{on:%Y-%m}" if by_month else kind.retention


def rule_for(method: Method, label: str, party: str, leaving: str = "") -> Rule | None:
    """The rule that governs a box by its label; a leaving reason may govern the whole case instead.

    None for a visning, which has an end of its own, and where the method has no rule for the authority.
    """
    if label == SHOWN:
        return None
    reason = next((each for each in method.leaving if each.id == leaving), None)
    wanted = reason.retention if reason and reason.retention else class_of(method, label)
    entry_class = next((each for each in method.retention if each.id == wanted), None)
    keep = next((each for each in (entry_class.rules if entry_class else ()) if each.party == party), None)
    return Rule(entry_class, keep) if entry_class and keep else None


def class_of(method: Method, label: str) -> str:
    """The retention class that a box's label stands for. Decisions about a case go with who it is about."""
    name = label.partition(BY_MONTH)[0]
    if any(each.id == name for each in method.retention):
        return name
    protected = find_kind(method, PROTECTED)
    if name == PROTECTED_BOX and protected is not None:
        return protected.retention
    return named_first(method).retention


def due(keep: Keep, facts: Facts) -> date | None:
    """The day from which it is to be weeded; None while what the time counts from is not known, or has not come."""
    start = {
        KeptFrom.LAST_ENTRY: facts.last_entry,
        KeptFrom.WRITTEN: facts.written,
        KeptFrom.LEFT: facts.left,
        KeptFrom.LAST_SANCTION: facts.last_sanction,
        KeptFrom.BIRTHDAY: facts.born,
    }[keep.counted_from]
    if start is None:
        return None
    if keep.days is not None:
        return start + timedelta(days=keep.days)
    return months_after(start, (keep.months or 0) + 12 * (keep.years or 0))
