"""The changes as they are read in a terminal, with an exit code that a build can ask."""

from collections.abc import Callable

from samverkan.methods.changes.reach import Reach
from samverkan.methods.changes.sentences import Change, changes
from samverkan.methods.schema import Method

SAME, DIFFERS, HOLDS_BACK = 0, 1, 3
"""Exit codes; 2 is for a command that could not be carried out, as everywhere in a terminal."""

_WORDS = {
    "sv": {
        "same": "Inget ändras för den som arbetar i metoden.",
        "version": "Versionen är densamma ({0}). Höj version: i den nyare filen.",
        "older": "Versionen går bakåt, från {0} till {1}. Är filerna givna i rätt ordning?",
        "other": "Det här är två olika metoder: {0} och {1}. Inget ärende flyttas mellan metoder.",
        "back": "Ett ärende som har använt det som är märkt med ! stannar på version {0}: det skulle förlora något.",
        "all": "Varje ärende kan flyttas utan att något går förlorat.",
        "code": "Slutkod {0}.",
    },
    "en": {
        "same": "Nothing changes for those who work in the method.",
        "version": "The version is the same ({0}). Raise version: in the newer file.",
        "older": "The version goes back, from {0} to {1}. Are the files given in the right order?",
        "other": "These are two different methods: {0} and {1}. No case moves between methods.",
        "back": "A case that has used what is marked with ! stays on version {0}: it would lose something.",
        "all": "Every case can be moved with nothing lost.",
        "code": "Exit code {0}.",
    },
}


def run_diff(old: Method, new: Method, say: Callable[[str], object], language: str = "sv") -> int:
    """Say what changes, section by section, each with whom it reaches. The exit code is also said."""
    words = _WORDS[language]
    found = changes(old, new)
    code = HOLDS_BACK if any(each.holds_back for each in found) else DIFFERS if found else SAME
    for line in (*_head(old, new, words, changed=bool(found)), *_sections(found, language)):
        say(line)
    if not found:
        say(words["same"])
    elif old.id == new.id:
        say("")
        say(words["back"].format(old.version) if code == HOLDS_BACK else words["all"])
    say(words["code"].format(code))
    return code


def _head(old: Method, new: Method, words: dict[str, str], *, changed: bool) -> list[str]:
    lines = [f"{old.id} {old.version} ({old.dated}) → {new.id} {new.version} ({new.dated})"]
    if old.id != new.id:
        return [*lines, words["other"].format(old.id, new.id)]
    if changed and old.version == new.version:
        lines.append(words["version"].format(old.version))
    if new.version < old.version:
        lines.append(words["older"].format(old.version, new.version))
    return lines


def _sections(found: list[Change], language: str) -> list[str]:
    lines: list[str] = []
    for heading in dict.fromkeys(each.heading for each in found):
        under = [each for each in found if each.heading == heading]
        lines += ["", heading.for_language(language)]
        for reach in (reach for reach in Reach if any(each.reach is reach for each in under)):
            lines.append(f"  {reach.value.for_language(language)}")
            lines += [
                f"  {'!' if each.holds_back else '-'} {each.sentence.for_language(language)}"
                for each in under
                if each.reach is reach
            ]
    return lines
