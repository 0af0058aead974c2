"""The second reading: do the parts of a method fit together, and does it keep what no method may break?

Each rule takes the root node of the file and yields problems. It must bear any file: what is missing or of
the wrong form has been reported by the first reading, and a rule passes over it in silence.
"""

from collections.abc import Callable, Iterator

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Problem
from samverkan.methods.rules.evidence import check_evidence
from samverkan.methods.rules.fields import check_fields
from samverkan.methods.rules.filled import check_filled
from samverkan.methods.rules.grounds import check_grounds
from samverkan.methods.rules.judgement import check_judgement
from samverkan.methods.rules.known import check_known
from samverkan.methods.rules.offences import check_offences
from samverkan.methods.rules.phases import check_phases
from samverkan.methods.rules.places import check_places
from samverkan.methods.rules.references import check_references
from samverkan.methods.rules.retention import check_retention
from samverkan.methods.rules.roles import check_roles
from samverkan.methods.rules.scales import check_scales
from samverkan.methods.rules.side_files import check_side_files

RULES: tuple[Callable[[Node], Iterator[Problem]], ...] = (
    check_references,
    check_judgement,
    check_scales,
    check_fields,
    check_known,
    check_roles,
    check_phases,
    check_places,
    check_retention,
    check_grounds,
    check_evidence,
    check_side_files,
    check_offences,
    check_filled,
)
