"""A prepared query answers as the rule does, for whoever asks, and never with what was another's."""

from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest

AT_WORK = ("pol.samordnare", "pol.handlaggare", "pol.beslut", "fri.handlaggare", "soc.handlaggare", "soc.jurist",
           "pol.logg", "pol.styr", "skola.rektor")  # fmt: skip


@pytest.fixture(scope="module")
def filed(shared_desk):
    """A file in each of three agencies, with entries of several kinds, one of them assigned to its caseworker."""
    files = []
    for chief, worker in (
        ("pol.samordnare", "pol.handlaggare"),
        ("fri.beslut", "fri.handlaggare"),
        ("soc.beslut", "soc.handlaggare"),
    ):
        for assigned in ([worker], []):
            case = shared_desk.case(chief, assigned=assigned)
            shared_desk.write(chief, case, "note")
            shared_desk.write(chief, case, "lawyer_question")
            shared_desk.write(chief, case, "identity_protected")
            files.append(case)
    return files


@pytest.fixture
def queries():
    """The rule prepared, and the same rule asked afresh."""
    from samverkan.secrecy.models import CaseFile, Entry
    from samverkan.secrecy.prepared import prepared
    from samverkan.secrecy.rules import visible, visible_cases

    def entries(actor, cases: list[UUID]):
        return (
            visible(actor, Entry.of(actor.agency).filter(case__in=cases))
            .select_related("case")
            .order_by("pk")
        )

    def files(actor, closed: bool):
        rows = CaseFile.of(actor.agency).filter(closed_on__isnull=not closed)
        return visible_cases(actor, rows).order_by("pk").values_list("pk", "number")

    return [(build, prepared(build)) for build in (entries, files)]


def both(queries, actor, cases):
    """(afresh, prepared) for each query."""
    from samverkan.secrecy.binding import bound

    (entries, quick_entries), (files, quick_files) = queries
    with bound(actor):
        yield list(entries(actor, cases)), quick_entries(actor, cases)
        yield list(files(actor, False)), quick_files(actor, False)
        yield list(files(actor, True)), quick_files(actor, True)


@pytest.mark.parametrize("round_", [1, 2], ids=["first asking", "filled in"])
def test_everybody_gets_what_the_rule_gives_them(shared_desk, filed, queries, round_) -> None:
    ids = [case.pk for case in filed]
    answers = {}
    for _ in range(round_):
        for name in AT_WORK:
            for fresh in (False, True):
                actor = shared_desk.actor(name, fresh=fresh)
                for afresh, quick in both(queries, actor, ids):
                    assert quick == afresh
                    answers[name, fresh] = answers.get((name, fresh), 0) + len(quick)
    assert (
        answers["pol.samordnare", True] > answers["pol.samordnare", False] > answers["pol.handlaggare", False]
    )
    assert answers["pol.handlaggare", False] > 0 == answers["pol.styr", True] == answers["skola.rektor", True]


def test_rows_are_whole_models_with_what_was_joined(shared_desk, filed, queries) -> None:
    from samverkan.secrecy.models import CaseFile, Entry

    actor = shared_desk.actor("pol.samordnare")
    ((afresh, quick), *_rest) = both(queries, actor, [filed[0].pk])
    assert quick
    assert all(type(row) is Entry and type(row.case) is CaseFile for row in quick)
    for row, other in zip(quick, afresh, strict=True):
        assert {f.attname: getattr(row, f.attname) for f in Entry._meta.concrete_fields} == {
            f.attname: getattr(other, f.attname) for f in Entry._meta.concrete_fields
        }
        assert (row.made_at.utcoffset(), row._state.adding, row._state.db) == (
            other.made_at.utcoffset(),
            False,
            "default",
        )


