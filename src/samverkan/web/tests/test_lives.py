"""The drawing of programmes' lives: everything in its place on one scale, whatever the dates."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

DAY = timedelta(days=1)
TODAY = date(2026, 11, 28)


def line(started, *, permanent=None, ended=None, review=date(2027, 6, 1), marks=(), names=()):
    from samverkan.programmes.reads.timeline import Line, _spans
    from samverkan.secrecy.models import Agency, Programme

    row = Programme(
        name="P", area="A", method="m", held_version="1", started_on=started, permanent_on=permanent, ended_on=ended,
        review_on=review, owner=Agency(kind="police", name="Polisen", short="P"),
    )  # fmt: skip
    return Line(row, tuple(_spans(row)), tuple(marks), tuple(names) or ((started, "P"),))


def drawn(*lines):
    from datetime import UTC, datetime

    from samverkan.secrecy import clock
    from samverkan.web.programmes.drawing import drawing

    with clock.frozen(datetime(2026, 11, 28, 12, tzinfo=UTC)):
        return drawing(list(lines))


def per_cent(text):
    assert text.endswith("%")
    return float(text[:-1])


def test_nothing_to_draw_is_nothing(template):
    assert drawn() is None


def test_a_trial_that_became_permanent_is_two_bars_until_today_and_a_dashed_line_after(template):
    row = drawn(line(date(2024, 1, 1), permanent=date(2025, 1, 1)))["rows"][0]
    assert [span["state"] for span in row["spans"]] == ["pilot", "permanent"]
    first, second = row["spans"]
    assert abs(per_cent(first["x"]) + per_cent(first["width"]) - per_cent(second["x"])) < 0.02
    assert abs(per_cent(second["x"]) + per_cent(second["width"]) - per_cent(row["coming"]["x"])) < 0.02
    assert per_cent(row["coming"]["to"]) > per_cent(row["coming"]["x"])


def test_what_has_ended_has_nothing_coming_and_no_next_review(template):
    row = drawn(line(date(2024, 1, 1), ended=date(2025, 1, 1)))["rows"][0]
    assert row["coming"] is None
    assert row["marks"] == []


def test_a_late_review_has_a_flag_of_its_own_and_says_so(template):
    row = drawn(line(date(2024, 1, 1), review=date(2026, 1, 1)))["rows"][0]
    assert [(mark["shape"], mark["title"]) for mark in row["marks"]] == [
        ("late", "Omprövning skulle ha gjorts 2026-01-01")
    ]
    assert row["late"]


def test_what_has_not_begun_is_only_coming(template):
    row = drawn(line(TODAY + 30 * DAY, review=TODAY + 300 * DAY))["rows"][0]
    assert row["spans"] == []
    assert row["coming"]


def test_the_years_are_named_and_not_too_many(template):
    assert [year["label"] for year in drawn(line(date(2024, 3, 1)))["years"]] == ["2025", "2026", "2027"]
    assert len(drawn(line(date(1992, 3, 1)))["years"]) <= 8


def test_every_shape_that_is_drawn_stands_in_the_legend_and_in_the_part(template):
    from pathlib import Path

    from samverkan.web.programmes import drawing

    legend = {shape for shape, _label in drawn(line(date(2024, 1, 1)))["legend"]}
    assert legend >= set(drawing.SHOWN.values()) | {"pilot", "permanent", "coming", "review", "late"}
    part = (Path(drawing.__file__).parents[1] / "templates" / "parts" / "life_mark.html").read_text()
    assert all(f'shape == "{shape}"' in part for shape in legend)


dates = st.dates(date(2000, 1, 1), date(2029, 1, 1))


@given(st.lists(st.tuples(dates, st.none() | dates, st.none() | dates, dates), min_size=1, max_size=5))
def test_nothing_lies_outside_the_drawing(template, lives):
    lines = [
        line(
            started,
            permanent=permanent and max(permanent, started),
            ended=ended and max(ended, started),
            review=max(review, started),
        )
        for started, permanent, ended, review in lives
    ]
    found = drawn(*lines)
    places = [found["today"], *(year["x"] for year in found["years"])]
    for row in found["rows"]:
        for span in row["spans"]:
            places.append(span["x"])
            assert per_cent(span["x"]) + per_cent(span["width"]) <= 100.02
            assert per_cent(span["width"]) >= 0
        places += [mark["x"] for mark in row["marks"]]
        places += list(row["coming"].values()) if row["coming"] else []
    assert all(0 <= per_cent(place) <= 100 for place in places)
