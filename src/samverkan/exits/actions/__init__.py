"""Every write of the exit programmes' room. Each is an `@action`: checked, atomic, traced, or not done."""

from samverkan.exits.actions.apart import add_term, end_term
from samverkan.exits.actions.lock import end_key, give_key, make_lock, open_lock, put_place, sweep
from samverkan.exits.actions.questions import answer, ask, ask_own, compare

__all__ = [
    "add_term",
    "answer",
    "ask",
    "ask_own",
    "compare",
    "end_key",
    "end_term",
    "give_key",
    "make_lock",
    "open_lock",
    "put_place",
    "sweep",
]
