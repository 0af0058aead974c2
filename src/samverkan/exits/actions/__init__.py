"""Every write of the exit programmes' room. Each is an `@action`: checked, atomic, traced, or not done."""

from samverkan.exits.actions.lock import end_key, give_key, make_lock, open_lock, put_place, sweep

__all__ = ["end_key", "give_key", "make_lock", "open_lock", "put_place", "sweep"]
