"""Legal grounds as dated data, and the guide "May I share?".

One YAML file a provision, quoted from the statute, with its conditions as questions and the days it applies.
The guide lists what there is to consider and why the rest falls away; it never says yes. No Django here.
"""

from samverkan.secrecy.grounds.answers import Answer, Answers, Problem, check_answers
from samverkan.secrecy.grounds.guide import ask
from samverkan.secrecy.grounds.lines import FileProblem, GroundFileError
from samverkan.secrecy.grounds.loading import (
    UnknownGroundError,
    all_grounds,
    find,
    find_version,
    in_force,
    load_folder,
)
from samverkan.secrecy.grounds.model import (
    AgeLimit,
    Condition,
    Exclusion,
    Ground,
    Note,
    Option,
    Quote,
    Source,
)
from samverkan.secrecy.grounds.question import (
    Candidate,
    Caution,
    Guide,
    NotInForce,
    Question,
    Reason,
    RuledOut,
)
from samverkan.secrecy.grounds.table import reference
from samverkan.secrecy.grounds.terms import Consent, DataCategory, Purpose, RuleKind

__all__ = [
    "AgeLimit",
    "Answer",
    "Answers",
    "Candidate",
    "Caution",
    "Condition",
    "Consent",
    "DataCategory",
    "Exclusion",
    "FileProblem",
    "Ground",
    "GroundFileError",
    "Guide",
    "NotInForce",
    "Note",
    "Option",
    "Problem",
    "Purpose",
    "Question",
    "Quote",
    "Reason",
    "RuleKind",
    "RuledOut",
    "Source",
    "UnknownGroundError",
    "all_grounds",
    "ask",
    "check_answers",
    "find",
    "find_version",
    "in_force",
    "load_folder",
    "reference",
]
