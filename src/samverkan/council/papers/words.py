"""Words that plans and follow-ups share, in Swedish as they are printed."""

from datetime import date

from samverkan.council.models import Measure, Outcome

CAUSES = {
    Measure.Cause.SITUATION: "situationen", Measure.Cause.VICTIM: "den eller det som utsätts",
    Measure.Cause.OFFENDER: "den som begår brott",
}  # fmt: skip
DONE = {
    Outcome.Done.YES: "Genomförd", Outcome.Done.PARTLY: "Delvis genomförd", Outcome.Done.NO: "Inte genomförd",
}  # fmt: skip
EFFECT = {
    Outcome.Effect.SEEN: "Effekt som väntat", Outcome.Effect.SOME: "Viss effekt", Outcome.Effect.NONE: "Ingen effekt",
    Outcome.Effect.WORSE: "Det blev sämre", Outcome.Effect.UNKNOWN: "Går inte att säga",
}  # fmt: skip
VERDICT = {
    Outcome.Verdict.CONTINUE: "▶ Fortsätter", Outcome.Verdict.CHANGE: "◆ Ändras", Outcome.Verdict.STOP: "■ Avslutas",
}  # fmt: skip


def kronor(amount: int | None) -> str:
    """1 500 000 kr; without an amount, that it is done within what is paid for already."""
    return "Inom ordinarie budget" if amount is None else f"{amount:,} kr".replace(",", "\u00a0")


def cause_text(measure: Measure) -> str:
    """What the picture says of the cause that the measure is aimed at."""
    return str(getattr(measure.problem, measure.cause))


def day(when: date) -> str:
    """A date as printed."""
    return when.isoformat()
