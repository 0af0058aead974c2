"""The report in words: the verdict first, every kind of finding as a full sentence."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from samverkan.trail.findings import Finding, Kind, Report

LINE = UUID(int=7)
AT = datetime(2026, 11, 22, 11, 5, tzinfo=UTC)


def finding(kind: Kind, line: int | None = 17) -> Finding:
    return Finding(kind, line=line, until=32, trace=LINE, at=AT, verb="case.read", file="32.checkpoint")


@pytest.fixture(autouse=True)
def swedish(template: str):
    from django.utils import translation

    with translation.override("sv"):
        yield


def lines(report: Report) -> list[str]:
    from samverkan.trail import wording

    return list(wording.lines(report))


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_sentence(kind: Kind) -> None:
    from samverkan.trail import wording

    sentence = wording.say(finding(kind))
    assert sentence.endswith(".")
    assert "%(" not in sentence
    assert "None" not in sentence


def test_an_edited_line_is_named_by_number_id_time_and_verb() -> None:
    from samverkan.trail import wording

    assert wording.say(finding(Kind.EDITED)) == (
        f"Rad 17 är ändrad: den stämmer inte med sitt löv i loggen ({LINE}, 2026-11-22 12:05:00, case.read)."
    )


def test_an_interval_ends_with_its_last_leaf() -> None:
    from samverkan.trail import wording

    assert "från 17 till 31" in wording.say(finding(Kind.RECOMPUTED))


def test_what_is_unknown_is_left_out() -> None:
    from samverkan.trail import wording

    assert wording.say(Finding(Kind.DELETED, line=3, trace=LINE)).endswith(f"({LINE}).")


def test_a_whole_trail() -> None:
    report = Report(lines=20, padding=12, waiting=1, checkpoints=3, covered=32)
    assert lines(report) == [
        "Alla rader stämmer.",
        "Rader i loggen: 20 (utfyllnad: 12). Rader som väntar: 1.",
        "Kontrollpunkter som stämmer: 3. De täcker de första 32 av 32 löv.",
    ]


def test_without_a_checkpoint_the_limit_is_said() -> None:
    assert "kan då inte upptäckas" in lines(Report(lines=1))[-1]


def test_the_first_wrong_line_comes_first() -> None:
    report = Report()
    for line in (9, 4, 6):
        report.add(finding(Kind.EDITED, line))
    said = lines(report)
    assert said[0] == "SPÅRET STÄMMER INTE. Antal avvikelser: 3."
    assert said[1].startswith("Första felet: Rad 4 ")
    assert [each.split()[2] for each in said[2:4]] == ["9", "6"]


def test_a_finding_without_place_is_first_when_alone() -> None:
    report = Report()
    report.add(finding(Kind.BAD_CHECKPOINT, None))
    assert "32.checkpoint" in lines(report)[1]


@pytest.mark.parametrize(("count", "more"), [(20, None), (21, "… och 1 till."), (500, "… och 480 till.")])
def test_a_flood_is_counted(count: int, more: str | None) -> None:
    report = Report()
    for line in range(count):
        report.add(finding(Kind.EDITED, line))
    said = lines(report)
    assert len([each for each in said if "Rad " in each and "ändrad" in each]) == 20
    assert (more in said) if more else not any(each.startswith("…") for each in said)
