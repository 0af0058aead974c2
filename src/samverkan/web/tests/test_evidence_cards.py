"""What is known of a method, on its pages: each question apart, failed and stopped work on equal terms, ours beside."""

import pytest
from support.clients import signed_in_client, text_of
from support.evaluations import ANALYST, Analyst

CARD, TRIED = "/verksamheter/metoder/trefas/kunskap/", "/verksamheter/metoder/provat/"
REASON = "Hela intervallet ligger under noll, men annat hände samtidigt."


def page(world, path, username="pol.samordnare"):
    return text_of(signed_in_client(world, username).get(path))


def test_the_questions_stand_apart_and_one_without_answer_says_so(world):
    from samverkan.methods.words import EvidenceKind

    text = page(world, CARD)
    places = [text.index(kind.label.sv[0].upper() + kind.label.sv[1:]) for kind in EvidenceKind]
    assert places == sorted(places)
    assert "Slutsats Går inte att avgöra" in text
    assert "Kan vara annorlunda här" in text
    assert "Ingen utvärdering hittad (inte samma som ingen effekt)" in text


def test_a_question_nobody_answered_is_shown_as_one(world):
    from samverkan.methods.words import EvidenceKind
    from samverkan.programmes.reads import methods
    from samverkan.web.programmes import explaining

    found = {each["id"]: each["cards"] for each in explaining.questions(methods.newest("trefas"))}
    assert set(found) == {str(kind) for kind in EvidenceKind}
    empty = sum(not cards for cards in found.values())
    assert page(world, CARD).count("Kortet säger inget om det här") == empty


def test_what_failed_stands_beside_what_worked_in_the_order_of_names_and_dates(world):
    from samverkan.programmes.reads import methods
    from samverkan.web.programmes import explaining

    rows = explaining.tried(methods.adopted())
    assert {row["verdict"] for row in rows} >= {"fungerade", "går inte att avgöra"}
    for method in {row["method"] for row in rows}:
        dates = [row["dated"] for row in rows if row["method"] == method]
        assert dates == sorted(dates, reverse=True)
    text = page(world, TRIED)
    assert all(row["outcome"] in text for row in rows if row["outcome"])


def test_our_own_evaluation_is_a_card_among_the_effects_whatever_it_found(world):
    from samverkan.evaluations import actions
    from samverkan.methods.words import EvidenceKind
    from samverkan.secrecy import clock

    analyst = Analyst(world)
    study = analyst.done(method="trefas")
    analyst.plan(method="trefas", title="Den som väntar")
    assert REASON not in page(world, CARD, ANALYST)
    low, high = analyst.shown(study).result.estimates[0].percent[1:]
    for word, said in (("did_not", "Fungerade inte"), ("harmful", "Gjorde skada")):
        made = actions.judge(by=analyst.actor, study=study, word=word, reason=REASON)
        text = page(world, CARD, ANALYST)
        effects = text[: text.index(EvidenceKind.MECHANISM.label.sv[1:])]
        shown = (
            f"Slutsats {said}",
            f"Skälen: {REASON}",
            f"från {-low:.0f} % lägre till",
            f"{abs(high):.0f} %",
            "Er egen utvärdering",
        )
        for each in (*shown, f"Påhittade siffror, {clock.day_of(made.made_at)}"):
            assert each in effects
        assert effects.index("Er egen utvärdering") > effects.index("SBU")
        assert f"{said} Utfallet blev" in page(world, TRIED, ANALYST)
    assert "Den som väntar" in text[text.index("utan slutsats") :]
    for other in ("pol.samordnare", "soc.beslut"):
        for path in (CARD, TRIED):
            assert "Er egen utvärdering" not in page(world, path, other)


@pytest.mark.parametrize("path", ["/verksamheter/metoder/finns-ej/kunskap/"])
def test_a_method_that_is_not_here_is_not_found(world, path):
    assert signed_in_client(world, "pol.samordnare").get(path).status_code == 404
