"""The pupil's own words: a code that opens a form and nothing else, once, for two days; attacked from outside."""

from datetime import timedelta

import pytest
from support.absence import ANNA, BO

ANSWER = {"feeling": "hard", "wish": "Ring mig på morgonen."}


@pytest.fixture
def case(team):
    return team.assign(team.take_up(ANNA), "skola.kurator")


def give(team, case, who="pupil", by="skola.kurator"):
    from samverkan.pupils.actions import voice

    return voice.give_code(by=team.actor(by), case=case, who=who)


def leave(code, said=None):
    from samverkan.pupils.voice import code as codes
    from samverkan.pupils.voice import waiting

    return waiting.leave(codes.read(code), said or ANSWER)


def take(team, case, row, by="skola.kurator"):
    from samverkan.pupils.actions import voice

    return voice.take(by=team.actor(by), case=case, code=row)


def views(team, case, by="skola.kurator"):
    from samverkan.pupils.reads.voice import codes_of
    from samverkan.secrecy.binding import bound

    actor = team.actor(by)
    with bound(actor):
        return codes_of(actor, case)


def later(**gone):
    from samverkan.secrecy import clock

    return clock.frozen(clock.now() + timedelta(**gone))


class TestTheWay:
    def test_an_answer_becomes_one_sealed_entry_in_the_case(self, team, case):
        given = give(team, case)
        assert leave(given.code)
        assert [each.answered for each in views(team, case)] == [True]
        take(team, case, given.row)
        (entry,) = team.entries(case, "voice")
        assert entry.fields == {
            "answered_on": "2026-11-28", "who": "pupil", "way": "code", "feeling": "hard",
            "wish": "Ring mig på morgonen.",
        }  # fmt: skip
        assert views(team, case) == []

    def test_giving_taking_and_the_answer_are_in_the_trail(self, team, case):
        from samverkan.secrecy.binding import bound
        from samverkan.trail.models import Trace

        given = give(team, case)
        leave(given.code)
        entry = take(team, case, given.row)
        with bound(team.actor("skola.chef")):
            lines = {row.verb: row for row in Trace.objects.filter(verb__startswith="voice.")}
        assert given.row.pk in lines["voice.give_code"].subjects
        assert entry.pk in lines["voice.take"].subjects
        assert given.code not in str([line.detail for line in lines.values()])

    def test_at_the_screen_it_is_written_at_once(self, team, case):
        from samverkan.pupils.actions import voice

        voice.record(by=team.actor("skola.kurator"), case=case, who="guardian", said=ANSWER)
        (entry,) = team.entries(case, "voice")
        assert (entry["who"], entry["way"]) == ("guardian", "screen")

    def test_nothing_said_is_nothing_written(self, team, case):
        from samverkan.pupils.actions import voice
        from samverkan.secrecy.acting import Invalid

        with pytest.raises(Invalid):
            voice.record(
                by=team.actor("skola.kurator"), case=case, who="pupil", said={"feeling": "?", "case": "x"}
            )


class TestTheLimits:
    def test_a_code_counts_once(self, team, case):
        from samverkan.secrecy.acting import Conflict

        given = give(team, case)
        leave(given.code)
        leave(given.code, {"wish": "Något annat."})
        take(team, case, given.row)
        leave(given.code, {"wish": "En gång till."})
        with pytest.raises(Conflict):
            take(team, case, given.row)
        assert [each["wish"] for each in team.entries(case, "voice")] == [ANSWER["wish"]]

    def test_an_answer_left_too_late_is_not_taken(self, team, case):
        given = give(team, case)
        with later(hours=49):
            leave(given.code)
            assert take(team, case, given.row) is None
        assert team.entries(case, "voice") == []

    def test_an_answer_left_in_time_may_be_taken_later(self, team, case):
        given = give(team, case)
        with later(hours=47):
            leave(given.code)
        with later(hours=60):
            assert [each.answered for each in views(team, case)] == [True]
            assert take(team, case, given.row) is not None

    def test_a_code_that_ran_out_is_not_shown_and_leaves_room_for_others(self, team, case):
        for _ in range(5):
            give(team, case)
        from samverkan.secrecy.acting import Invalid

        with pytest.raises(Invalid):
            give(team, case)
        with later(hours=49):
            assert views(team, case) == []
            give(team, case)

    def test_a_removed_code_opens_nothing(self, team, case):
        from samverkan.pupils.actions import voice

        given = give(team, case)
        leave(given.code)
        voice.drop_code(by=team.actor("skola.kurator"), case=case, code=given.row)
        assert views(team, case) == []
        assert team.entries(case, "voice") == []

    def test_only_whoever_may_write_in_the_case_gives_and_takes(self, team, case):
        from samverkan.secrecy.acting import Refused

        given = give(team, case)
        leave(given.code)
        for who in ("skola.franvaro", "skola.kurator2", "soc.enhetschef", "pol.samordnare"):
            with pytest.raises(Refused):
                give(team, case, by=who)
            with pytest.raises(Refused):
                take(team, case, given.row, by=who)

    def test_no_code_is_given_in_a_closed_case(self, team):
        from samverkan.casework import actions
        from samverkan.secrecy.acting import Invalid

        case = team.take_up(BO)
        closed = actions.move(
            by=team.actor("skola.chef"), case=case, move="end", reason="Flyttade.", leaving="moved"
        )
        with pytest.raises(Invalid):
            give(team, closed, by="skola.chef")


