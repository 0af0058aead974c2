"""What a version of a method grants and demands, written by installation as the method is adopted."""

from samverkan.casework.models import PinnedMethod
from samverkan.casework.pinning import pinned
from samverkan.methods.asking import shut_to
from samverkan.methods.schema import Method, Role
from samverkan.secrecy.models import FourEyesRule, RoleRight


def versions(method: str) -> list[Method]:
    """Every pinned version of a method, oldest first."""
    held = PinnedMethod.objects.filter(method=method).values_list("version", flat=True)
    return [pinned(method, version) for version in sorted(held, key=int)]


def grant(method: Method) -> None:
    """Write the version's rights, and when it asks for a second decider.

    Kinds that only earlier versions have stay readable, for cases that stay on them.
    """
    earlier = [each for each in versions(method.id) if each.version < method.version]
    for role in method.roles:
        RoleRight.objects.update_or_create(
            method=method.id,
            version=str(method.version),
            role=role.id,
            defaults={
                "may": [str(each) for each in role.may],
                "reads": [*role.reads, *_reads_still(role, method, earlier)],
                "assigned_only": role.assigned_only,
                "shut": shut_to(method, role),
                "no_offence_data": role.no_offence_data,
            },
        )
    for rule in method.disclosure.four_eyes:
        FourEyesRule.objects.get_or_create(
            method=method.id, version=str(method.version), ground=rule.ground or "", mode=rule.form or "",
            kind=rule.kind or "",
        )  # fmt: skip


def _reads_still(role: Role, method: Method, earlier: list[Method]) -> list[str]:
    here = {kind.id for kind in method.kinds}
    before = {kind for old in earlier for same in old.roles if same.id == role.id for kind in same.reads}
    return sorted(before - here)
