"""Attack 21: a ciphertext stays where it was sealed: agency, case, box, entry, version, kind."""

import os

import pytest
from support.world import POLICE, SOCIAL

KEY = os.urandom(32)
PARTS = ["entry", "agency", "case", "box", "row", "version", "kind"]


def test_what_is_sealed_opens_again_whole() -> None:
    from samverkan.secrecy.seal import label, seal, unseal

    fields = {"text": "Åsa såg ärendet – 90 % säkert", "n": 3, "flag": True, "none": None}
    assert unseal(KEY, label(*PARTS), seal(KEY, label(*PARTS), fields)) == fields


@pytest.mark.parametrize("part", range(len(PARTS)))
def test_any_other_place_is_refused(part) -> None:
    from samverkan.secrecy.seal import SealBroken, label, seal, unseal

    moved = [*PARTS[:part], "another", *PARTS[part + 1 :]]
    with pytest.raises(SealBroken):
        unseal(KEY, label(*moved), seal(KEY, label(*PARTS), {"text": "x"}))


@pytest.mark.parametrize("place", [0, 12, 20, -1])
def test_any_changed_byte_is_refused(place) -> None:
    from samverkan.secrecy.seal import SealBroken, seal, unseal

    sealed = bytearray(seal(KEY, b"here", {"text": "x"}))
    sealed[place] ^= 1
    with pytest.raises(SealBroken):
        unseal(KEY, b"here", bytes(sealed))


@pytest.mark.parametrize("cut", [0, 5, 12, 27])
def test_a_cut_ciphertext_is_refused(cut) -> None:
    from samverkan.secrecy.seal import SealBroken, seal, unseal

    with pytest.raises(SealBroken):
        unseal(KEY, b"here", seal(KEY, b"here", {"text": "x"})[:cut])


@pytest.mark.parametrize("cut", [0, 31, 32, 59])
def test_a_cut_delivery_is_refused(cut) -> None:
    from samverkan.secrecy.keystore import AgencyKeys
    from samverkan.secrecy.seal import SealBroken, seal_to, unseal_from

    mine = AgencyKeys(KEY, KEY, KEY)
    with pytest.raises(SealBroken):
        unseal_from(mine.private, b"here", seal_to(mine.public, b"here", {"text": "x"})[:cut])


def test_two_seals_of_the_same_look_unlike() -> None:
    from samverkan.secrecy.seal import seal

    assert seal(KEY, b"here", {"text": "x"}) != seal(KEY, b"here", {"text": "x"})


def test_only_the_agency_it_was_sealed_to_opens_it() -> None:
    from samverkan.secrecy.keystore import AgencyKeys
    from samverkan.secrecy.seal import SealBroken, seal_to, unseal_from

    mine, theirs = (AgencyKeys(os.urandom(32), os.urandom(32), os.urandom(32)) for _ in range(2))
    sealed = seal_to(mine.public, b"here", {"text": "x"})
    assert unseal_from(mine.private, b"here", sealed) == {"text": "x"}
    for private, place in ((theirs.private, b"here"), (mine.private, b"there")):
        with pytest.raises(SealBroken):
            unseal_from(private, place, sealed)


# From here on as a superuser would do it: rows moved in the database, past every policy.


@pytest.fixture
def desk(shared_desk):
    """Each test has files of its own, so that all can share one database."""
    return shared_desk


@pytest.fixture
def attacker(shared_attacker):
    return shared_attacker


@pytest.fixture
def four(desk):
    """Entries by place: two of one case (the second a new version of the first), another case, another agency."""
    case = desk.case("pol.samordnare")
    first = desk.write("pol.samordnare", case, fields={"text": "första"})
    second = desk.write("pol.samordnare", case, fields={"text": "andra"}, supersedes=first)
    beside = desk.write("pol.samordnare", case, fields={"text": "bredvid"}, kind="contact")
    elsewhere = desk.write("pol.samordnare", desk.case("pol.samordnare"), fields={"text": "annan akt"})
    theirs = desk.write("soc.beslut", desk.case("soc.beslut"), fields={"text": "annan myndighet"})
    return {"version": second, "entry": beside, "case": elsewhere, "agency": theirs, "first": first}


@pytest.mark.parametrize("source", ["version", "entry", "case", "agency"])
def test_a_ciphertext_moved_to_another_row_is_refused(desk, four, attacker, source) -> None:
    from samverkan.secrecy.seal import SealBroken

    moved = "UPDATE secrecy_entry SET sealed = (SELECT sealed FROM secrecy_entry WHERE id = %s) WHERE id = %s"
    attacker().execute(moved, [four[source].pk, four["first"].pk])
    with pytest.raises(SealBroken):
        desk.opened("pol.samordnare", four["first"].case)


@pytest.mark.parametrize("change", ["kind = 'contact'", "supersedes_id = NULL", "id = gen_random_uuid()"])
def test_a_row_changed_around_its_ciphertext_is_refused(desk, four, attacker, change) -> None:
    from samverkan.secrecy.seal import SealBroken

    attacker().execute(f"UPDATE secrecy_entry SET {change} WHERE id = %s", [four["version"].pk])
    with pytest.raises(SealBroken):
        desk.opened("pol.samordnare", four["first"].case)


def test_a_row_carried_with_its_box_into_another_agency_stays_closed(desk, four, attacker) -> None:
    """The whole file is made the police's own by a superuser: the keys are not."""
    theirs = four["agency"]
    db = attacker()
    db.execute("SET session_replication_role = replica")
    rows = {"casefile": theirs.case_id, "keybox": theirs.box_id, "entry": theirs.pk}
    for table, key in rows.items():
        db.execute(f"UPDATE secrecy_{table} SET agency_id = %s WHERE id = %s", [POLICE, key])
    (opened,) = desk.opened("pol.samordnare", theirs.case)
    assert opened.weeded  # no key of that box among the police's


def test_a_delivery_moved_to_another_agency_is_refused(desk, attacker) -> None:
    from support.world import PROBATION

    from samverkan.secrecy import reception
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.seal import SealBroken

    case = desk.case("pol.samordnare")
    given = desk.give(case, SOCIAL, desk.write("pol.samordnare", case))
    attacker().execute(
        "UPDATE secrecy_delivery SET agency_id = %s WHERE disclosure = %s", [PROBATION, given.pk]
    )
    delivery = desk.delivery("fri.beslut", given)
    with bound(desk.actor("fri.beslut")), pytest.raises(SealBroken):
        reception.content_of(delivery)


def test_the_reasons_of_one_disclosure_do_not_open_as_anothers(desk, attacker) -> None:
    from samverkan.secrecy import entries
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.seal import SealBroken

    case = desk.case("pol.samordnare")
    note = desk.write("pol.samordnare", case)
    one, two = (desk.propose("pol.samordnare", case, SOCIAL, [note], why=why) for why in ("ett", "två"))
    db, swap = attacker(), "UPDATE secrecy_disclosure a SET sealed = b.sealed FROM secrecy_disclosure b"
    db.execute(f"{swap} WHERE b.id = %s AND a.id = %s", [one.pk, two.pk])
    row = desk.row("pol.samordnare", two)
    with bound(desk.actor("pol.samordnare")), pytest.raises(SealBroken):
        entries.open_in(row.box_id, row.pk, "disclosure", bytes(row.sealed))
