"""A condition that PostgreSQL asks about once for all rows of a query, and not anew for each."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Func, QuerySet


class Among(Func):
    """Whether the field is one of the ids that `rows` gives, which must not speak of the row itself.

    `Exists` about each row says the same. But a rule has many conditions, each of which lowers PostgreSQL's guess of
    how many rows come, so that it looks anew for each of several hundred. IS TRUE, since this is a condition to hold
    rows against and no way to find them: taken as one, it leads through all entries of all the officer's cases.
    For ids by the dozen: each row is held against all of them.
    """

    template = "(%(expressions)s)) IS TRUE"
    arg_joiner = " = ANY("

    def __init__(self, field: str, rows: "QuerySet") -> None:  # type: ignore[type-arg]
        super().__init__(field, ArraySubquery(rows), output_field=BooleanField())
