"""A rule's answer: yes or no, always with the reason, so that every refusal can be explained."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Verdict:
    """`ok` with the ground it rests on, or not, with why."""

    ok: bool
    reason: str | Promise

    def __bool__(self) -> bool:
        return self.ok


def yes(reason: str | Promise) -> Verdict:
    """Allowed, because."""
    return Verdict(True, reason)


def no(reason: str | Promise) -> Verdict:
    """Not allowed, because."""
    return Verdict(False, reason)
