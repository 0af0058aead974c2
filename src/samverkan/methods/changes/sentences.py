"""One sentence for each difference between two versions of a method, in Swedish and English."""

from dataclasses import dataclass, is_dataclass
from typing import Any

from samverkan.methods.changes.compare import Difference, compare
from samverkan.methods.changes.naming import called, each, party, said, value_words, with_noun
from samverkan.methods.changes.nouns import key_words, section_words
from samverkan.methods.changes.reach import Reach, may_hold_back, reach
from samverkan.methods.schema import Method, Role
from samverkan.methods.schema_accounts import Keep
from samverkan.secrecy.kinds import Words

_GONE, _COME = Words("försvinner", "goes away"), Words("tillkommer", "is added")
_BEFORE, _IN, _REORDERED = Words("förut", "before"), Words("i", "in"), Words("ny ordning", "a new order")
_WEEDS = Words("gallrar efter", "weeds after")
_RIGHTS = {
    "may": (Words("får", "may"), Words("får inte längre", "may no longer")),
    "reads": (Words("får läsa", "may read"), Words("får inte längre läsa", "may no longer read")),
}


@dataclass(frozen=True)
class Change:
    """A difference put in words: its section's heading, the sentence, whom it reaches, what it may hold back."""

    found: Difference
    heading: Words
    sentence: Words
    reach: Reach
    holds_back: bool


def changes(old: Method, new: Method) -> list[Change]:
    """All that changes from the older version to the newer, in the file's order."""
    return [
        Change(one, section_words(one.section), _sentence(one, old, new), reach(one), may_hold_back(one))
        for one in compare(old, new)
    ]


def _sentence(found: Difference, old: Method, new: Method) -> Words:
    holder = found.within[-1] if found.within else new
    what = key_words(found.key) if found.within else section_words(found.key)
    before = value_words(found.old, holder, found.key, old)
    after = value_words(found.new, holder, found.key, new)
    came_or_went = _GONE if found.went else _COME
    if found.reordered:
        return _about(found, said("{}: {}.", what, _REORDERED))
    if isinstance(holder, Role) and found.key in _RIGHTS:
        more, less = _RIGHTS[found.key]
        return said("{} {} {}.", holder.label, less if found.went else more, before if found.went else after)
    if isinstance(found.new, Keep) and not found.came:
        return _about(
            found, said("{} {} {} ({} {}).", party(found.new.party), _WEEDS, after, _BEFORE, before)
        )
    if (found.came or found.went) and is_dataclass(found.new or found.old) and not _is_words(found):
        thing = with_noun(found.new or found.old)
        return said("{}{} {}.", thing, _place(found.within), came_or_went)
    if found.came or found.went:
        return _about(found, said("{}: {} {}.", what, before if found.went else after, came_or_went))
    return _about(found, said("{}: {} ({} {}).", what, after, _BEFORE, before))


def _is_words(found: Difference) -> bool:
    return isinstance(found.new or found.old, Words)


def _about(found: Difference, told: Words) -> Words:
    """The sentence with the record it is about before it."""
    if not found.within:
        return each(told, lambda text: text[:1].upper() + text[1:])
    return said("{}{}, {}", with_noun(found.within[-1]), _place(found.within[:-1]), told)


def _place(within: tuple[Any, ...]) -> Words:
    """In which record a thing lies, if it lies in one that has a name."""
    names = [name for record in within if (name := called(record)).sv]
    return said(" {} {}", _IN, names[-1]) if names else Words("", "")
