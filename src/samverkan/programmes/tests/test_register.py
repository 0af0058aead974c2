"""The register is the same for whoever asks, and says who takes part and who sits for whom."""

from datetime import timedelta

DAY = timedelta(days=1)


def test_running_and_ended_stand_apart(house):
    from samverkan.programmes.reads.register import every, find

    others = [each.name for each in every()]
    row = house.start()
    assert [each.name for each in every()] == sorted([*others, "Trefas Norr"])
    house.end("pol.beslut", row)
    assert [each.name for each in every()] == others
    assert [each.name for each in every(ended=True)] == ["Trefas Norr"]
    assert find(row.pk) == row


def test_parties_that_founding_wrote_take_part(house):
    from samverkan.programmes.reads.register import standings

    found = [(each.agency.kind, each.how) for each in standings(house.trefas())]
    assert found == [("police", "owner"), ("probation", "joined"), ("social", "joined")]


def test_seats_are_those_that_live_or_come(house, attacker):
    from samverkan.programmes.reads.register import seats

    attacker().execute("UPDATE secrecy_seat SET valid_to = CURRENT_DATE - 1 WHERE role = 'operator'")
    found = seats(house.trefas())
    assert len(found) == 11
    assert "operator" not in {each.seat.role for each in found}
    assert [each.agency.kind for each in found] == sorted(
        (each.agency.kind for each in found), key=["probation", "police", "social"].index
    )


def test_history_is_newest_first(house):
    from samverkan.programmes.reads.register import history

    row = house.start()
    house.does("make_permanent", "pol.beslut", row)
    assert history(row)[0].kind == "permanent"


def test_a_version_to_come_is_told_apart(house, trefas_2):
    from samverkan.programmes.reads.register import method_of, next_version
    from samverkan.secrecy import clock

    row = house.trefas()
    house.does("switch_version", "pol.beslut", row, version="2", on=clock.today() + DAY)
    row = house.fresh(row)
    assert (method_of(row).version, next_version(row)) == (1, ("2", clock.today() + DAY))
    with clock.frozen(clock.now() + DAY):
        assert (method_of(row).version, next_version(row)) == (2, None)


def test_methods_to_choose_are_the_adopted_ones_at_their_newest(house, trefas_2):
    from samverkan.programmes.reads.methods import adopted, may_own, newer_than, newest

    found = {method.id: method.version for method in adopted()}
    assert found["trefas"] == 2
    assert newest("trefas").version == 2
    assert newest("gissning") is None
    assert [each.version for each in newer_than("trefas", "1")] == [2]
    assert may_own(newest("trefas"), "police")
    assert not may_own(newest("trefas"), "probation")
    assert not may_own(newest("trefas"), "school")
