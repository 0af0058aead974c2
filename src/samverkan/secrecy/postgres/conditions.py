"""Conditions of a rule, put so that PostgreSQL goes about them well.

A rule has many conditions, each of which lowers PostgreSQL's guess of how many rows come. It then thinks little of
asking something anew for each row, and takes any condition for a way to find the few.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q, QuerySet


class Held(Func):
    """A condition that rows are held against and are not looked for by: IS TRUE fits no index."""

    template = "(%(expressions)s) IS TRUE"

    def __init__(self, condition: "Q | F | Func") -> None:
        super().__init__(condition, output_field=BooleanField())


class Among(Func):
    """Whether the field is one of the ids that `rows` gives, which must not speak of the row itself.

    `Exists` about each row says the same and is asked for each; this is asked once. For ids by the dozen, not by the
    thousand: each row is held against all of them.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("

    def __init__(self, field: str, rows: "QuerySet") -> None:  # type: ignore[type-arg]
        super().__init__(field, ArraySubquery(rows), output_field=BooleanField())
