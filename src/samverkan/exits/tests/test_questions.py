"""A question between two municipalities, from the place under a lock to one bit; what crosses, and how often."""

import pytest
from support.posts import COORDINATOR, COUNSELLOR, DECIDER, OTHER, PLACE, SECOND
from support.world import EXIT, EXITS_NEXT, NEIGHBOUR

RIVAL = "199901012394"


@pytest.fixture
def lock(exits):
    """Ours: of group Y, planned for Växjö, to be kept from a rival by number and from group X."""
    case = exits.leaver()
    exits.assign(case, COUNSELLOR, OTHER)
    exits.identity(case)
    lock = exits.locked(case, COUNSELLOR)
    exits.apart(case, what="person", name="Rivalen", number=RIVAL)
    exits.apart(case, name="Grupp X")
    exits.apart(case, side="own", name="Grupp Y")
    return lock


@pytest.fixture
def theirs(exits):
    """Makes a leaver of the neighbour's, with a place and a list, whose lock has been opened since."""

    def made(town="0780", alias="Trast", **terms):
        case = exits.leaver("gra.samordnare", EXITS_NEXT, alias)
        exits.assign(case, "gra.handlaggare", by="gra.beslut")
        lock = exits.locked(case, "gra.handlaggare", by="gra.beslut", place={**PLACE, "town": town})
        for name, (side, what) in terms.items():
            fields = {"name": name, "number": name.removeprefix("p")} if what == "person" else {"name": name}
            exits.apart(case, side=side, what=what, by="gra.handlaggare", **fields)
        exits.opened(lock, "gra.handlaggare")
        return case

    return made


def compared(exits, lock):
    from samverkan.exits import actions
    from samverkan.exits.reads.questions import reply_of
    from samverkan.secrecy.binding import bound

    file = exits.crossed(exits.ask(lock), DECIDER, "gra.handlaggare")
    actions.compare(by=exits.actor("gra.handlaggare"), file=file)
    with bound(exits.actor("gra.handlaggare")):
        return reply_of(file)[1], file


def invalid(act, **facts):
    from samverkan.secrecy.acting import Invalid

    with pytest.raises(Invalid) as found:
        act(**facts)
    return found.value.field


def test_the_whole_way_from_a_planned_place_to_one_bit(exits, lock, theirs):
    from samverkan.exits import actions
    from samverkan.exits.reads.questions import asked_about
    from samverkan.secrecy.binding import bound

    case = theirs(GruppX=("own", "group"))
    comparison, file = compared(exits, lock)
    assert comparison.cases == {case.pk: ["group"]}
    reply = actions.answer(
        by=exits.actor("gra.handlaggare"), file=file, obstacle="obstacle", why="Vår kund är där."
    )
    exits.crossed(reply, "gra.beslut", COUNSELLOR)
    by = exits.actor(COUNSELLOR)
    with bound(by):
        (asked,) = asked_about(by, lock.case)
    assert asked.answer == "obstacle"
    assert asked.question.receiver_id == NEIGHBOUR


@pytest.mark.parametrize(("town", "terms", "by"), [
    ("0780", {"GruppX": ("own", "group")}, ["group"]),  # theirs is of the group that ours must avoid
    ("0780", {"Grupp Y": ("avoid", "group")}, ["group"]),  # theirs must avoid the group that ours is of
    ("0780", {"p199901012386": ("avoid", "person")}, ["person"]),  # theirs must avoid ours, by number
    ("1480", {"GruppX": ("own", "group")}, []),  # another town
    ("0780", {"GruppX": ("avoid", "group")}, []),  # both must avoid the same group: no danger to one another
    ("0780", {"Grupp Z": ("own", "group")}, []),
    ("0780", {}, []),
])  # fmt: skip
def test_what_matches_and_what_does_not(exits, lock, theirs, town, terms, by):
    case = theirs(town, **terms)
    comparison, _file = compared(exits, lock)
    assert comparison.cases == ({case.pk: by} if by else {})


