"""What a case and its list are called, in the words of the method that the case is run by."""

from typing import Any

from django import template

from samverkan.casework.pinning import pinned
from samverkan.methods.wording import said
from samverkan.web import present

register = template.Library()


@register.simple_tag
def case_title(case: Any) -> str:
    """The case by its method's word and its own number, for links and titles: never a name."""
    return present.case_title(case)


@register.simple_tag
def method_word(about: Any, which: str) -> str:
    """A word (subject, case, list, open) of the method of a programme or a case."""
    return present.words(getattr(said(pinned(about.method, about.method_version)), which))
