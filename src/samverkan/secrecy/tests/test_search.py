"""The blind index: Swedish names as they are spelt and as they sound, numbers, case numbers; own files only."""

import pytest

SAME = [
    ("Karlsson", "Carlson"), ("Karlsson", "Karlson"), ("Christer", "Krister"), ("Larsson", "Larson"),
    ("Andersson", "Anderson"), ("Wiklund", "Viklund"), ("Zackarias", "Sackarias"), ("Sofie", "Sophie"),
    ("Mattias", "Matias"), ("Åkesson", "Åkeson"), ("Hjalmar", "Jalmar"), ("Quist", "Kvist"), ("Ahmed", "Ahmad"),
    ("Mohammed", "Muhamed"), ("Lindqvist", "Lindkvist"), ("Björk", "Bjork"), ("Sjögren", "Schögren"),
    ("Claes", "Klas"), ("Fredric", "Fredrik"), ("Steffan", "Stefan"), ("Alva", "Alfa"), ("Cecilia", "Sesilia"),
]  # fmt: skip
UNLIKE = [
    ("Öberg", "Åberg"),
    ("Öberg", "Berg"),
    ("Åke", "Ake"),
    ("Ärla", "Erla"),
    ("Nilsson", "Larsson"),
    ("Ali", "Eli"),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=[f"{a}-{b}" for a, b in SAME])
def test_names_that_sound_alike_have_one_sound(shared_world, one, other) -> None:
    from samverkan.secrecy.search import parts, sound

    assert sound(parts(one)[0]) == sound(parts(other)[0])


@pytest.mark.parametrize(("one", "other"), UNLIKE, ids=[f"{a}-{b}" for a, b in UNLIKE])
def test_names_that_begin_otherwise_do_not(shared_world, one, other) -> None:
    from samverkan.secrecy.search import parts, sound

    assert sound(parts(one)[0]) != sound(parts(other)[0])


SPELT = {
    "Åsa Öberg-Ärlig": ["åsa", "öberg", "ärlig"], "ÅSA": ["åsa"], "A\u030asa": ["åsa"], "André": ["andre"],
    "Søren Kjær": ["sören", "kjär"], "Đorđe": ["dorde"], "Łukasz Müller": ["lukasz", "muller"],
    "O'Brien": ["o", "brien"],
    "Işıl": ["isil"], "  ": [], "von der Lühe": ["von", "der", "luhe"], "Strauß": ["strauss"],
}  # fmt: skip


@pytest.mark.parametrize("name", SPELT, ids=list(SPELT))
def test_a_name_is_taken_apart_and_keeps_its_swedish_letters(shared_world, name) -> None:
    from samverkan.secrecy.search import parts

    assert parts(name) == SPELT[name]


def test_a_number_is_indexed_with_and_without_century(shared_world) -> None:
    from samverkan.secrecy.search import terms

    assert terms(number="19990101-2386") == {"p:199901012386", "p:9901012386"}
    assert terms(number="990101-2386") == terms(number="990101+2386") == {"p:9901012386"}
    assert terms(number="") == set()


@pytest.fixture
def indexed(shared_desk):
    """A file on Åsa Öberg-Karlsson with the police."""
    from samverkan.secrecy import identity, search
    from samverkan.secrecy.binding import bound

    case = shared_desk.case("pol.samordnare")
    fields = {
        "name": "Åsa Öberg-Karlsson",
        "person_number": "199901012386",
        "former_names": "Åsa Lind, Å. Lindh",
    }
    shared_desk.write("pol.samordnare", case, "identity", fields, terms=identity.terms_of("identity", fields))
    with bound(shared_desk.actor("pol.samordnare")):
        search.index(case.pk, None, search.terms(case_number=case.number))
    return case


def found(desk, text: str, username: str = "pol.samordnare") -> set:
    from samverkan.secrecy import search
    from samverkan.secrecy.binding import bound

    with bound(desk.actor(username)):
        return search.find(text)


HITS = ["Åsa", "åsa öberg", "Karlsson", "carlson åsa", "ÖBERG-KARLSSON", "Lind", "19990101-2386", "990101-2386",
        "9901012386", "1999 0101 2386"]  # fmt: skip
MISSES = ["Öberg Svensson", "Asa", "Oberg", "", "   ", "19990101-2387", "99010", "%", "Å_a", "öber"]


@pytest.mark.parametrize("text", HITS)
def test_it_is_found_by(shared_desk, indexed, text) -> None:
    assert indexed.pk in found(shared_desk, text)


@pytest.mark.parametrize("text", MISSES)
def test_it_is_not_found_by(shared_desk, indexed, text) -> None:
    assert indexed.pk not in found(shared_desk, text)


def test_it_is_found_by_its_own_case_number_whole(shared_desk, indexed) -> None:
    assert found(shared_desk, f" {indexed.number.upper()} ") == {indexed.pk}
    assert found(shared_desk, indexed.number[:-1]) == set()


def test_another_agency_finds_nothing(shared_desk, indexed) -> None:
    assert [text for text in HITS if found(shared_desk, text, "soc.beslut")] == []


def test_no_name_or_number_lies_in_the_index(shared_desk, indexed) -> None:
    rows = shared_desk.sql(
        "pol.samordnare", "SELECT token FROM secrecy_searchtoken WHERE case_id = %s", indexed.pk
    )
    assert len({bytes(token) for (token,) in rows}) == len(rows) > 8
    assert all(len(token) == 16 for (token,) in rows)


def test_only_identity_is_indexed(shared_world) -> None:
    from samverkan.secrecy.identity import terms_of

    assert terms_of("note", {"name": "Åsa", "text": "Åsa"}) == set()
    assert terms_of("identity_protected", {"name": "Åsa"}) == terms_of("identity", {"name": "Åsa"}) != set()
