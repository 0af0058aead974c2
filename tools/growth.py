"""`python -m tools.growth`: how cost grows, measured now, as a table and a drawing in docs/explanation/growth.md."""

import math
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bench.evidence_growth import SIZES, measured

DOCS = Path(__file__).parents[1] / "docs"
PAGE, DRAWING = DOCS / "explanation" / "growth.md", DOCS / "images" / "growth.svg"
BEGIN, END = "<!-- results: python -m tools.growth -->", "<!-- end of results -->"
NAMES = {
    "placebos": "Synthetic control, all placebos in space, 120 months",
    "knox": "Near repeats, ten by ten bands, 99 shuffles",
}
WIDTH, HEIGHT, EDGE = 640, 360, 60
Point = tuple[int, float]


def exponent(points: Sequence[Point]) -> float:
    """The slope of log seconds on log size by least squares: 1 is in step with the data, 2 with its square."""
    x = [math.log(size) for size, _ in points]
    y = [math.log(seconds) for _, seconds in points]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True)) / sum(
        (a - middle_x) ** 2 for a in x
    )


def table(found: Mapping[str, Mapping[int, Mapping[str, float]]]) -> str:
    """Sizes, CPU seconds, memory and exponents as Markdown."""
    lines = [
        f"{date.today().isoformat()}, {platform.machine()}, CPU seconds of all cores together.",  # noqa: DTZ011
        "",
        "| Work | Size | CPU seconds | Peak memory, MiB | Held before it began |",
        "|---|---|---|---|---|",
    ]
    for what, sizes in found.items():
        lines += [
            f"| {NAMES[what]} | {size:,} | {each['seconds']:.3g} | {each['peak']:.0f} | {each['held']:.0f} |"
            for size, each in sizes.items()
        ]
    lines.append("")
    lines += [
        f"- {NAMES[what]}: seconds grow as the size to the power {exponent(_points(sizes)):.2f}."
        for what, sizes in found.items()
    ]
    return "\n".join(lines) + "\n"


def _points(sizes: Mapping[int, Mapping[str, float]]) -> list[Point]:
    return [(size, each["seconds"]) for size, each in sizes.items()]


def drawing(found: Mapping[str, Mapping[int, Mapping[str, float]]]) -> str:
    """Both curves, size and seconds each on a logarithmic scale."""
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
            ' font-family="sans-serif" font-size="13"><title>CPU seconds by size, both on logarithmic scales</title>'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        )
    ]
    for power in range(2, 7):
        x = _x(10**power)
        parts.append(f'<path d="M{x:.0f} 30V{HEIGHT - EDGE}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.0f}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(-3, 3):
        y = _y(10.0**power)
        parts.append(f'<path d="M{EDGE} {y:.0f}H{WIDTH - 20}" stroke="#ddd"/>')
        parts.append(f'<text x="{EDGE - 8}" y="{y + 4:.0f}" text-anchor="end">{10.0**power:g} s</text>')
    for (what, sizes), (colour, mark) in zip(
        found.items(), (("#1c4e80", "5"), ("#b45309", "3")), strict=True
    ):
        dots = [(_x(size), _y(each["seconds"])) for size, each in sizes.items()]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{mark}" fill="{colour}"/>' for x, y in dots]
        x, y = dots[1]
        unit = "units" if what == "placebos" else "points"
        parts.append(
            f'<text x="{x - 10:.0f}" y="{y - 12:.0f}" text-anchor="end" fill="{colour}">{what}, {unit}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def page(text: str, told: str) -> str:
    """The page with the table between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{told}\n{END}{after}"


def _x(size: float) -> float:
    return EDGE + (math.log10(size) - 2) / 4 * (WIDTH - EDGE - 40)


def _y(seconds: float) -> float:
    return HEIGHT - EDGE - (math.log10(seconds) + 3) / 5 * (HEIGHT - EDGE - 40)


if __name__ == "__main__":
    taken = {what: {size: measured(what, size) for size in sizes} for what, sizes in SIZES.items()}
    DRAWING.write_text(drawing(taken), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), table(taken)), encoding="utf-8")
