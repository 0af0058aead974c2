"""The guide "May I share?": what there is to consider and what falls away. It never says yes."""

from collections.abc import Iterator

from samverkan.secrecy.grounds.cautions import cautions
from samverkan.secrecy.grounds.loading import in_force, not_in_force
from samverkan.secrecy.grounds.model import AgeLimit, Ground
from samverkan.secrecy.grounds.question import Candidate, Guide, NotInForce, Question, RuledOut
from samverkan.secrecy.grounds.ruling import reasons_against
from samverkan.secrecy.grounds.terms import Consent, RuleKind
from samverkan.secrecy.kinds import Words

_ADULT = 18


def ask(question: Question) -> Guide:
    """Sort every ground in force on the day into candidates and ruled out, with the reasons.

    The order is the law's own, so that it says nothing of which ground to prefer.
    """
    candidates, ruled_out = [], []
    for ground in in_force(question.on):
        reasons = reasons_against(ground, question)
        if reasons:
            ruled_out.append(RuledOut(ground, reasons))
        else:
            candidates.append(_candidate(ground, question))
    absent = tuple(NotInForce(ground, words) for ground, words in not_in_force(question.on))
    return Guide(question, tuple(candidates), tuple(ruled_out), absent, cautions(question))


def _candidate(ground: Ground, question: Question) -> Candidate:
    remarks = [note.text for note in ground.remarks if question.meets(note)]
    uncertain = [note.text for note in ground.uncertain if question.meets(note)]
    if ground.missing is not None:
        uncertain.append(ground.missing)
    return Candidate(
        ground,
        (*remarks, *_about_age(ground.age, question), *_about_consent(ground, question)),
        tuple(uncertain),
    )


def _about_age(limit: AgeLimit | None, question: Question) -> Iterator[Words]:
    if limit is None:
        return
    if question.age is None:
        yield Words(
            f"Åldern är inte känd. Regeln gäller {limit.whom.sv}: svara på frågan om ålder.",
            f"The age is not known. The rule applies to {limit.whom.en}: answer the question about age.",
        )
    elif question.age >= limit.under:
        yield Words(
            f"Personen är {question.age} år. Regeln gäller {limit.whom.sv}: se efter vem villkoret avser.",
            f"The person is {question.age}. The rule applies to {limit.whom.en}: "
            "see whom the condition is about.",
        )


def _about_consent(ground: Ground, question: Question) -> Iterator[Words]:
    if ground.kind is not RuleKind.CONSENT:
        return
    if question.consent is Consent.NOT_ASKED:
        yield Words("Personen är inte tillfrågad ännu.", "The person has not been asked yet.")
    if question.age is None or question.age < _ADULT:
        yield Words(
            "För den som är under 18 år avgör ålder och mognad om barnet, vårdnadshavaren eller båda "
            "samtycker (OSL 12 kap. 3 §).",
            "Under 18, age and maturity settle whether the child, the guardian or both consent "
            "(OSL 12 kap. 3 §).",
        )
