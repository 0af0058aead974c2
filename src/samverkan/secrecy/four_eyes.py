"""Whether the method asks for a second decider. The door asks the same of the same table (sql/four_eyes.sql)."""

from collections.abc import Iterable

from samverkan.secrecy.models import CaseFile, DisclosedEntry, Disclosure, Entry, FourEyesRule


def asked(case: CaseFile, kinds: Iterable[str], mode: str, ground: str) -> bool:
    """Whether two must decide on entries of these kinds: by the stricter of the case's version and the one in force."""
    rules = FourEyesRule.objects.filter(
        method=case.method, version__in={case.method_version, case.programme.method_version},
        ground__in=("", ground), mode__in=("", mode), kind__in=("", *kinds),
    )  # fmt: skip
    return rules.exists()


def asked_of(disclosure: Disclosure, ground: str) -> bool:
    """The same of what a disclosure names."""
    named = DisclosedEntry.of(disclosure.agency_id).filter(disclosure=disclosure).values("entry")
    kinds = Entry.of(disclosure.agency_id).filter(pk__in=named).values_list("kind", flat=True)
    return asked(disclosure.case, set(kinds), disclosure.mode, ground)
