"""Drawings of decided papers."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def frozen(drawing: str) -> SafeString:
    """A drawing that the program made and froze; every text in it was escaped when it was made."""
    return SafeString(drawing)
