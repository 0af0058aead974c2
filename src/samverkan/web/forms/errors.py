"""What an act finds wrong, put on the form's field, so that there is one set of rules and not two."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form

from samverkan.secrecy.acting import Invalid


@contextmanager
def errors_on(form: Form) -> Iterator[None]:
    """Run an act; what it raises as Invalid becomes an error of the form (`form.is_valid()` is then false)."""
    try:
        yield
    except Invalid as found:
        form.add_error(_named(form, found.field), str(found.message))


def _named(form: Form, name: str) -> str | None:
    """The form's field of that name; errors of fields that are not on the form go on the form itself."""
    return name if name in form.fields else None
