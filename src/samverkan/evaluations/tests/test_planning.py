"""The form turned into the question file: the same plan as the file on the command line gives."""

import pytest
from support.evaluations import facts, facts_of

from samverkan.evaluations import planning
from samverkan.tables.refusal import Refusal


def _plan(**more):
    from datetime import date

    return planning.read(planning.question(facts(**more), "Anna", date(2026, 11, 1), ".csv"))


def test_every_line_of_the_form_lands_in_the_plan():
    plan = _plan()
    assert (plan.treated, plan.design.compare_with) == ({"Norra": "2023-01"}, ("Södra", "Östra"))
    assert (plan.also_happened[0].since, plan.also_happened[0].what) == ("2023-03", "Ny polisstation")
    assert (plan.smallest_effect, plan.author, plan.data.file) == (25.0, "Anna", "data.csv")
    assert plan.data.columns == {"unit": "distrikt", "time": "manad", "outcome": "antal"}


def test_year_and_month_may_stand_apart():
    assert _plan(time="ar + manad").data.columns["time"] == ("ar", "manad")


@pytest.mark.parametrize("treated", ["Norra", ""])
def test_a_line_that_is_half_is_refused_with_what_to_do(treated):
    with pytest.raises(Refusal):
        _plan(treated=treated)


@pytest.mark.parametrize(
    "text", ["a: b", "{x: y}", "- 1", "'", '"', "yes", "2023-01", "!!python/object:os.system"]
)
def test_what_looks_like_the_files_own_signs_is_text(text):
    assert _plan(title=text).title == text
    assert _plan(question=text).question == text


def _rows(rows, **more):
    from datetime import date

    raw = planning.question(facts_of(rows, **more), "Anna", date(2026, 11, 1), ".csv")
    return planning.read(raw)


def test_a_form_of_persons_is_the_plan_of_the_command_line():
    plan = _rows("personer")
    assert (plan.design.kind, plan.design.treated_group, plan.treated) == ("persons", "med", {})
    assert plan.data.columns == {
        "person": "pseudonym", "stop": "dagar", "event": "utfall", "group": "grupp", "cluster": "enhet",
        "covariates": ("alder",),
    }  # fmt: skip


def test_a_form_of_events_is_the_plan_of_the_command_line():
    from datetime import date

    plan = _rows("platser")
    assert plan.design.event == ("report",)
    assert (plan.design.metres, plan.design.days) == ((0, 100, 300), (0, 7, 14))
    plan = _rows("platser", kind="hotspots", rule="place", drawn=date(2025, 7, 1))
    assert (plan.design.event, plan.design.drawn, plan.design.cell) == (
        ("x", "y", "day"),
        "2025-07-01",
        400.0,
    )
