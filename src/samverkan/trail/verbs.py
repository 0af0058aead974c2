"""The verbs of the trail: everything that can happen, in one list.

A verb is `scope.act`, such as `case.read` or `disclosure.decide`. The rooms above register theirs when they
are loaded; a line with an unknown verb is refused, so the list in the documentation is always whole.
"""

import re
from dataclasses import dataclass

_FORM = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")
_LONGEST = 64  # letters, as the column holds


class UnknownVerbError(LookupError):
    """A verb that no room has registered. It is a fault in the program."""


@dataclass(frozen=True, order=True)
class Verb:
    """What happened, for the machine (`id`) and for people in Swedish and English."""

    id: str
    sv: str
    en: str

    def label(self, language: str | None = None) -> str:
        """The words in `language`; Swedish unless it is English."""
        return self.en if (language or "").startswith("en") else self.sv


_known: dict[str, Verb] = {}


def register(verb: str, *, sv: str, en: str) -> Verb:
    """Add a verb and return it; adding the same one again changes nothing.

    Raises ValueError when the form is wrong, a label is empty or the verb already means something else.
    """
    fresh = Verb(verb, sv, en)
    if not _FORM.fullmatch(verb) or len(verb) > _LONGEST:
        raise ValueError(f"a verb is scope.act in small letters, at most {_LONGEST} of them: {verb!r}")
    if not (sv.strip() and en.strip()):
        raise ValueError(f"the verb {verb!r} needs a label in Swedish and in English")
    if _known.setdefault(verb, fresh) != fresh:
        raise ValueError(f"the verb {verb!r} already means {_known[verb].sv!r}")
    return fresh


def known(verb: str) -> Verb:
    """The registered verb. Raises UnknownVerbError."""
    try:
        return _known[verb]
    except KeyError:
        raise UnknownVerbError(f"no room has registered the verb {verb!r}") from None


def every() -> list[Verb]:
    """All registered verbs in alphabetical order."""
    return sorted(_known.values())


def as_markdown() -> str:
    """The verb list of the documentation."""
    rows = [f"| `{verb.id}` | {verb.sv} | {verb.en} |" for verb in every()]
    return "\n".join(["| Verb | Svenska | English |", "|---|---|---|", *rows]) + "\n"
