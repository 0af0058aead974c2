"""Forms. Their fields come from the method's file wherever the method decides; the acts hold the rules."""

from samverkan.web.forms.errors import errors_on, posted
from samverkan.web.forms.kinds import build_form, fields_of, form_field

__all__ = ["build_form", "errors_on", "fields_of", "form_field", "posted"]
