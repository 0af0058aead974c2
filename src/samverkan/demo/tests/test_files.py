"""The data that come along: whole, attributed, and the size the text says."""

import pytest

from samverkan.demo import files

SURNAMES = files.listed("surnames")


def test_every_file_is_named_in_the_sources():
    said = (files.DATA / "SOURCE.md").read_text()
    assert [
        file.name for file in files.DATA.iterdir() if file.name not in said and file.name != "SOURCE.md"
    ] == []


def test_numbers_are_those_for_tests():
    numbers = files.test_numbers()
    assert len(numbers) == 41_493 == len(set(numbers))
    assert all(len(number) == 12 and number.isdigit() for number in numbers)


@pytest.mark.parametrize("sex", ["women", "men"])
def test_a_thousand_given_names_of_each(sex):
    names = files.column(f"given_names_{sex}", "name")
    assert len(names) == 1000 == len(set(names))
    assert all(name == name.strip() and name for name in names)


def test_surnames_are_about_a_hundred_and_in_order():
    assert 95 <= len(SURNAMES) == len(set(SURNAMES)) <= 115
    assert sorted(SURNAMES, key=lambda name: name.translate(str.maketrans("ÅÄÖåäö", "[\\]{|}"))) == SURNAMES


def test_eleven_districts_share_the_quarters():
    districts = [row["name"] for row in files.listed("districts")]
    assert len(districts) == 11
    assert sum(len(files.quarters(name)) for name in districts) == 117
    assert "Rinkeby" in files.quarters("Järva")
    assert files.quarters("Atlantis") == []


def test_small_is_the_two_districts_of_the_first_round():
    small = [row["name"] for row in files.listed("districts") if row.get("small")]
    assert small == ["Järva", "Enskede-Årsta-Vantör"]


def test_password_words_can_be_typed_on_any_keyboard():
    words = files.listed("password_words")
    assert len(set(words)) == len(words) >= 30
    assert all(word.isascii() and word.islower() and word.isalpha() for word in words)
