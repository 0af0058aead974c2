"""The methods that an installation has adopted, each at its newest version."""

from samverkan.casework.granting import versions
from samverkan.casework.models import PinnedMethod
from samverkan.methods.schema import Method


def adopted() -> list[Method]:
    """The newest version of every adopted method, by its Swedish name."""
    known = PinnedMethod.objects.values_list("method", flat=True).distinct()
    return sorted((versions(each)[-1] for each in known), key=lambda method: method.name.sv)


def newest(method_id: str) -> Method | None:
    """The newest adopted version of one method."""
    found = versions(method_id)
    return found[-1] if found else None


def newer_than(method_id: str, version: str) -> list[Method]:
    """The adopted versions after one, oldest first."""
    return [each for each in versions(method_id) if each.version > int(version)]


def may_own(method: Method, kind: str) -> bool:
    """Whether an authority of this kind may own a programme with the method."""
    return any(party.kind == kind and party.may_own for party in method.parties)