@pytest.mark.parametrize("count", range(1, 6))
def test_lists_of_any_length_ask_for_exactly_what_they_name(shared_desk, filed, queries, count) -> None:
    actor = shared_desk.actor("pol.samordnare")
    wanted = [filed[0].pk, *(uuid4() for _ in range(count - 1))]
    ((afresh, quick), *_rest) = both(queries, actor, wanted)
    assert quick == afresh
    assert {row.case_id for row in quick} == {filed[0].pk}


def test_how_many_ids_are_named_does_not_change_how_it_reads(shared_desk, filed, queries) -> None:
    (_build, quick), _files = queries
    actor = shared_desk.actor("pol.samordnare")
    for count in (1, 2, 3, 40):
        list(both(queries, actor, [filed[0].pk] * count))
    assert len(quick._known) == 1


def test_part_of_a_list_cannot_be_asked_for(shared_desk) -> None:
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.prepared import BakedIn, prepared

    faults = (
        lambda ids: Assignment.objects.filter(pk=ids[0]),
        lambda ids: Assignment.objects.filter(pk__in=ids[:1]),
        lambda ids: Assignment.objects.filter(pk__in=[*ids, UUID(int=7)]),
    )
    for fault in faults:
        with pytest.raises(BakedIn):
            prepared(fault)([uuid4()])


@pytest.fixture
def sent(monkeypatch):
    """How many statements went each time something was sent."""
    from samverkan.secrecy.postgres.wire import Wire

    counts, send = [], Wire.send
    monkeypatch.setattr(Wire, "send", lambda wire, asked: (counts.append(len(asked)), send(wire, asked))[1])
    return counts


def test_questions_for_later_go_with_the_first_that_is_needed(shared_desk, filed, queries, sent) -> None:
    from samverkan.secrecy.binding import bound

    (entries, quick_entries), (files, quick_files) = queries
    actor, ids = shared_desk.actor("pol.samordnare"), [filed[0].pk]
    with bound(actor):
        sent.clear()
        rows, again = quick_entries.later(actor, ids), quick_entries.later(actor, list(ids))
        closed = quick_files.later(actor, True)
        found = quick_files(actor, False)
        assert again is rows
        assert sent == [3]
        assert (rows.rows, closed.rows) == (list(entries(actor, ids)), list(files(actor, True)))
        assert found == list(files(actor, False))
        assert sent == [3]


def test_questions_can_be_asked_together_by_nobody_bound(shared_desk, sent) -> None:
    from samverkan.secrecy.models import Agency
    from samverkan.secrecy.prepared import prepared, together

    @prepared
    def named(agencies: list[UUID]):
        return Agency.objects.filter(pk__in=agencies).values_list("pk", flat=True)

    ids = [shared_desk.actor(name).agency for name in ("pol.samordnare", "soc.beslut")]
    sent.clear()
    questions = [named.later([each]) for each in ids] + [named.later([])]
    together(*questions)
    assert [question.rows for question in questions] == [[ids[0]], [ids[1]], []]
    assert sent == [2]


def test_a_question_is_not_asked_after_its_transaction(shared_desk, filed, queries) -> None:
    from samverkan.secrecy.binding import NotBound, bound

    (_build, quick), _files = queries
    actor = shared_desk.actor("pol.samordnare")
    with bound(actor):
        late = quick.later(actor, [filed[0].pk])
    with pytest.raises(NotBound):
        late.rows  # noqa: B018 - asking is the point
    with bound(actor), pytest.raises(NotBound):
        late.rows  # noqa: B018


def test_no_ids_are_answered_without_asking(queries, shared_desk) -> None:
    (_build, quick), _files = queries
    assert quick(shared_desk.actor("pol.samordnare"), []) == []


def test_nobody_bound_is_refused(queries, shared_desk, filed) -> None:
    from samverkan.secrecy.binding import NotBound

    (_build, quick), _files = queries
    with pytest.raises(NotBound):
        quick(shared_desk.actor("pol.samordnare"), [filed[0].pk])


