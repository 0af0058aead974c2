"""The last results as tables in docs/explanation: performance.md, and evidence-peers.md for the evidence engine."""

import platform
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.kit import running, table

DOCS = running.ROOT / "docs" / "explanation"
PAGE, PEERS = DOCS / "performance.md", DOCS / "evidence-peers.md"
BEGIN, END = "<!-- results: python -m bench report%s -->", "<!-- end of results -->"
EVIDENCE = (
    "placebos_", "california_", "prediction_", "both_intervals_", "structural_", "knox_", "cox_", "interrupted_",
    "cold_",
)  # fmt: skip
HEADS = "| Row | Ours, s | Peer | Peer, s | Times faster | Goal | Met | Answers |"
LIBRARIES = ("numpy", "numba", "scipy")


def write() -> None:
    """The product's rows, where there are any. Raises ValueError where the page lacks its marks."""
    rows = [row for row in running.kept() if not row["name"].startswith((*EVIDENCE, "growth_"))]
    if rows:
        _put(PAGE, BEGIN % "", table.markdown(rows))


def write_evidence() -> None:
    """The evidence engine's rows, with what they were measured on."""
    rows = [row for start in EVIDENCE for row in running.kept() if row["name"].startswith(start)]
    _put(PEERS, BEGIN % " peers", f"{_measured_on()}\n\n{evidence(rows)}")


def evidence(rows: Sequence[dict[str, Any]]) -> str:
    """Ours beside the peer, and how many times faster; a peer that was stopped gives a lower bound."""
    lines = [HEADS, "|---" * (HEADS.count("|") - 1) + "|"]
    for row in rows:
        stopped = "stopped" in row["peer_name"]
        faster = f"{'over ' * stopped}{table.number(row['peer'] / row['ours'])}" if row["peer"] else ""
        cells = [
            row["name"], table.number(row["ours"]), row["peer_name"].removesuffix(" (stopped: a lower bound)"),
            f"{'over ' * stopped}{table.number(row['peer'])}" if row["peer"] else "", faster, row["goal"],
            {True: "yes", False: "**no**", None: ""}[row["met"]], row["answers"],
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _measured_on() -> str:
    day = datetime.fromtimestamp(running.RESULTS.stat().st_mtime).astimezone().date()
    known = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next(
        (line.partition(": ")[2] for line in known if line.startswith("model name")), platform.machine()
    )
    cores = sum(line.startswith("processor") for line in known)
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{day}, {model}, {cores} cores, Python {platform.python_version()}, {versions}."


def _put(page: Path, begin: str, text: str) -> None:
    before, began, rest = page.read_text().partition(begin)
    _old, ended, after = rest.partition(END)
    if not began or not ended:
        raise ValueError(f"{page.name} lacks the marks {begin} and {END}")
    page.write_text(f"{before}{begin}\n\n{text}\n{END}{after}")
