"""An authority's own evaluations as lines of a method's evidence card: same fields, whatever the verdict was."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samverkan.evaluations import reads, rules
from samverkan.evidence.evaluation.report import brief
from samverkan.evidence.evaluation.report.words import DESIGNS
from samverkan.methods.schema import Method
from samverkan.secrecy.actor import Actor
from samverkan.web.language import in_language
from samverkan.web.present import Part, words


def readable(actor: Actor, method: str | None = None) -> list[reads.Shown]:
    """The evaluations that name a method and that the officer may read, the newest first; none for others."""
    found = reads.every(actor) if rules.sees(actor) else []
    return [each for each in found if each.plan.method and method in {None, each.plan.method}]


def cards(found: Iterable[reads.Shown]) -> list[Part]:
    """Those with a result and a human's verdict, by the day of the verdict, as `explaining.evidence` has them."""
    judged = [each for each in found if each.verdict is not None and each.result is not None]
    judged.sort(key=lambda each: each.verdict.on if each.verdict else each.plan.written, reverse=True)
    return [_card(each) for each in judged]


def waiting(found: Iterable[reads.Shown]) -> list[Part]:
    """Those without a verdict so far: title and outcome."""
    return [
        {"study": each.study, "title": each.plan.title, "outcome": each.plan.outcome.name}
        for each in found
        if each.verdict is None
    ]


def tried(actor: Actor, methods: Iterable[Method]) -> list[Part]:
    """The judged ones of every method, as `explaining.tried` has them."""
    names = {each.id: words(each.name) for each in methods}
    found = readable(actor)
    return [
        {"method": name, "method_id": method, **card}
        for method, name in names.items()
        for card in cards(each for each in found if each.plan.method == method)
    ]


def _card(each: reads.Shown) -> Part:
    assert each.verdict is not None
    assert each.result is not None
    plan = each.plan
    return {
        "study": each.study, "title": plan.title, "outcome": plan.outcome.name, "claim": plan.question,
        "verdict": in_language(each.verdict.word.text), "reason": each.verdict.reason,
        "size": " ".join(in_language(text) for text in brief.seen(each.result)),
        "certainty": _("inte graderad; rapporten säger vad som talar för vad"),
        "design": in_language(DESIGNS[plan.design.kind]), "where": _("Er egen utvärdering"),
        "source": plan.data.source, "dated": each.verdict.on, "work": "", "transfer": "", "kind": "",
    }  # fmt: skip
