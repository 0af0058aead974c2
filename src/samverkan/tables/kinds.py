"""Every kind of cell there is a reader for: `kinds.day()`, `kinds.code(4)`, `kinds.figure()` ..."""

from samverkan.tables.kinds_of_number import figure, integer, number
from samverkan.tables.kinds_of_text import choice, code, personal_number, text, yes_no
from samverkan.tables.kinds_of_time import clock, day, moment, period

__all__ = [
    "choice", "clock", "code", "day", "figure", "integer", "moment", "number", "period", "personal_number", "text",
    "yes_no",
]  # fmt: skip
