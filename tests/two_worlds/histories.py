"""Hypothesis-made histories: any authority does anything it could, in any order, disclosures included."""

from hypothesis import strategies as st
from two_worlds.steps import AGENCIES, Step

OTHERS = {name: [other for other in AGENCIES if other != name] for name in AGENCIES}


@st.composite
def histories(draw: st.DrawFn, longest: int = 14) -> list[Step]:
    """A list of steps in which each builds on what is there: files, entries, disclosures."""
    steps: list[Step] = [Step("nominate", draw(st.sampled_from(sorted(AGENCIES))), what=0)]
    for _ in range(draw(st.integers(3, longest))):
        step = draw(st.sampled_from(_possible(steps)))
        steps.append(step)
    return steps


def _possible(steps: list[Step]) -> list[Step]:
    """Every act that could come next, at most a few of each sort."""
    found: list[Step] = []
    taken = {(step.agency, step.what) for step in steps if step.does in ("nominate", "open")}
    for agency in sorted(AGENCIES):
        found += [
            Step(does, agency, what=person) for does in ("nominate", "open") for person in (1, 2)
            if (agency, person) not in taken
        ]  # fmt: skip
    for n, step in enumerate(steps):
        found += _next(steps, n, step)
    found += [Step("evaluate", agency) for agency in ("police", "social")]
    found += [Step("draft", "city")] if not any(step.does == "draft" for step in steps) else []
    return found


def _next(steps: list[Step], n: int, step: Step) -> list[Step]:
    if step.does in ("nominate", "receive"):
        return [
            Step("note", step.agency, (n,)),
            Step("colour", step.agency, (n,), what="red"),
            Step("consent", step.agency, (n,)),
            Step("task", step.agency, (n,), what=OTHERS[step.agency][0]),
        ]
    if step.does in ("note", "task"):
        case = step.of[0]
        if steps[case].does == "open":
            return []
        crossings = [Step("disclose", step.agency, (case, n), to=other) for other in OTHERS[step.agency]]
        proposals = (
            [Step("propose", step.agency, (case, n), what=OTHERS[step.agency][0])]
            if step.does == "note"
            else []
        )
        return crossings + proposals
    if step.does == "propose" and not _settled(steps, n, "refuse"):
        return [Step("refuse", step.agency, (n,))]
    if step.does == "disclose" and not _settled(steps, n, "receive", "reject", "withdraw"):
        back = {"agency": step.to, "of": (n,), "to": step.agency}
        return [
            Step("receive", **back),
            Step("reject", **back),
            Step("withdraw", step.agency, (n,), to=step.to),
        ]
    return []


def _settled(steps: list[Step], n: int, *by: str) -> bool:
    return any(step.does in by and step.of == (n,) for step in steps)
