"""The tables of the exit programmes' room. All of them are secret."""

from samverkan.exits.models.lock import Alarm, Lock, LockKey, Opening

__all__ = ["Alarm", "Lock", "LockKey", "Opening"]
