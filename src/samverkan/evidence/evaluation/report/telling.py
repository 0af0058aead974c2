"""An evaluation told in blocks: what could be shown, was seen, speaks for what; then every step, then the plan."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.evidence.evaluation.finding import Estimate, Figure, Section
from samverkan.evidence.evaluation.report import brief, words
from samverkan.evidence.evaluation.report.blocks import (
    Block,
    Box,
    Bullets,
    Document,
    Grid,
    Heading,
    Pairs,
    Paragraph,
    Picture,
)
from samverkan.evidence.evaluation.result import Evaluation
from samverkan.evidence.evaluation.verdict import NAMES, Verdict, Word
from samverkan.evidence.plots import forest
from samverkan.evidence.text import Text, say


class Voice:
    """Picks the language of a text."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, text: Text) -> str:
        return text.sv if self.lang == "sv" else text.en


def tell(evaluation: Evaluation, lang: str = "sv", verdict: Verdict | None = None) -> Document:
    """The whole report."""
    voice, plan = Voice(lang), evaluation.plan
    blocks = [
        *_opening(evaluation, voice, verdict),
        *_speaks(evaluation, voice),
        *_at_once(evaluation, voice),
        *(block for section in evaluation.sections for block in _section(section, voice)),
        *_plan(evaluation, voice),
        *_data(evaluation, voice),
    ]
    return Document(plan.title, voice(words.EVALUATION), plan.author, lang, tuple(blocks))


def tell_section(section: Section, lang: str = "sv") -> Document:
    """One section alone."""
    voice = Voice(lang)
    return Document(voice(section.title), "", "", lang, tuple(_section(section, voice)))


def _opening(evaluation: Evaluation, voice: Voice, verdict: Verdict | None) -> Iterator[Block]:
    yield Heading(voice(words.ASKED))
    yield Paragraph(evaluation.plan.question, lead=True)
    yield Box("brief", voice(words.BRIEF), tuple(voice(text) for text in brief.lines(evaluation)))
    yield _verdict(evaluation, voice, verdict)
    warnings = brief.warnings(evaluation)
    if warnings:
        yield Box("warning", voice(words.WARNINGS), tuple(voice(text) for text in warnings))


def _verdict(evaluation: Evaluation, voice: Voice, verdict: Verdict | None) -> Box:
    if verdict is None:
        return Box("verdict", voice(words.VERDICT), (voice(words.NO_VERDICT),))
    set_by = voice(words.SET_BY).format(by=verdict.by, on=verdict.on.isoformat(), reason=verdict.reason)
    moved = () if verdict.result == evaluation.fingerprint else (voice(words.OTHER_RESULT),)
    title = f"{voice(words.VERDICT)}: {voice(verdict.word.text)}"
    return Box("verdict", title, (set_by, *moved))


def _speaks(evaluation: Evaluation, voice: Voice) -> Iterator[Block]:
    yield Heading(voice(words.SPEAKS))
    for word in Word:
        said = tuple(voice(plea.said) for plea in evaluation.pleas if plea.verdict == word)
        yield Heading(voice(NAMES[word]), 3)
        yield Bullets(said) if said else Paragraph(voice(words.NOTHING_SPEAKS))


def _at_once(evaluation: Evaluation, voice: Voice) -> Iterator[Block]:
    """Every estimate: a figure where two or more can be put in per cent, and a table of all."""
    if not evaluation.estimates:
        return
    yield Heading(voice(words.ESTIMATES))
    drawn = [each for each in evaluation.estimates if each.percent is not None]
    if len(drawn) > 1:
        figure = Figure.of(
            "estimates", lambda lang: forest.estimates(drawn, lang), words.ESTIMATES_CAPTION, words.ESTIMATES
        ).settled()
        yield Picture(figure, voice(words.ESTIMATES_CAPTION), _described(drawn, voice))
    head = (words.METHOD, words.PER_CENT, words.FROM, words.TO, words.EFFECT, Text("p", "p"))
    yield Grid(
        voice(words.ESTIMATES),
        tuple(voice(text) for text in head),
        tuple(tuple(voice(cell) for cell in _row(each)) for each in evaluation.estimates),
    )


