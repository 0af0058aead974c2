"""Identity is an entry like any other: whoever was told of a matter but not of whom sees a number."""

from samverkan.secrecy import rules, search
from samverkan.secrecy.seal import Fields

PLAIN_KIND, PROTECTED_KIND = rules.PLAIN_KIND, rules.PROTECTED_KIND
KINDS = (PLAIN_KIND, PROTECTED_KIND)
SUBJECT_KIND = (
    "subject"  # what a case is called where it is about no named person: a group, a place, an alias
)
NAMING = (*KINDS, SUBJECT_KIND)


def retention_of(kind: str, otherwise: str) -> str:
    """Protected identity (skyddade personuppgifter) has its own box, whatever the method's file says."""
    return rules.PROTECTED if kind == PROTECTED_KIND else otherwise


def terms_of(kind: str, fields: Fields) -> set[str]:
    """The blind-index terms of an entry that names the case; nothing for any other kind."""
    if kind not in NAMING:
        return set()
    names = [str(fields.get("name", "")), *str(fields.get("former_names", "")).split(",")]
    return search.terms(names=names, number=str(fields.get("person_number", "")))
