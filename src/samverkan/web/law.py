"""Legal grounds as a page shows them: quoted, dated, with what is uncertain. Never with an answer."""

from collections.abc import Iterable
from typing import Any

from samverkan.secrecy.grounds import Answers, Candidate, Ground, Guide, Quote, RuledOut
from samverkan.secrecy.kinds import Words
from samverkan.web.present import words

Part = dict[str, Any]


def ground_part(ground: Ground, *, remarks: Iterable[Words] = (), uncertain: Iterable[Words] = ()) -> Part:
    """A ground for disclosures/ground.html; without a question asked, all its remarks and uncertainties."""
    doubts = list(uncertain) or [note.text for note in ground.uncertain]
    if ground.missing is not None and ground.missing not in doubts:
        doubts.append(ground.missing)
    return {
        "id": ground.id,
        "provision": ground.provision,
        "title": words(ground.title),
        "kind": words(ground.kind.label),
        "version": ground.version,
        "valid_from": ground.valid_from,
        "valid_to": ground.valid_to,
        "quotes": [quote_part(quote) for quote in ground.quotes],
        "exclusions": [{"provision": each.provision, "why": words(each.why)} for each in ground.exclusions],
        "conditions": [words(condition.question) for condition in ground.conditions],
        "remarks": [words(each) for each in remarks or (note.text for note in ground.remarks)],
        "uncertain": [words(each) for each in doubts],
        "four_eyes": ground.four_eyes,
    }


def quote_part(quote: Quote) -> Part:
    """One paragraph in the law's words, in blocks, with where it was read and what last amended it."""
    return {
        "provision": quote.provision,
        "blocks": [block.strip() for block in quote.text.split("\n") if block.strip()],
        "amended_by": quote.amended_by,
        "statute": quote.source.statute,
        "sfs": quote.source.sfs,
        "url": quote.source.url,
        "read_on": quote.source.read_on,
    }


def guide_part(found: Guide) -> Part:
    """The guide's answer for guide/result.html."""
    return {
        "on": found.question.on,
        "candidates": [candidate_part(each) for each in found.candidates],
        "ruled_out": [ruled_out_part(each) for each in found.ruled_out],
        "not_in_force": [
            {"provision": each.ground.provision, "words": words(each.words)} for each in found.not_in_force
        ],
        "warnings": [words(each.words) for each in found.warnings],
    }


def candidate_part(candidate: Candidate) -> Part:
    """A ground worth considering, with the remarks and doubts that this very question raises."""
    part = ground_part(candidate.ground)
    part["remarks"] = [words(each) for each in candidate.remarks]
    part["uncertain"] = [words(each) for each in candidate.uncertainties]
    return part


def ruled_out_part(out: RuledOut) -> Part:
    """A ground that falls away, with every reason and the rule behind it."""
    reasons = [{"rule": each.rule, "words": words(each.words)} for each in out.reasons]
    return {"id": out.ground.id, "provision": out.ground.provision, "title": words(out.ground.title),
            "reasons": reasons}  # fmt: skip


def answers_part(ground: Ground, answers: Answers) -> list[Part]:
    """The conditions as they were answered: question, answer, the decider's words."""
    rows = []
    for condition in ground.conditions:
        answer = answers.get(condition.id)
        option = condition.option(answer.choice) if answer else None
        rows.append(
            {
                "question": words(condition.question),
                "answer": words(option.label) if option else "",
                "why": answer.reasons if answer else "",
            }
        )
    return rows