def _described(drawn: list[Estimate], voice: Voice) -> str:
    parts = [
        say(
            "{name_sv}: {effect:.0f} % ({low:.0f} till {high:.0f})",
            "{name_en}: {effect:.0f} % ({low:.0f} to {high:.0f})",
            name_sv=each.name.sv,
            name_en=each.name.en,
            effect=each.percent[0],
            low=each.percent[1],
            high=each.percent[2],
        )
        for each in drawn
        if each.percent is not None
    ]
    return "; ".join(voice(part) for part in parts) + "."


def _row(each: Estimate) -> tuple[Text, ...]:
    def shown(value: float | None, spec: str = ".4g") -> Text:
        return Text("–", "–") if value is None else say(f"{{v:{spec}}}", f"{{v:{spec}}}", v=float(value))

    percent = each.percent or (None, None, None)
    own = None if each.logs else each.effect
    return (each.name, *(shown(value, ".0f") for value in percent), shown(own), shown(each.p, ".3f"))


def _section(section: Section, voice: Voice) -> Iterator[Block]:
    yield Heading(voice(section.title))
    if section.refused is not None:
        yield Box("warning", voice(words.REFUSED), (voice(section.refused),))
        return
    for text in section.said:
        yield Paragraph(voice(text))
    for figure in section.figures:
        yield Picture(figure, voice(figure.caption), voice(figure.described))
    for table in section.tables:
        yield Grid(
            voice(table.caption),
            tuple(voice(cell) for cell in table.head),
            tuple(tuple(voice(cell) for cell in row) for row in table.rows),
        )
    if section.assumptions:
        yield Heading(voice(words.RESTS_ON), 3)
        yield Bullets(tuple(voice(text) for text in section.assumptions))


def _plan(evaluation: Evaluation, voice: Voice) -> Iterator[Block]:
    plan, lock = evaluation.plan, evaluation.lock
    locked = voice(words.NOT_LOCKED) if lock is None else lock.locked.isoformat()
    rows = [
        (words.AUTHOR, plan.author),
        (words.WRITTEN, plan.written.isoformat()),
        (words.LOCKED, locked),
        (words.OUTCOME, plan.outcome.name),
        (words.DEFINITION, plan.outcome.definition),
        (words.BETTER, voice(words.LOWER if plan.outcome.better == "lower" else words.HIGHER)),
        (words.DESIGN, voice(words.DESIGNS[plan.design.kind])),
        (words.TREATED, "; ".join(f"{unit} ({time})" for unit, time in plan.treated.items())),
        (words.EXCLUDED, "; ".join(f"{unit}: {why}" for unit, why in plan.excluded.items())),
        (words.SMALLEST, voice(say("{v:g} %", "{v:g} %", v=plan.smallest_effect))),
        (words.LEVEL, voice(say("{v:g} %", "{v:g} %", v=100 * plan.level))),
        (words.SEED, str(plan.seed)),
        (words.FINGERPRINT, lock.fingerprint if lock else ""),
    ]
    yield Heading(voice(words.PLAN))
    yield Pairs(tuple((voice(label), value) for label, value in rows if value))
    yield Heading(voice(words.DEVIATIONS), 3)
    if evaluation.deviations:
        yield Bullets(tuple(voice(text) for text in evaluation.deviations))
    else:
        yield Paragraph(voice(words.NO_DEVIATIONS))


def _data(evaluation: Evaluation, voice: Voice) -> Iterator[Block]:
    snapshot = evaluation.snapshot
    rows = (
        (words.SOURCE, snapshot.source),
        (words.VINTAGE, snapshot.vintage.isoformat()),
        (words.FILE, snapshot.file),
        (words.SHAPE, voice(snapshot.shape)),
        (words.FINGERPRINT, snapshot.fingerprint),
    )
    yield Heading(voice(words.DATA))
    yield Pairs(tuple((voice(label), value) for label, value in rows))
    if snapshot.repairs:
        yield Heading(voice(words.REPAIRS), 3)
        yield Bullets(tuple(voice(text) for text in snapshot.repairs))
    yield Heading(voice(words.REPRODUCE), 3)
    yield Paragraph(voice(words.SAME_BYTES))
    used = ", ".join(f"{name} {number}" for name, number in evaluation.versions)
    yield Pairs(((voice(words.RESULT), evaluation.fingerprint), (voice(words.VERSIONS), used)))
