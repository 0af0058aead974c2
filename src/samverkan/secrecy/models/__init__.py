"""The tables of the wall. Those in `people` and `programmes` are public inside the system; the rest secret."""

from samverkan.secrecy.models.crossings import (
    Consent,
    Delivery,
    DisclosedEntry,
    Disclosure,
    Form,
    Mode,
    StandingDecision,
)
from samverkan.secrecy.models.files import CaseFile, CaseOfficer, Entry, KeyBox, NumberSeries, SearchToken
from samverkan.secrecy.models.jobs import Job, JobPart
from samverkan.secrecy.models.people import Agency, Assignment, Officer
from samverkan.secrecy.models.programmes import FourEyesRule, GroundVersion, Party, Programme, RoleRight, Seat

__all__ = [
    "Agency",
    "Assignment",
    "CaseFile",
    "CaseOfficer",
    "Consent",
    "Delivery",
    "DisclosedEntry",
    "Disclosure",
    "Entry",
    "Form",
    "FourEyesRule",
    "GroundVersion",
    "Job",
    "JobPart",
    "KeyBox",
    "Mode",
    "NumberSeries",
    "Officer",
    "Party",
    "Programme",
    "RoleRight",
    "SearchToken",
    "Seat",
    "StandingDecision",
]
