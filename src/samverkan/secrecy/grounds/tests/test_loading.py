"""A bad file of grounds is refused with file, line and remedy, every fault at once."""

import shutil
from pathlib import Path

import pytest

from samverkan.secrecy.grounds import GroundFileError, load_folder
from samverkan.secrecy.grounds.loading import FOLDER, SOURCES_FILE, load_sources
from samverkan.secrecy.grounds.schema import parse_grounds, parse_sources

GOOD = """\
id: osl-10-2
provision: OSL 10 kap. 2 §
title: {sv: Nödvändigt, en: Necessary}
kind: possibility
versions:
  - version: 2009-06-30.1
    valid_from: 2009-06-30
    quotes:
      - provision: OSL 10 kap. 2 §
        statute: osl
        text: Sekretess hindrar inte
    from: authorities
    to: everyone
    covers: all
    purposes: any
    conditions:
      - id: necessary
        question: {sv: "Är det nödvändigt?", en: "Is it necessary?"}
        stands_on: yes
        reasons: true
    four_eyes: true
"""

AGE = "    age: {under: 21, whom: {sv: a, en: b}, decisive: true, condition: x}\n"


def faults(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(GroundFileError) as caught:
        parse_grounds("x.yaml", text, load_sources())
    return [(each.line, each.words.sv, each.words.en) for each in caught.value.problems]


def test_the_good_file_is_read() -> None:
    (ground,) = parse_grounds("x.yaml", GOOD, load_sources())
    assert ground.id == "osl-10-2"
    assert ground.four_eyes
    assert ground.conditions[0].option("no") is not None
    assert ground.quotes[0].source.sfs == "2009:400"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("id: osl-10-2", "id: OSL 10:2", 1, "bara ha små bokstäver"),
        ("id: osl-10-2\n", "", 1, "”id” saknas"),
        ("title: {sv: Nödvändigt, en: Necessary}", "title: {sv: Nödvändigt}", 3, "”en” saknas"),
        ("kind: possibility", "kind: posibility", 4, "menade du ”possibility”"),
        ("  - version: 2009-06-30.1", "  - version: 1", 6, "vår utgåva"),
        ("  - version: 2009-06-30.1", "  - version: 2010-06-30.1", 6, "vår utgåva"),
        ("valid_from: 2009-06-30", "valid_from: 30 juni 2009", 7, "ett datum som 2025-04-01"),
        ("    quotes:", "    valid_to: 2001-01-01\n    quotes:", 8, "före ”valid_from”"),
        ("statute: osl", "statute: bok", 10, "står inte i statutes.yaml"),
        ("text: Sekretess hindrar inte", "text:", 11, "”text” saknas"),
        ("from: authorities", "from: [polis]", 12, "menade du ”police”"),
        ("from: authorities", "from: nobody", 12, "ska vara en lista"),
        ("covers: all", "covers: []", 14, "saknas eller är tomt"),
        ("covers: all", "covers: all\n    requires: [social]", 15, "bara ha egenskaper"),
        ("purposes: any", "purpose: any", 15, "menade du ”purposes”"),
        ("    conditions:", AGE.replace("21", "ung") + "    conditions:",
         16, "heltal"),
        ("    conditions:", AGE.replace("21", "21") + "    conditions:",
         16, "pekar på villkoret ”x”"),
        ("stands_on: yes", "stands_on: maybe", 19, "yes eller no"),
        ("stands_on: yes", "options:\n          - {id: a, label: {sv: a, en: b}, stands: false}", 17,
         "inget svar låter grunden stå"),
        ("reasons: true", "reasons: ja", 20, "true eller false"),
        ("four_eyes: true", "four_eyes: true\n    four_eyes: false", 22, "står två gånger"),
        ("four_eyes: true", "four_eyes: true\n    allowed: true", 22, "”allowed” är okänt"),
        ("id: osl-10-2", "id: [osl", 2, "inte läsbar YAML"),
    ],
)  # fmt: skip
def test_the_fault_is_named_with_its_line(old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    found = faults(GOOD.replace(old, new, 1))
    assert any(at == line and says in sv for at, sv, _ in found), found
    assert all(en for _, _, en in found)


def test_an_empty_file_and_a_bare_word() -> None:
    assert faults("") == [(1, "filen är tom", "the file is empty")]
    assert (1, "här ska det stå fält med värden", "fields with values belong here") in faults("hej")


def test_every_fault_is_told_at_once_in_line_order() -> None:
    broken = GOOD.replace("kind: possibility", "kind: x").replace("four_eyes: true", "four_eyes: maybe")
    lines = [line for line, _, _ in faults(broken)]
    assert lines == sorted(lines)
    assert {4, 21} <= set(lines)


def test_the_message_holds_file_line_and_both_languages() -> None:
    with pytest.raises(GroundFileError, match=r"x\.yaml, rad 4: .*line 4: .*did you mean “duty”"):
        parse_grounds("x.yaml", GOOD.replace("possibility", "dut"), load_sources())


def test_a_condition_given_twice_is_refused() -> None:
    condition = GOOD[GOOD.index("      - id: necessary") : GOOD.index("    four_eyes")]
    assert any(
        "”necessary” står två gånger" in sv for _, sv, _ in faults(GOOD.replace(condition, condition * 2))
    )


def test_versions_that_overlap_are_refused() -> None:
    version = GOOD[GOOD.index("  - version") :]
    later = version.replace("2009-06-30", "2015-01-01")
    assert any("gäller samtidigt" in sv for _, sv, _ in faults(GOOD + later))
    ended = GOOD.replace("    quotes:", "    valid_to: 2014-12-31\n    quotes:", 1)
    assert len(parse_grounds("x.yaml", ended + later, load_sources())) == 2


def test_a_statute_without_a_date_is_refused() -> None:
    text = (FOLDER / SOURCES_FILE).read_text(encoding="utf-8").replace("read_on: 2025-12-16", "read_on: nyss")
    with pytest.raises(GroundFileError, match=r"read_on.*ett datum"):
        parse_sources("statutes.yaml", text)


def test_a_folder_tells_of_all_its_files_and_of_an_id_used_twice(tmp_path: Path) -> None:
    shutil.copy(FOLDER / SOURCES_FILE, tmp_path)
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(GOOD.replace("any", "none"), encoding="utf-8")
    with pytest.raises(GroundFileError) as caught:
        load_folder(tmp_path)
    told = [(each.file, each.words.sv) for each in caught.value.problems]
    assert ("b.yaml", "”osl-10-2” finns redan i a.yaml") in told
    assert any(file == "c.yaml" for file, _ in told)
    (tmp_path / "b.yaml").unlink()
    (tmp_path / "c.yaml").unlink()
    assert [each.id for each in load_folder(tmp_path)] == ["osl-10-2"]
