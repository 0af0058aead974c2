"""The growth curves: the exponent is a slope, and the page tells every size that was measured."""

import pytest
from bench.evidence_growth import SIZES, measured
from tools import growth


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_the_exponent_is_the_power_of_the_curve(power):
    points = [(size, 3.0 * size**power) for size in (10, 100, 1000)]
    assert growth.exponent(points) == pytest.approx(power)


def test_the_page_tells_every_size_and_both_exponents():
    text = growth.PAGE.read_text(encoding="utf-8")
    for what, sizes in SIZES.items():
        assert all(f"| {growth.NAMES[what]} | {size:,} |" in text for size in sizes)
    assert text.count("grow as the size to the power") == 2
    drawn = growth.DRAWING.read_text(encoding="utf-8")
    assert drawn.count("<circle") == sum(len(sizes) for sizes in SIZES.values())


def test_a_size_is_measured_in_a_process_of_its_own():
    found = measured("placebos", 20)
    assert found["seconds"] >= 0
    assert found["peak"] >= found["held"] > 10
