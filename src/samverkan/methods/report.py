"""The check as it is read in a terminal."""

from collections.abc import Callable, Sequence
from pathlib import Path

from samverkan.methods.check import check
from samverkan.methods.decoding import decode
from samverkan.methods.problems import Problem


def run_check(paths: Sequence[Path], say: Callable[[str], object] = print, language: str = "sv") -> int:
    """Check files and say what is wrong, each problem with its line and remedy. 0 if all are good, else 1."""
    failed = False
    for path in paths:
        problems = _problems(path)
        failed = failed or bool(problems)
        for line in _lines(path, problems, language):
            say(line)
    return int(failed)


def _problems(path: Path) -> list[Problem]:
    text, problem = decode(path.read_bytes())
    return [problem] if problem else check(text)


def _lines(path: Path, problems: list[Problem], language: str) -> list[str]:
    english = language == "en"
    if not problems:
        return [f"{path}: no problems" if english else f"{path}: inga fel"]
    lines = []
    for found in problems:
        where = f"  ({found.path})" if found.path else ""
        lines.append(f"{path}:{found.line}:{found.column}: {found.message.for_language(language)}{where}")
        lines.append(f"    → {found.remedy.for_language(language)}")
    count = len(problems)
    lines.append(f"{path}: {count} {'problems' if english else 'fel'}" if count > 1 else "")
    return [line for line in lines if line]
