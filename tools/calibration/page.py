"""The table in the docs, and the same as data for the report's warnings."""

import platform
from datetime import date
from pathlib import Path

import yaml

from tools.calibration.limits import CERTAIN, limits, within
from tools.calibration.running import SEED, Counted, Found
from tools.calibration.trials import ALL, PROMISES, Trial

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "calibration.md"
DATA = ROOT / "src" / "samverkan" / "evidence" / "evaluation" / "calibration.yaml"
BEGIN, END = "<!-- results: make calibrate -->", "<!-- end of results -->"
COVERS = 0.95


def write(counted: dict[str, Counted], found: dict[str, Found]) -> None:
    """Put both where they belong. Raises ValueError where the page lacks its marks."""
    before, began, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _old, ended, after = rest.partition(END)
    if not began or not ended:
        raise ValueError(f"{PAGE.name} lacks the marks {BEGIN} and {END}")
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(counted, found)}\n{END}{after}", encoding="utf-8")
    DATA.write_text(yaml.safe_dump(data(counted), allow_unicode=True, sort_keys=False), encoding="utf-8")


def table(counted: dict[str, Counted], found: dict[str, Found]) -> str:
    """Both tables as Markdown."""
    tries = max(each.tries + each.refused for each in counted.values())
    machine = platform.processor() or platform.machine()
    head = (
        f"{tries} worlds a row, seed {SEED}, {date.today().isoformat()}, {machine}. Limits: exact binomial, "  # noqa: DTZ011
        f"{100 * CERTAIN:g} %."
    )
    lines = [
        head,
        "",
        "| Design | World | 95 % interval holds the truth | Limits | Test rejects | Limits | Holds |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_row(each, counted[each.name]) for each in ALL if each.name in counted]
    lines += [
        "",
        "With a planted effect, the chance of finding it as the power tool promised, and as it came out:",
        "",
        "| Design | World | Promised | Found | Limits round the promise | Kept |",
        "|---|---|---|---|---|---|",
    ]
    for promise in PROMISES:
        if promise.name in found:
            got = found[promise.name]
            least, most = limits(got.tries, got.promised)
            kept = (
                "yes"
                if least <= got.found <= most
                else ("more than promised" if got.found > most else "**no**")
            )
            note = f" ({promise.note})" if promise.note else ""
            lines.append(
                f"| {promise.name} | {promise.world}{note} | {_share(got.promised)} | "
                f"{_share(got.found / got.tries)} | "
                f"{_share(least / got.tries)} to {_share(most / got.tries)} | {kept} |"
            )
    return "\n".join(lines) + "\n"


def _row(each: Trial, got: Counted) -> str:
    cells = [each.name, each.world + (f"; {got.refused} refused" if got.refused else "")]
    for count, chance in ((got.covered, COVERS), (got.rejected, each.level)):
        if count is None:
            cells += ["", ""]
        else:
            least, most = limits(got.tries, chance)
            cells += [_share(count / got.tries), f"{_share(least / got.tries)} to {_share(most / got.tries)}"]
    return f"| {' | '.join([*cells, verdict(each, got)])} |"


def verdict(each: Trial, got: Counted) -> str:
    """Yes; careful, where it errs on the safe side; or no."""
    said = set()
    if got.covered is not None and not within(got.covered, got.tries, COVERS):
        said.add("careful" if got.covered > COVERS * got.tries else "no")
    if got.rejected is not None and not within(got.rejected, got.tries, each.level):
        said.add("careful" if got.rejected < each.level * got.tries else "no")
    return "**no**" if "no" in said else "careful" if said else "yes"


def data(counted: dict[str, Counted]) -> dict[str, object]:
    """What the report reads: by the names that estimates carry."""
    rows = {
        each.design: {
            "tries": counted[each.name].tries,
            "covered": counted[each.name].covered,
            "rejected": counted[each.name].rejected,
            "level": each.level,
            "holds": verdict(each, counted[each.name]).strip("*"),
        }
        for each in ALL
        if each.design and each.name in counted
    }
    return {"seed": SEED, "designs": rows}


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"
