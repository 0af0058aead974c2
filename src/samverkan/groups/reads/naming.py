"""What one file is called, and the newest entry of a kind in it."""

from samverkan.groups.reads.opening import opened
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile


def newest(actor: Actor, case: CaseFile, kind: str) -> OpenEntry | None:
    """The newest entry of a kind that the actor may read in a file and that stands; None when there is none."""
    return next(iter(opened(actor, [case], [kind])), None)


def name_of(actor: Actor, case: CaseFile) -> str:
    """What the file is called as far as the actor may read; empty where they were told of it but not of whom."""
    found = newest(actor, case, "subject")
    return str(found["name"]) if found else ""