def test_the_rival_is_found_by_number_though_nobody_wrote_a_name(exits, lock, theirs):
    case = theirs()
    from samverkan.casework import actions as casework

    casework.add(by=exits.actor("gra.samordnare"), case=case, kind="identity",
                 fields={"name": "Någon", "person_number": RIVAL})  # fmt: skip
    exits.key_holder_opens(case, "gra.handlaggare")
    comparison, _file = compared(exits, lock)
    assert comparison.cases == {case.pk: ["person"]}


def test_what_crosses_is_a_month_and_numbers_that_say_nothing(exits, lock, theirs):
    from samverkan.exits.comparing import Numbers
    from samverkan.secrecy import door
    from samverkan.secrecy.binding import bound

    proposed = exits.ask(lock)
    with bound(exits.actor(DECIDER)):
        (item,) = door.payload_of(proposed)["entries"]
    assert set(item["fields"]) == {"asked_on", "planned_month", "numbers"}
    numbers = Numbers.read(item["fields"]["numbers"])
    assert len(set(numbers.points)) == Numbers.COUNT
    assert proposed.list_id != lock.case.list_id, "nothing ties it to the leaver's case"


def test_two_questions_about_one_leaver_cannot_be_tied_together(exits, lock, theirs):
    from samverkan.exits.comparing import Numbers
    from samverkan.secrecy import door
    from samverkan.secrecy.binding import bound

    first, second = exits.ask(lock), exits.ask(lock)
    with bound(exits.actor(DECIDER)):
        one, other = (
            Numbers.read(door.payload_of(each)["entries"][0]["fields"]["numbers"]) for each in (first, second)
        )
    assert set(one.points).isdisjoint(other.points)
    assert first.list_id != second.list_id


def test_the_answer_is_one_field_and_its_reasons_stay_at_home(exits, lock, theirs):
    from samverkan.exits import actions
    from samverkan.secrecy import door
    from samverkan.secrecy.binding import bound

    _comparison, file = compared(exits, lock)
    reply = actions.answer(
        by=exits.actor("gra.handlaggare"), file=file, obstacle="none_known", why="Ingen träff."
    )
    with bound(exits.actor("gra.beslut")):
        (item,) = door.payload_of(reply)["entries"]
    assert item["fields"].keys() == {"event_date", "obstacle"}
    assert "Ingen träff" not in str(item)


def test_a_human_answers_and_may_answer_otherwise_than_the_comparison(exits, lock, theirs):
    from samverkan.exits import actions

    theirs(GruppX=("own", "group"))
    _comparison, file = compared(exits, lock)
    reply = actions.answer(
        by=exits.actor("gra.handlaggare"), file=file, obstacle="none_known", why="Fel grupp."
    )
    assert reply.state == "proposed"


def test_nothing_is_answered_before_it_is_compared_nor_without_reasons(exits, lock, theirs):
    from samverkan.exits import actions

    file = exits.crossed(exits.ask(lock), DECIDER, "gra.handlaggare")
    by = exits.actor("gra.handlaggare")
    assert invalid(actions.answer, by=by, file=file, obstacle="obstacle", why="Skäl.") == "obstacle"
    actions.compare(by=by, file=file)
    assert invalid(actions.answer, by=by, file=file, obstacle="obstacle", why=" ") == "why"
    assert invalid(actions.answer, by=by, file=file, obstacle="kanske", why="Skäl.") == "obstacle"


def test_lines_written_after_the_question_came_take_no_part(exits, lock, theirs):
    """Else whoever answers could try names out, one after another, on a question that is there."""
    from samverkan.exits import actions
    from samverkan.exits.reads.questions import reply_of
    from samverkan.secrecy.binding import bound

    file = exits.crossed(exits.ask(lock), DECIDER, "gra.handlaggare")
    theirs(GruppX=("own", "group"))
    actions.compare(by=exits.actor("gra.handlaggare"), file=file)
    with bound(exits.actor("gra.handlaggare")):
        assert reply_of(file)[1].cases == {}


def test_a_question_is_compared_once(exits, lock, theirs):
    from samverkan.exits import actions
    from samverkan.secrecy.acting import Conflict

    _comparison, file = compared(exits, lock)
    with pytest.raises(Conflict):
        actions.compare(by=exits.actor("gra.handlaggare"), file=file)


def test_only_somebody_on_the_place_list_asks_about_it(exits, lock):
    from samverkan.secrecy.acting import Refused

    for username in (OTHER, COORDINATOR, DECIDER):
        with pytest.raises(Refused):
            exits.ask(lock, by=username)


