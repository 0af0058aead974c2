"""Every quote is the statute's own text, whole, under the heading that the ground names."""

import pytest

from samverkan.secrecy.grounds import Ground, Quote, all_grounds
from samverkan.secrecy.grounds.tests.statutes import ended, law_folder, paragraphs, place_of, squeezed

_QUOTED = [(ground, quote) for ground in all_grounds() for quote in ground.quotes]


@pytest.mark.parametrize(
    ("ground", "quote"), _QUOTED, ids=[f"{g.id}@{g.version} {q.provision}" for g, q in _QUOTED]
)
def test_the_quote_is_the_whole_paragraph(ground: Ground, quote: Quote) -> None:
    path = law_folder() / quote.source.file
    if not path.exists():
        pytest.skip(f"the law text {quote.source.file} is missing in {law_folder()}; set SAMVERKAN_SHARED")
    wanted = squeezed(quote.text) + (f" Lag ({quote.amended_by})." if quote.amended_by else "")
    texts = [ended(squeezed(each)) for each in paragraphs(path)[place_of(quote.provision)]]
    assert wanted in texts


def test_the_newest_wording_is_quoted_where_the_file_holds_two() -> None:
    path = law_folder() / "sol-2025-400-utdrag.md"
    if not path.exists():
        pytest.skip(f"the law text is missing in {law_folder()}; set SAMVERKAN_SHARED")
    for ground_id, place in (("sol-19-1", ("19", "1")), ("sol-19-6", ("19", "6"))):
        older, newer = paragraphs(path)[place]
        versions = [each for each in all_grounds() if each.id == ground_id]
        assert squeezed(versions[0].quotes[0].text) == squeezed(older)
        assert squeezed(versions[1].quotes[0].text) in squeezed(newer)
        assert versions[1].quotes[0].amended_by == "2025:1501"


def test_squeezing_keeps_what_matters() -> None:
    assert squeezed("hän- syn till\n 3- 5 §§") == squeezed("hänsyn till 3-5 §§")
    assert squeezed("lagen ([2010:800])") == squeezed("lagen (2010:800)")
    assert squeezed("sex månader") != squeezed("sju månader")


def test_the_first_quote_is_the_ground_itself() -> None:
    for ground in all_grounds():
        if ground.quotes:
            assert ground.quotes[0].provision == ground.provision, ground.id


def test_every_duty_quotes_the_rule_that_lifts_the_secrecy() -> None:
    for ground in all_grounds():
        if ground.kind == "duty" and ground.quotes:
            assert "OSL 10 kap. 28 §" in {each.provision for each in ground.quotes}, ground.id


def test_a_missing_wording_is_said_and_asked_about() -> None:
    missing = [each for each in all_grounds() if not each.wording_known]
    assert missing
    for ground in missing:
        assert ground.quotes == ()
        assert ground.missing is not None
        assert "finns inte i programmet" in ground.missing.sv
        assert "not held" in ground.missing.en
        assert [each.id for each in ground.conditions] == ["older_wording"]
        assert ground.conditions[0].reasons
        assert ground.four_eyes
        assert ground.valid_to is not None, "only an older wording may be missing"