def test_another_agencys_actor_is_stopped_by_the_database_too(shared_desk, filed, queries) -> None:
    """A builder's fault, an actor who is not the one bound, still meets the policy."""
    from samverkan.secrecy.binding import bound

    (_build, quick), _files = queries
    police = shared_desk.actor("pol.samordnare")
    with bound(police):
        assert quick(police, [filed[0].pk])
    with bound(shared_desk.actor("soc.beslut")):
        assert quick(police, [filed[0].pk]) == []


def test_a_step_up_that_has_run_out_no_longer_counts(shared_desk, filed, queries) -> None:
    from samverkan.secrecy import clock

    actor = shared_desk.actor("pol.samordnare", fresh=True)
    ((_afresh, now), *_rest) = both(queries, actor, [filed[0].pk])
    with clock.frozen(clock.now() + timedelta(minutes=6)):
        ((afresh, later), *_rest) = both(queries, actor.stepped_up(actor.stepped_up_until), [filed[0].pk])
    assert later == afresh
    assert "identity_protected" in {row.kind for row in now}
    assert "identity_protected" not in {row.kind for row in later}


def test_the_date_is_that_of_each_asking(shared_desk, filed) -> None:
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.prepared import prepared

    @prepared
    def live():
        return Assignment.objects.filter(Assignment.live(clock.today())).values_list("pk", flat=True)

    assert live()
    with clock.frozen(clock.now() - timedelta(days=10_000)):
        assert live() == []
    assert live()


def test_what_names_somebody_in_the_builder_is_refused(shared_desk) -> None:
    from samverkan.secrecy import clock
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.prepared import BakedIn, prepared

    actor, today = shared_desk.actor("pol.samordnare"), clock.today()
    faults = (
        lambda: Assignment.objects.filter(agency=actor.agency),
        lambda: Assignment.objects.filter(valid_from__lte=today),
        lambda: Assignment.objects.filter(valid_from__lte=clock.today() + timedelta(days=1)),
        lambda: Assignment.objects.filter(pk__in=[actor.assignment]),
    )
    for fault in faults:
        with pytest.raises(BakedIn):
            prepared(fault)()


def test_the_builder_never_meets_who_asks(shared_desk) -> None:
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.prepared import prepared

    met = []

    @prepared
    def own(actor, word: str):
        met.append((actor, word))
        return Assignment.objects.filter(pk=actor.assignment, title=word).values_list("pk", flat=True)

    for name in ("pol.samordnare", "fri.beslut"):
        actor = shared_desk.actor(name)
        title = Assignment.objects.get(pk=actor.assignment).title
        assert own(actor, title) == [actor.assignment]
        ((stand_in, word),) = met[-1:]
        assert not {stand_in.officer, stand_in.agency, stand_in.assignment} & {
            actor.officer, actor.agency, actor.assignment
        }  # fmt: skip
        assert stand_in.seats[0].programme != actor.seats[0].programme
        assert word != title


def test_arguments_that_cannot_be_filled_in_are_refused(shared_desk) -> None:
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.prepared import prepared

    ask = prepared(lambda *_args: Assignment.objects.all())
    for argument in (shared_desk, 1.5, {1}):
        with pytest.raises(TypeError):
            ask(argument)
    with pytest.raises(TypeError):
        ask(key=uuid4())


def test_threads_share_the_form_and_not_the_answer(shared_desk, filed, queries) -> None:
    from samverkan.secrecy.tests.desk import at_once

    (_build, quick), _files = queries
    ids = [case.pk for case in filed]

    def ask(name: str) -> set[UUID]:
        from samverkan.secrecy.binding import bound

        actor, found = shared_desk.actor(name), set()
        for _ in range(10):
            with bound(actor):
                found.update(row.agency_id for row in quick(actor, ids))
        return found

    names = ("pol.samordnare", "fri.beslut", "soc.beslut")
    met = at_once(*(partial(ask, name) for name in names))
    assert met == [{shared_desk.actor(name).agency} for name in names]
