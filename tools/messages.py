"""Swedish texts in code and templates, and their English: extract, check, compile. No gettext binaries needed.

`python -m tools.messages extract` brings django.po in step, `check` fails when a text is missing or untranslated,
`compile` writes django.mo.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.template.base import Lexer, TokenType
from django.utils.translation.trans_real import to_locale  # noqa: F401 - proves that Django is importable

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "samverkan"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
LITERAL = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
TRANSLATE = re.compile(rf"^(?:translate|trans)\s+{LITERAL}")
INLINE = re.compile(rf"_\({LITERAL}\)")
Found = tuple[str, str]  # msgid, plural or nothing


def every_message() -> dict[Found, list[str]]:
    """Each text with the files it stands in."""
    found: dict[Found, list[str]] = {}
    for file in sorted(SOURCE.rglob("*")):
        if "tests" in file.parts or file.suffix not in {".py", ".html", ".txt"}:
            continue
        read = _in_python if file.suffix == ".py" else _in_template
        for message in read(file.read_text()):
            places = found.setdefault(message, [])
            if (place := str(file.relative_to(ROOT))) not in places:
                places.append(place)
    return found


def _in_python(text: str) -> Iterator[Found]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [
            arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if name in SINGLE and words:
            yield words[0], ""
        elif name in PLURAL and len(words) == 2:
            yield words[0], words[1]


def _in_template(text: str) -> Iterator[Found]:
    block: list[str] | None = None
    plural: list[str] | None = None
    trimmed = False
    for token in Lexer(text).tokenize():
        words = token.contents
        if block is not None:
            if token.token_type == TokenType.BLOCK and words.startswith("endblocktrans"):
                yield _joined(block, trimmed), _joined(plural, trimmed) if plural is not None else ""
                block = plural = None
            elif token.token_type == TokenType.BLOCK and words.strip() == "plural":
                plural = []
            else:
                (block if plural is None else plural).append(_piece(token.token_type, words))
            continue
        if token.token_type == TokenType.BLOCK and re.match(r"blocktrans(late)?\b", words):
            block, trimmed = [], " trimmed" in f" {words}"
        elif token.token_type == TokenType.BLOCK and (found := TRANSLATE.match(words)):
            yield ast.literal_eval(found.group(1)), ""
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            for literal in INLINE.findall(words):
                yield ast.literal_eval(literal), ""


def _piece(kind: TokenType, words: str) -> str:
    return f"%({words.strip()})s" if kind == TokenType.VAR else words.replace("%", "%%")


def _joined(pieces: list[str], trimmed: bool) -> str:
    text = "".join(pieces)
    return " ".join(line.strip() for line in text.strip().splitlines() if line.strip()) if trimmed else text


def extract() -> None:
    """Bring the catalogue in step: new texts in, unused ones out, translations kept."""
    old = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    kept = {(entry.msgid, entry.msgid_plural): entry for entry in old}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit", "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }  # fmt: skip
    for (msgid, plural), places in sorted(every_message().items()):
        entry = kept.get((msgid, plural)) or polib.POEntry(msgid=msgid, msgid_plural=plural)
        entry.occurrences = [(place, "") for place in places]
        if plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        entry.flags = ["python-format"] if re.search(r"%\(\w+\)[sd]", msgid) else []
        fresh.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(CATALOGUE))


def problems() -> list[str]:
    """What is missing, untranslated, left over, or translated with other placeholders."""
    catalogue = {(entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(CATALOGUE))}
    wanted = every_message()
    found = [
        f"missing: {msgid!r} in {places[0]}"
        for (msgid, _p), places in wanted.items()
        if (msgid, _p) not in catalogue
    ]
    found += [f"left over: {msgid!r}" for msgid, _p in catalogue.keys() - wanted.keys()]
    for entry in catalogue.values():
        said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(said):
            found.append(f"no English: {entry.msgid!r}")
        elif not entry.msgid_plural and _marks(entry.msgid) != _marks(said[0]):
            found.append(f"other placeholders: {entry.msgid!r}")
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != polib.pofile(str(CATALOGUE)).to_binary():
        found.append("django.mo is not in step: run `python -m tools.messages compile`")
    return found


def _marks(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text))


def compile_catalogue() -> None:
    """Write django.mo."""
    CATALOGUE.with_suffix(".mo").write_bytes(polib.pofile(str(CATALOGUE)).to_binary())


def main() -> int:
    """Run one of extract, check and compile."""
    wish = sys.argv[1] if len(sys.argv) > 1 else "check"
    if wish == "extract":
        extract()
    elif wish == "compile":
        compile_catalogue()
    else:
        found = problems()
        print("\n".join(found[:40]) or "Every text has its English.")  # noqa: T201 - a command's answer
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
