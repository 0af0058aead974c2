"""A fault in a method's file: where it is, what is wrong and what to do about it, in both languages."""

from dataclasses import dataclass
from difflib import get_close_matches

from samverkan.secrecy.kinds import Words


@dataclass(frozen=True)
class Problem:
    """One fault. `line` and `column` count from 1; `path` is like `roles[2].reads[0]`, or empty."""

    line: int
    column: int
    path: str
    message: Words
    remedy: Words


@dataclass(frozen=True)
class Finding:
    """What is wrong and what to do, before it is known where."""

    message: Words
    remedy: Words


class MethodError(Exception):
    """A method's file that cannot be used. `problems` says all that is wrong with it."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        self.name = name
        self.problems = problems
        first = problems[0]
        super().__init__(f"{name}:{first.line}: {first.message.sv} {first.remedy.sv} ({len(problems)} fel)")


def finding(sv: str, en: str, do_sv: str, do_en: str) -> Finding:
    """A finding from its four sentences: fault and remedy, Swedish and English."""
    return Finding(Words(sv=sv, en=en), Words(sv=do_sv, en=do_en))


def nearest(wrong: str, known: list[str]) -> Words:
    """'Did you mean ...?' with the closest known words, or the list of all of them."""
    if not known:
        return Words(sv="Det finns inga att välja på än.", en="There are none to choose from yet.")
    close = get_close_matches(wrong, known, n=1, cutoff=0.6)
    if close:
        return Words(sv=f'Menade du "{close[0]}"?', en=f'Did you mean "{close[0]}"?')
    listed = ", ".join(dict.fromkeys(known))
    return Words(sv=f"Välj ett av: {listed}.", en=f"Choose one of: {listed}.")