class TestAttacks:
    def test_a_guessed_code_reaches_nobody(self, team, case):
        from samverkan.pupils.voice import code as codes

        given = give(team, case)
        for _ in range(20):
            assert leave(codes.new())  # the same answer as for a code that exists
        assert [each.answered for each in views(team, case)] == [False]
        assert take(team, case, given.row) is None

    def test_the_code_stands_nowhere_in_the_database(self, team, case, attacker):
        given = give(team, case)
        plain = given.code.replace("-", "")
        with attacker() as db:
            (row,) = db.execute("SELECT c::text FROM pupils_voicecode c").fetchone()
            lines = db.execute("SELECT string_agg(t::text, ' ') FROM trail_trace t").fetchone()[0]
        assert plain not in row
        assert plain not in lines

    def test_what_waits_cannot_be_read_without_the_code_or_the_installations_key(self, team, case, attacker):
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        from samverkan.pupils.voice import code as codes
        from samverkan.secrecy.seal import label

        given = give(team, case)
        leave(given.code)
        with attacker() as db:
            found, sealed = db.execute("SELECT lookup, sealed FROM pupils_voiceanswer").fetchone()
        assert b"Ring mig" not in bytes(sealed)
        guess = codes.sealing_key(b"0" * 32, codes.read(given.code))
        with pytest.raises(InvalidTag):
            AESGCM(guess).decrypt(bytes(sealed)[:12], bytes(sealed)[12:], label("voice", bytes(found).hex()))

    def test_the_product_cannot_list_change_or_throw_away_what_waits(self, team, case):
        from samverkan.secrecy.tests.desk import Desk

        given = give(team, case)
        leave(given.code)
        desk = Desk(team.world)
        for statement in (
            "SELECT * FROM pupils_voiceanswer", "DELETE FROM pupils_voiceanswer",
            "UPDATE pupils_voiceanswer SET posted_at = now()", "INSERT INTO pupils_voiceanswer VALUES ('', '', now())",
        ):  # fmt: skip
            assert desk.refused("skola.chef", statement) == "42501"

    def test_taking_asks_for_an_officer_who_is_bound(self, team, case):
        import psycopg
        from django.db import DatabaseError, connection

        given = give(team, case)
        leave(given.code)
        with pytest.raises((DatabaseError, psycopg.Error)), connection.cursor() as cursor:
            cursor.execute("SELECT sec.take_answer(%s)", [bytes(given.row.lookup)])
        assert [each.answered for each in views(team, case)] == [True]

    def test_an_officer_of_another_agency_gets_nothing_by_the_lookup(self, team, case):
        """Whoever had a lookup could take what waits away, never read it: the key lies sealed in the case's box."""
        from samverkan.pupils.voice import waiting
        from samverkan.secrecy.binding import bound

        given = give(team, case)
        leave(given.code)
        with bound(team.actor("soc.enhetschef")):
            left = waiting.take(bytes(given.row.lookup), bytes(32))
        assert left.fields is None

    def test_what_does_not_fit_is_refused_and_a_full_box_says_so_to_everybody(self, team, case, attacker):
        import psycopg
        from django.db import DatabaseError, connection

        from samverkan.secrecy import clock

        for found, sealed in ((b"x" * 15, b"y" * 40), (b"x" * 16, b"y" * 20), (b"x" * 16, b"y" * 50_000)):
            with pytest.raises((DatabaseError, psycopg.Error)), connection.cursor() as cursor:
                cursor.execute("SELECT sec.leave_answer(%s, %s, %s)", [found, sealed, clock.now()])
        with attacker() as db:
            db.execute(
                "INSERT INTO pupils_voiceanswer SELECT decode(lpad(to_hex(n), 32, '0'), 'hex'), '\\x00', %s"
                " FROM generate_series(1, 5000) n", [clock.now()],
            )  # fmt: skip
        given = give(team, case)
        assert leave(given.code) is False
        with later(days=4):
            assert leave(given.code) is True

    def test_a_form_filled_by_a_machine_writes_nothing_but_the_questions(self, team, case):
        given = give(team, case)
        leave(given.code, {"wish": "x" * 9000, "case": "annan", "made_by": "rektor", "talk": "<script>"})
        take(team, case, given.row)
        (entry,) = team.entries(case, "voice")
        assert set(entry.fields) == {"answered_on", "who", "way", "wish"}
        assert len(entry["wish"]) == 2000


def test_the_questions_are_the_methods_own_fields(template):
    from samverkan.methods.loading import load
    from samverkan.pupils.voice.questions import KIND, QUESTIONS

    kind = load("skolsocialt_team").kind(KIND)
    for question in QUESTIONS:
        field = kind.field(question.id)
        assert [choice.id for choice in field.choices] == [key for key, _words in question.choices]
    assert {field.id for field in kind.fields} == {
        "answered_on",
        "who",
        "way",
        *(each.id for each in QUESTIONS),
    }
