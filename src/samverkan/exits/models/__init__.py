"""The tables of the exit programmes' room. All of them are secret."""

from samverkan.exits.models.apart import PER_DAY, PER_PERIOD, PERIOD, Question, Reply, Term, Token
from samverkan.exits.models.lock import Alarm, Lock, LockKey, Opening

__all__ = [
    "PERIOD",
    "PER_DAY",
    "PER_PERIOD",
    "Alarm",
    "Lock",
    "LockKey",
    "Opening",
    "Question",
    "Reply",
    "Term",
    "Token",
]