def test_a_question_needs_a_written_place_and_something_to_compare(exits):
    from support.world import AGREEMENT

    from samverkan.exits import actions
    from samverkan.secrecy.models import Programme

    case = exits.leaver()
    exits.assign(case, COUNSELLOR)
    lock = actions.make_lock(by=exits.actor(DECIDER, fresh=True), case=case)
    exits.key(lock, COUNSELLOR)
    by, agreement = exits.actor(COUNSELLOR, fresh=True), Programme.objects.get(pk=AGREEMENT)
    asked = {"by": by, "lock": lock, "programme": agreement, "receiver": NEIGHBOUR, "month": "2026-12"}
    assert invalid(actions.ask, **asked) == "place"
    actions.put_place(by=by, lock=lock, fields=PLACE)
    assert invalid(actions.ask, **asked) == "place"


def test_three_questions_about_a_case_in_thirty_days_and_no_fourth(exits, lock):
    for _ in range(3):
        exits.ask(lock)
    assert invalid(exits.ask, lock=lock) == "receiver"


def test_ten_questions_a_day_to_one_receiver_and_an_alarm_from_the_fifth(exits):
    from samverkan.exits.models import Alarm
    from samverkan.secrecy.binding import bound

    locks = [_ready(exits, f"Fågel {n}") for n in range(4)]
    for n in range(10):
        exits.ask(locks[n // 3])
        with bound(exits.actor(DECIDER)):
            assert Alarm.objects.filter(kind="questions").exists() == (n >= 4)
    assert invalid(exits.ask, lock=locks[3]) == "receiver"
    with bound(exits.actor(DECIDER)):
        told = Alarm.objects.filter(kind="questions").values_list("assignment__officer__username", flat=True)
        assert set(told) == {DECIDER, SECOND, "avh.logg"}


@pytest.mark.parametrize(("column", "value"), [
    ("slot", "11"), ("slot", "0"), ("period_slot", "4"), ("day", "day - 1"), ("period", "period + 1"),
    ("asked_by", "gen_random_uuid()"), ("place", "gen_random_uuid()"),
])  # fmt: skip
def test_no_statement_slips_past_the_limit(exits, lock, column, value):
    """SQL in the transaction of the very officer who may ask: a row beyond the slots, or in another day's."""
    exits.ask(lock)
    columns = ["id", "agency_id", "case_id", "place", "receiver_id", "programme_id", "file_id", "asked_at", "asked_by",
               "day", "slot", "period", "period_slot", "box_id", "sealed"]  # fmt: skip
    given = {
        "id": "gen_random_uuid()",
        "file_id": "case_id",
        "slot": "slot + 1",
        "period_slot": "period_slot + 1",
    }
    honest = ", ".join(given.get(each, each) for each in columns)
    insert = f"INSERT INTO exits_question ({', '.join(columns)}) SELECT {{}} FROM exits_question LIMIT 1"
    assert exits.refusal(COUNSELLOR, insert.format(honest)) == "", "a next slot of today goes through"
    forged = ", ".join({**given, column: value}.get(each, each) for each in columns)
    assert exits.refusal(COUNSELLOR, insert.format(forged)) in {"42501", "23514", "23505"}
    assert exits.refusal(COUNSELLOR, insert.format(honest), fresh=False) == "42501"
    assert exits.refusal(OTHER, insert.format(honest)) == "42501"


@pytest.mark.parametrize("kind", ["placement_question", "placement_answer"])
def test_no_question_or_answer_is_written_by_hand_past_the_counting(exits, lock, kind):
    """The ordinary form for an entry of the kind, in a file that has taken no slot."""
    from django.db import DatabaseError
    from support.world import AGREEMENT

    from samverkan.casework import actions as casework
    from samverkan.secrecy.models import Programme

    by = exits.actor(COUNSELLOR)
    file = casework.nominate(
        by=by, programme=Programme.objects.get(pk=AGREEMENT), identity={"name": "För hand"}
    )
    fields = {"placement_question": {"asked_on": "2026-11-28", "planned_month": "2026-12", "numbers": "v1"},
              "placement_answer": {"event_date": "2026-11-28", "obstacle": "none_known"}}  # fmt: skip
    with pytest.raises(DatabaseError, match="counted first"):
        casework.add(by=by, case=file, kind=kind, fields=fields[kind])


def test_those_who_ask_at_once_each_get_a_slot_of_their_own(exits):
    from samverkan.exits.models import Question
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.tests.desk import at_once

    locks = [_ready(exits, f"Fågel {n}") for n in range(4)]
    results = at_once(*(lambda lock=lock: exits.ask(lock) for lock in locks))
    assert [type(each).__name__ for each in results] == ["Disclosure"] * 4, results
    at_once(*(lambda lock=lock: exits.ask(lock) for lock in locks for _ in range(3)))
    with bound(exits.actor(DECIDER)):
        slots = sorted(Question.objects.values_list("slot", flat=True))
    assert slots == list(range(1, len(slots) + 1))
    assert len(slots) <= 10


def test_the_one_who_answers_compares_ten_a_day_from_one_asker(exits, theirs):
    from samverkan.exits import actions
    from samverkan.exits.models import Alarm
    from samverkan.secrecy.binding import bound

    locks = [_ready(exits, f"Fågel {n}") for n in range(4)]
    files = [exits.crossed(exits.ask(locks[n // 3]), DECIDER, "gra.handlaggare") for n in range(10)]
    by = exits.actor("gra.handlaggare")
    for file in files:
        actions.compare(by=by, file=file)
    with bound(by):
        assert set(Alarm.objects.values_list("assignment__officer__username", "about")) == {
            ("gra.beslut", EXIT)
        }
    left = "SELECT count(*) FROM exits_reply WHERE asker_id = %s"
    assert exits.by_sql("gra.handlaggare", left, EXIT) == [(10,)]
    more = ("INSERT INTO exits_reply SELECT gen_random_uuid(), compared_at, compared_by, day, 11, sealed, agency_id,"
            " asker_id, box_id, box_id FROM exits_reply LIMIT 1")  # fmt: skip
    assert exits.refusal("gra.handlaggare", more) != ""


def test_ones_own_cases_are_asked_alike_and_counted_alike(exits, lock):
    from samverkan.exits import actions

    by = exits.actor(COUNSELLOR, fresh=True)
    assert actions.ask_own(by=by, lock=lock) is False
    _ready(exits, "Trast", side="own", name="Grupp X")
    assert actions.ask_own(by=by, lock=lock) is True
    actions.ask_own(by=by, lock=lock)
    assert invalid(actions.ask_own, by=by, lock=lock) == "receiver"


def test_the_list_waiting_for_a_lock_is_counted_and_said(exits, lock, theirs):
    case = theirs()
    exits.apart(case, by="gra.handlaggare", name="Grupp Q")
    comparison, _file = compared(exits, lock)
    assert comparison.waiting == 1


def test_a_question_whose_secret_is_gone_cannot_be_compared(exits, lock, theirs):
    from samverkan.exits import actions
    from samverkan.exits.models import Question
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound, keystore

    file = exits.crossed(exits.ask(lock), DECIDER, "gra.handlaggare")
    with bound(exits.actor(DECIDER)):
        key = Question.objects.values_list("pk", flat=True).get()
    keystore().drop_box(EXIT, key, at=clock.now().isoformat(), reason="lapsed")
    assert invalid(actions.compare, by=exits.actor("gra.handlaggare"), file=file) == "numbers"


@pytest.mark.parametrize(
    "text", ["", "v1", "v2 x y", "v1 00000000-0000-0000-0000-000000000001 aGVq", "v1 x " + "A" * 44]
)
def test_garbled_numbers_are_refused_in_words(template, text):
    from samverkan.exits.comparing import Numbers

    assert invalid(Numbers.read, text=text) == "numbers"


def _ready(exits, alias, side="avoid", name="Grupp X"):
    """A leaver of ours in Växjö with a lock and one line that takes part."""
    case = exits.leaver(alias=alias)
    exits.assign(case, COUNSELLOR)
    lock = exits.locked(case, COUNSELLOR)
    exits.apart(case, side=side, name=name)
    exits.opened(lock, COUNSELLOR)
    return lock
