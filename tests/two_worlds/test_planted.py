"""Leaks planted in the product, run through the comparison: each must be found."""

import contextlib
from collections import Counter

import pytest
from two_worlds.steps import Step

HISTORY = [
    Step("nominate", "police", what=0),
    Step("note", "police", (0,)),
    Step("disclose", "police", (0, 1), to="social"),
    Step("nominate", "social", what=1),
    Step("note", "social", (3,)),
    Step("colour", "social", (3,), what="red"),
    Step("disclose", "social", (3, 4), to="probation"),
    Step("receive", "probation", (6,), to="social"),
    Step("receive", "social", (2,), to="police"),
    Step("note", "social", (8,)),
    Step("disclose", "social", (8, 9), to="police"),
    Step("receive", "police", (10,), to="social"),
]  # fmt: skip


def shared_number(monkeypatch):
    """One running number for all authorities: it moves when another acts."""
    from samverkan.casework.actions import cases
    from samverkan.secrecy import disclosing, reception

    count = Counter()

    def number(prefix: str) -> str:
        count[prefix] += 1
        return f"{prefix}-2026-{count[prefix]}"

    for module in (cases.numbering, disclosing.numbering, reception.numbering):
        monkeypatch.setattr(module, "next_number", number)
    return count.clear


def givers_number(monkeypatch):
    """The giver's own number in what is sent: it tells how many others it has sent."""
    from samverkan.secrecy import door, numbering

    honest = door.payload_of

    def payload(disclosure):
        made = honest(disclosure)
        for each in made["entries"]:
            each["fields"] = {
                **each["fields"],
                "text": f"{each['fields'].get('text', '')} {disclosure.number}",
            }
        return made

    monkeypatch.setattr(door, "payload_of", payload)
    assert numbering
    return lambda: None


def shared_cache(monkeypatch):
    """A count kept in the process and shown to everybody."""
    from samverkan.secrecy import entries
    from samverkan.web import context

    count = Counter()
    honest_write, honest_nav = entries.write, context._nav

    def write(**facts):
        count["entries"] += 1
        return honest_write(**facts)

    def nav(request, actor):
        return [*honest_nav(request, actor), {"label": f"Allt ({count['entries']})", "url": "/"}]

    monkeypatch.setattr(entries, "write", write)
    monkeypatch.setattr(context, "_nav", nav)
    return count.clear


def tell_hidden_from_absent(monkeypatch):
    """403 for a case that exists elsewhere, 404 for one that does not."""
    from samverkan.casework.reads import case as reads
    from samverkan.secrecy import ids
    from samverkan.secrecy.acting import Refused

    existing = set()
    honest_new, honest_find = ids.new, reads.find_case

    def new(agency=None):
        made = honest_new(agency)
        existing.add(made)
        return made

    def find(actor, key):
        try:
            return honest_find(actor, key)
        except Exception:
            if key in existing:
                raise Refused("case.read", "Du får inte se akten.") from None
            raise

    monkeypatch.setattr(ids, "new", new)
    for module in _importing(honest_find):
        monkeypatch.setattr(module, "find_case", find)
    return existing.clear


def ordered_by_others(monkeypatch):
    """A header that counts all rows of the trail, whoever's they are."""
    from django.http import HttpResponse

    from samverkan.secrecy import acting

    count = Counter()
    honest = acting.write_trace

    def trace(own, verb, outcome="done"):
        count["lines"] += verb.endswith((".add", ".judge"))
        return honest(own, verb, outcome)

    honest_init = HttpResponse.__init__

    def init(self, *args, **kwargs):
        honest_init(self, *args, **kwargs)
        self["X-Lines"] = str(count["lines"])

    monkeypatch.setattr(acting, "write_trace", trace)
    monkeypatch.setattr(HttpResponse, "__init__", init)
    return count.clear


def _importing(function):
    import sys

    return [
        module for name, module in sys.modules.items()
        if name.startswith("samverkan.") and getattr(module, "find_case", None) is function
    ]  # fmt: skip


# One officer is enough to see that the comparison finds what is there; the gate itself looks as everyone.
AS = ["pol.beslut"]
LEAKS = [shared_number, givers_number, shared_cache, tell_hidden_from_absent, ordered_by_others]


@pytest.mark.slow
@pytest.mark.parametrize("plant", LEAKS, ids=lambda plant: plant.__name__)
def test_a_planted_leak_is_found(new_world, monkeypatch, plant):
    from two_worlds.compare import differences

    forget = plant(monkeypatch)

    @contextlib.contextmanager
    def fresh_world():
        forget()
        with new_world() as world:
            yield world

    try:
        found = differences(fresh_world, HISTORY, "police", AS)
    except AssertionError:
        return  # the observer's own ids already differ: found
    assert found, plant.__doc__


@pytest.mark.slow
def test_without_a_leak_the_same_history_is_clean(new_world):
    from two_worlds.compare import differences

    assert differences(new_world, HISTORY, "police", AS) == []
