"""The quick way to escape gives the same signs as Django's."""

import pytest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from samverkan.web.escaping import safe

pytestmark = pytest.mark.usefixtures("template")  # Django set up


class Text(str):
    """A text that says nothing of being HTML."""


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text(alphabet="<>&'\"a"))
def test_text_is_escaped_as_django_does(text):
    assert safe(text) == conditional_escape(text)
    assert safe(Text(text)) == conditional_escape(text)


@pytest.mark.parametrize(
    "value", [mark_safe("<b>x</b>"), SafeString("&"), gettext_lazy("Nästa datum"), 3, None, 1.5, ["<"]]
)
def test_what_is_html_is_let_be_and_the_rest_is_made_text(value):
    assert safe(value) == conditional_escape(value)
