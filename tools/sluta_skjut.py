"""`python -m tools.sluta_skjut`: the figures of the worked example, computed and put into its page."""

from dataclasses import replace
from pathlib import Path

from samverkan.evidence.evaluation.case import load
from samverkan.evidence.evaluation.finding import Estimate
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.question_file import read_question
from samverkan.evidence.evaluation.run import evaluate
from samverkan.evidence.interrupted_series import interrupted_series

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "examples" / "sluta-skjut"
PAGE = ROOT / "docs" / "explanation" / "sluta-skjut.md"
BEGIN, END = "<!-- results: python -m tools.sluta_skjut -->", "<!-- end of results -->"
STARTS = ("2018-04", "2018-07", "2018-10", "2019-01", "2019-04", "2019-07", "2019-10", "2020-01")


def question() -> Plan:
    """The example's plan."""
    return read_question(EXAMPLE / "QUESTION.yaml")


def main_estimates() -> tuple[Estimate, ...]:
    """As `samverkan evaluate run` gives them, the main one first."""
    return evaluate(question(), EXAMPLE).estimates


def by_start(start: str) -> tuple[float, float, float]:
    """Ratio and its 95 per cent interval with Stockholm beside, had another month been called the start."""
    plan = question()
    case = load(replace(plan, treated={"Syd": start}), EXAMPLE)
    names = list(case.panel.units)
    own, other = names.index("Syd"), names.index("Stockholm")
    found = interrupted_series(
        case.panel.outcome[own], case.start, season=12, comparison=case.panel.outcome[[other]]
    )
    return found.ratio, found.ratio_low, found.ratio_high


def tables() -> str:
    """Both tables as Markdown."""
    lines = ["| Way of counting | Change | 95 % interval |", "|---|---|---|"]
    for each in main_estimates():
        assert each.percent is not None
        change, low, high = each.percent
        lines.append(f"| {each.name.en} | {_signed(change)} | {_signed(low)} to {_signed(high)} |")
    lines += ["", "| Had the start been | Change against Stockholm | 95 % interval |", "|---|---|---|"]
    for start in STARTS:
        ratio, low, high = (100 * (each - 1) for each in by_start(start))
        note = " (as planned)" if start == question().treated["Syd"] else ""
        lines.append(f"| {start}{note} | {_signed(ratio)} | {_signed(low)} to {_signed(high)} |")
    return "\n".join(lines) + "\n"


def _signed(value: float) -> str:
    return f"{value:+.0f} %".replace("-", "\N{MINUS SIGN}")


def page(text: str) -> str:
    """The page with the tables between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
