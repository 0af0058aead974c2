"""From plan and data to a result: the same bytes again, taken up where it was broken off, every design answered."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from samverkan.evidence.evaluation import run as module
from samverkan.evidence.evaluation.deviations import UNLOCKED
from samverkan.evidence.evaluation.lock import lock
from samverkan.evidence.evaluation.report import brief
from samverkan.evidence.evaluation.result import Evaluation
from samverkan.evidence.evaluation.run import evaluate
from samverkan.evidence.evaluation.tests.worlds import plan_in, write_counts
from samverkan.evidence.evaluation.verdict import Word
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.shared import shared_file

SERIES = {}
SYNTHETIC = {"design": {"kind": "synthetic_control", "largest_group": 2}}
SEVERAL = {"design": {"kind": "synthetic_control"}, "treated": {"Norra": "2022-01", "Södra": "2022-03"}}
DIFFERENCE = {
    "design": {"kind": "difference", "draws": 99},
    "treated": {"Norra": "2022-01", "Södra": "2022-05"},
}
AREAS = {
    "design": {
        "kind": "areas", "compare_with": ["Östra", "Västra"],
        "neighbours": ["Centrum"], "neighbour_controls": ["Berget"],
    }
}  # fmt: skip
PANELS = {
    "series": SERIES,
    "synthetic": SYNTHETIC,
    "several": SEVERAL,
    "difference": DIFFERENCE,
    "areas": AREAS,
}


@pytest.fixture
def folder(tmp_path):
    write_counts(tmp_path / "data.csv")
    return tmp_path


@pytest.mark.parametrize("changes", PANELS.values(), ids=PANELS)
def test_every_panel_design_answers_power_first(folder, changes):
    found = evaluate(plan_in(folder, **changes), folder)
    assert found.sections[0].name == "power"
    assert found.sections[0].refused is None
    assert 0 <= found.sections[0].facts["power"] <= 1
    [main] = [each for each in found.estimates if each.main]
    assert main.percent is not None
    assert found.pleas
    assert all(section.title.sv and section.title.en for section in found.sections)


def test_a_halving_is_found_and_speaks_for_worked(folder):
    found = evaluate(plan_in(folder), folder)
    effect, low, high = found.estimates[0].percent
    assert low < -50 < high < 0
    assert effect == pytest.approx(-50, abs=12)
    assert Word.WORKED in {plea.verdict for plea in found.pleas}


def test_the_same_plan_and_data_give_the_same_bytes(folder):
    plan = plan_in(folder, **SYNTHETIC)
    once = evaluate(plan, folder).to_bytes()
    assert evaluate(plan, folder).to_bytes() == once
    with ThreadPoolExecutor(2) as pool:
        assert evaluate(plan, folder, executor=pool).to_bytes() == once


def test_a_result_is_read_as_it_was_written(folder):
    found = evaluate(plan_in(folder, **DIFFERENCE), folder, lock=None)
    again = Evaluation.from_bytes(found.to_bytes())
    assert again == found
    assert again.fingerprint == found.fingerprint


def test_data_plan_and_lock_are_in_the_result(folder):
    plan = plan_in(folder)
    locked = lock(plan, date(2026, 11, 10))
    found = evaluate(plan, folder, lock=locked)
    assert found.lock == locked
    assert found.deviations == ()
    assert found.snapshot.source == "Påhittade uppgifter"
    assert len(found.snapshot.fingerprint) == 64
    assert found.snapshot.shape.en == "8 units, 48 periods (2019-01 to 2022-12)"
    assert dict(found.versions)["numpy"] == np.__version__


def test_without_a_lock_the_result_says_so(folder):
    assert evaluate(plan_in(folder), folder).deviations[0] == UNLOCKED


def test_a_unit_that_the_data_lack_is_a_deviation(folder):
    rows = (folder / "data.csv").read_text(encoding="utf-8").splitlines()
    (folder / "data.csv").write_text(
        "\n".join(row for row in rows if "Ängen,2020-05" not in row), encoding="utf-8"
    )
    found = evaluate(plan_in(folder, data__absent="drop_unit"), folder)
    assert any("Ängen" in text.sv for text in found.deviations)
    assert found.snapshot.shape.en.startswith("7 units")


def test_a_missing_file_is_named(folder):
    with pytest.raises(Refusal, match="no data file gone"):
        evaluate(plan_in(folder, data__file="gone.csv"), folder)


def prop99(tmp_path, **design):
    columns = {"unit": "state", "time": "year", "outcome": "cigsale", "covariates": ["lnincome", "beer"]}
    design = {"kind": "synthetic_control", "largest_group": 1, **design}
    treated = {"California": "1989"}
    smoking = str(shared_file("evidence_prop99", "smoking.csv"))
    return plan_in(tmp_path, data__file=smoking, data__columns=columns, design=design, treated=treated)


def test_predictors_are_matched_where_the_plan_names_them(tmp_path):
    plan = prop99(
        tmp_path, predictors={"beer": "beer 1984..1988", "1975": "cigsale 1975", "1980": "cigsale 1980"}
    )
    section = evaluate(plan, tmp_path).section("predictors")
    assert section.refused is None
    assert [row[0].en for row in section.tables[1].rows] == ["beer", "1975", "1980"]
    assert section.estimates[0].effect < -10


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("cigsale", "must be written as"),
        ("cigsale 1985..1990", "after the start"),
        ("wine 1980", "no covariate wine"),
    ],
)
def test_predictors_that_cannot_be_are_refused(tmp_path, said, words):
    section = evaluate(prop99(tmp_path, predictors={"x": said}), tmp_path).section("predictors")
    assert words in section.refused.en


class BrokenOff(BaseException):
    """As when the power goes or the user presses ctrl-c."""


def test_a_broken_run_goes_on_where_it_was(folder, monkeypatch):
    plan, kept = plan_in(folder), folder / "kept"
    whole = evaluate(plan, folder).to_bytes()
    ran = []
    real = module.Step.tried

    def counting(step, case):
        if step.name == "bayesian" and "bayesian" not in ran:
            ran.append("bayesian")
            raise BrokenOff
        ran.append(step.name)
        return real(step, case)

    monkeypatch.setattr(module.Step, "tried", counting)
    with pytest.raises(BrokenOff):
        evaluate(plan, folder, kept=kept)
    assert ran == ["power", "fit", "bayesian"]
    assert evaluate(plan, folder, kept=kept).to_bytes() == whole
    assert ran == ["power", "fit", "bayesian", "bayesian", "placebos"]


def test_what_was_kept_of_another_plan_or_of_other_data_is_not_taken(folder):
    plan, kept = plan_in(folder), folder / "kept"
    evaluate(plan, folder, kept=kept)
    other = replace(plan, smallest_effect=10.0)
    assert evaluate(other, folder, kept=kept).to_bytes() == evaluate(other, folder).to_bytes()
    write_counts(folder / "data.csv", seed=9)
    assert evaluate(plan, folder, kept=kept).to_bytes() == evaluate(plan, folder).to_bytes()


def test_half_a_kept_step_is_done_again(folder):
    plan, kept = plan_in(folder), folder / "kept"
    whole = evaluate(plan, folder, kept=kept).to_bytes()
    for path in kept.iterdir():
        path.write_bytes(path.read_bytes()[:40])
    assert evaluate(plan, folder, kept=kept).to_bytes() == whole


def test_the_share_done_only_grows_and_ends_at_one(folder):
    told = []
    evaluate(plan_in(folder, **SYNTHETIC), folder, tell=told.append)
    shares = [each.share for each in told]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == pytest.approx(1)
    assert next(each.section.name for each in told if each.section) == "power"
    assert {each.number for each in told} == set(range(1, told[0].of + 1))


def test_a_step_that_refuses_says_why_and_the_rest_is_done(folder):
    found = evaluate(plan_in(folder, data__first="2021-11", data__last="2022-12"), folder)
    refused = [section for section in found.sections if section.refused is not None]
    assert refused
    assert all(section.refused.sv for section in refused)


def persons(folder, again=False):
    rng = np.random.default_rng(3)
    with (folder / "data.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person", "start", "tid", "ny", "grupp", "alder", "plats"])
        for number in range(160):
            treated = number % 2
            wait = min(rng.exponential(20 if treated else 10), 59.0)
            age = int(rng.integers(15, 25))
            if again:
                group, first, more = ("med", 0.4, 0.1) if treated else ("utan", 1.0, 0.9)
                happened = [int(rng.random() < chance) for chance in (first, more)]
                writer.writerow([f"p{number}", 0, round(wait, 2), happened[0], group, age, 0])
                writer.writerow([f"p{number}", round(wait, 2), 60, happened[1], group, age, 0])
            else:
                cause = int(rng.choice([0, 1, 2], p=[0.2, 0.6, 0.2]))
                writer.writerow(
                    [f"p{number}", 0, round(wait, 2), cause, "med" if treated else "utan", age, number // 8]
                )
    columns = {"person": "person", "stop": "tid", "event": "ny", "group": "grupp", "covariates": "alder"}
    columns |= {"start": "start"} if again else {"cluster": "plats"}
    return {"data__columns": columns, "design": {"kind": "persons", "treated_group": "med"}, "treated": None}


@pytest.mark.parametrize("again", [False, True])
def test_persons_are_followed_and_named_by_nothing(tmp_path, again):
    found = evaluate(plan_in(tmp_path, **persons(tmp_path, again)), tmp_path)
    [main] = [each for each in found.estimates if each.main]
    assert main.percent[2] < 0
    assert main.logs
    curves = found.section("curves")
    assert (curves.refused is not None) is again
    assert b"p17" not in found.to_bytes()
    assert "lägre takt i gruppen med än bland de andra" in brief.lines(found)[-1].sv


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("known", [[], ["alder"], ["alder", "hojd"]], ids=len)
def test_persons_are_compared_with_any_number_of_things_known_of_them(tmp_path, again, known):
    changes = persons(tmp_path, again)
    lines = (tmp_path / "data.csv").read_text().splitlines()
    heights = [150 + 7 * place % 40 for place in range(len(lines))]
    told = [f"{line},{'hojd' if place == 0 else heights[place]}" for place, line in enumerate(lines)]
    (tmp_path / "data.csv").write_text("\n".join(told))
    columns = {name: held for name, held in changes["data__columns"].items() if name != "covariates"}
    changes["data__columns"] = columns | ({"covariates": known} if known else {})
    found = evaluate(plan_in(tmp_path, **changes), tmp_path)
    [main] = [each for each in found.estimates if each.main]
    assert main.percent[2] < 0


def test_few_families_are_warned_of_and_many_are_not(tmp_path):
    """16 families of the calibration were too sure of themselves: 92.5 % where 95 were promised."""
    changes = persons(tmp_path)
    few = evaluate(plan_in(tmp_path, **changes), tmp_path)
    changes["data__columns"] = {k: v for k, v in changes["data__columns"].items() if k != "cluster"}
    many = evaluate(plan_in(tmp_path, **changes), tmp_path)
    said = [[text.sv for text in (*found.warnings, *found.section("fit").warnings)] for found in (few, many)]
    assert any("rymde 95 %-intervallet noll i bara 92,5 %" in text for text in said[0])
    assert any("Med 20 kluster är de robusta medelfelen för små" in text for text in said[0])
    assert not any("92,5" in text or "medelfelen" in text for text in said[1])


@pytest.mark.parametrize("number", ["19900101-0017", "900101-0017"])
def test_a_personal_number_stops_the_reading(tmp_path, number):
    changes = persons(tmp_path)
    text = (tmp_path / "data.csv").read_text().replace("p17,", f"{number},")
    (tmp_path / "data.csv").write_text(text)
    with pytest.raises(Refusal) as caught:
        evaluate(plan_in(tmp_path, **changes), tmp_path)
    assert "row 19, column person: this looks like a personal number" in caught.value.en
    assert number not in caught.value.sv + caught.value.en


def points(folder):
    rng = np.random.default_rng(5)
    with (folder / "data.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["x", "y", "dag", "nr"])
        for number in range(240):
            hot = number % 2
            x, y = [674_000, 6_580_000] + (rng.normal(0, 120, 2) if hot else rng.uniform(-2000, 2000, 2))
            writer.writerow(
                [round(x), round(y), f"2026-{1 + number % 10:02d}-{1 + number % 27:02d}", number // 2]
            )
    return {"data__columns": {"x": "x", "y": "y", "day": "dag", "report": "nr"}, "treated": None}


def test_near_repeats_tell_how_they_hang_on_the_event(tmp_path):
    design = {
        "kind": "near_repeat",
        "metres": [0, 100, 300],
        "days": [0, 7, 14],
        "event": "report",
        "draws": 99,
    }
    found = evaluate(plan_in(tmp_path, **points(tmp_path), design=design), tmp_path)
    assert [section.name for section in found.sections] == ["power", "fit", "rules"]
    assert [row[0].en for row in found.section("rules").tables[0].rows] == ["report", "row", "x, y, day"]
    assert not found.estimates
    assert brief.lines(found)[-1] == found.section("fit").said[0]


def test_a_map_is_judged_by_what_came_after(tmp_path):
    design = {"kind": "hotspots", "event": "row", "drawn": "2026-06-01", "cell": 300}
    found = evaluate(plan_in(tmp_path, **points(tmp_path), design=design, outcome__better="higher"), tmp_path)
    assert found.estimates[0].effect > 1
    assert "PAI" in found.section("naive").said[0].sv
    assert "utan insatsen" not in " ".join(text.sv for text in brief.lines(found))
    lower = evaluate(plan_in(tmp_path, **points(tmp_path), design=design), tmp_path)
    assert lower.pleas == found.pleas, "fewer crimes are wanted, but of the map it is hits that are good"


def test_the_day_before_the_map_makes_it_and_its_own_day_judges_it(tmp_path):
    rows = [
        f"{674_000 + 40 * k},{6_580_000 + 40 * k},{day}" for k, day in enumerate(["2026-05-30", "2026-05-31"])
    ]
    rows += [f"674000,6580000,{day}" for day in ("2026-06-01", "2026-06-02", "2026-06-03")]
    (tmp_path / "data.csv").write_text("\n".join(["x,y,dag", *rows]))
    design = {"kind": "hotspots", "event": "row", "drawn": "2026-06-01"}
    columns = {"x": "x", "y": "y", "day": "dag"}
    found = evaluate(plan_in(tmp_path, data__columns=columns, treated=None, design=design), tmp_path)
    assert "bygger på 2 händelser" in found.section("power").said[0].sv
    assert found.snapshot.shape.sv == "5 rader, 2026-05-30 till 2026-06-03"


def test_degrees_are_refused_with_a_remedy(tmp_path):
    changes = points(tmp_path)
    text = (tmp_path / "data.csv").read_text().splitlines()
    (tmp_path / "data.csv").write_text(
        "\n".join([text[0], "18.06,59.33,2026-01-01,1", "18.07,59.3,2026-01-02,2"])
    )
    design = {"kind": "hotspots", "event": "row", "drawn": "2026-06-01"}
    with pytest.raises(Refusal, match="look like degrees"):
        evaluate(plan_in(tmp_path, **changes, design=design), tmp_path)


def test_several_districts_and_what_they_add_to_earlier_studies(tmp_path):
    rows = ["studie,effekt,fel", "A,-0.3,0.2", "B,-0.1,0.15", "C,-0.4,0.3", "D,0.05,0.2"]
    (tmp_path / "data.csv").write_text("\n".join(rows))
    columns = {"study": "studie", "effect": "effekt", "error": "fel"}
    earlier = {"ratio": 0.75, "low": 0.6, "high": 0.94, "transfer": 0.2, "source": "SBU 2023"}
    found = evaluate(
        plan_in(
            tmp_path, data__columns=columns, design={"kind": "synthesis"}, treated=None, earlier=earlier,
        ),
        tmp_path,
    )  # fmt: skip
    assert [section.name for section in found.sections] == ["power", "fit", "small", "prior"]
    prior = next(each for each in found.estimates if each.design == "prior")
    alone = next(each for each in found.estimates if each.main)
    assert alone.percent[1] < prior.percent[1]
    assert prior.percent[2] < alone.percent[2]


@pytest.mark.parametrize("changes", [SERIES, AREAS], ids=["series", "areas"])
def test_a_prior_is_combined_with_ratios(folder, changes):
    earlier = {"ratio": 0.75, "low": 0.6, "high": 0.94, "transfer": 0.2, "source": "SBU 2023"}
    found = evaluate(plan_in(folder, earlier=earlier, **changes), folder)
    section = found.section("prior")
    assert section.refused is None
    assert 0 < section.facts["swedish_share"] < 1


def test_an_exposure_makes_rates(folder):
    columns = {"unit": "distrikt", "time": "manad", "outcome": "antal", "exposure": "befolkning"}
    found = evaluate(plan_in(folder, data__columns=columns, **DIFFERENCE), folder)
    names = [each.name.en for each in found.section("fit").estimates]
    assert names == ["All units alike", "Weighted by population"]
