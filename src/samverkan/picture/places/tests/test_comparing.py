"""Nobody sets Rinkeby-Kista's figure beside Järva's."""

from __future__ import annotations

import datetime as dt

import pytest

from samverkan.picture.places.comparing import Basis, comparable, standing
from samverkan.picture.places.register import shipped
from samverkan.tables.refusal import Refusal

R = shipped()
RINKEBY, TENSTA, JARVA, BROMMA = (
    R[f"0180-sdo-{n}"] for n in ("rinkeby-kista", "spanga-tensta", "jarva", "bromma")
)
YEAR_BEFORE, YEAR_AFTER = (
    (dt.date(2022, 1, 1), dt.date(2022, 12, 31)),
    (dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
)


@pytest.mark.parametrize(
    ("place", "time", "basis", "words"),
    [
        (BROMMA, YEAR_BEFORE, Basis.OWN, ""),
        (RINKEBY, YEAR_BEFORE, Basis.OWN, ""),
        (RINKEBY, YEAR_AFTER, Basis.RECOUNTED, "upphörde 2023-06-30 och ingår i Järva"),
        (JARVA, YEAR_AFTER, Basis.OWN, ""),
        (JARVA, YEAR_BEFORE, Basis.RECOUNTED, "finns sedan 2023-07-01"),
        (JARVA, (dt.date(2023, 1, 1), dt.date(2023, 12, 31)), Basis.RECOUNTED, "slogs ihop"),
    ],
)
def test_on_which_border_a_count_stands(place, time, basis, words):
    found = standing(R, place, *time)
    assert found.basis is basis
    assert words in found.said.sv
    assert bool(found.said.en) == bool(found.said.sv)


def test_the_same_area_is_comparable_and_the_sum_of_its_parts_with_a_word():
    assert comparable(R, [BROMMA], BROMMA).basis is Basis.OWN
    found = comparable(R, [TENSTA, RINKEBY], JARVA)
    assert found.basis is Basis.SUM
    assert "före 2023-07-01" in found.said.sv


@pytest.mark.parametrize("older", [[RINKEBY], [TENSTA], [RINKEBY, BROMMA], []])
def test_anything_else_is_refused_and_told_what_would_do(older):
    with pytest.raises(Refusal) as caught:
        comparable(R, older, JARVA)
    assert "Rinkeby-Kista + Spånga-Tensta" in caught.value.sv
    with pytest.raises(Refusal):
        comparable(R, [JARVA], BROMMA)
