"""The drawing of an initiative's life: what it shows stands in words too, as well dated as it is known."""

from datetime import date

import pytest
from support.council import Municipality

from samverkan.secrecy.binding import bound


@pytest.fixture
def teams(world):
    """The school-social teams as a municipality entered them."""
    from samverkan.council.reads import lives

    city = Municipality(world)
    city.registers()
    with bound(city.actor("pol.styr")):
        return lives.lives()[0]


def test_the_drawing_says_all_of_it_in_words_too(teams):
    from samverkan.council.reads.lives import terms
    from samverkan.web.council.life import drawn, part

    drawing = drawn(teams, terms("0180"), date(2026, 11, 28), 900.0)
    assert drawing.description.startswith("1: 2013 startade som försök: Så gick det till.")
    assert str(drawing).count("<circle") == 4
    told = part(teams, terms("0180"), date(2026, 11, 28))["events"]
    assert [each["when"] for each in told] == ["2013", "2017", "2018", "2019"]
    said = [each["majority"] for each in told]
    parties = [each.removesuffix(" (ska granskas)") for each in said]
    assert parties == ["M, FP, KD", "S, MP, V, Fi", "", "M, L, C, KD, MP"], "2018 saw two majorities"
    assert all(said[n] != parties[n] for n in (0, 1, 3)), "no majority has a source yet, and that is told"


def test_marks_that_are_near_stand_on_levels_of_their_own(teams):
    from samverkan.web.council.life import drawn

    drawing = str(drawn(teams, [], date(2026, 11, 28), 200.0))
    assert len({each.split('"')[0] for each in drawing.split('cy="')[1:]}) >= 2
