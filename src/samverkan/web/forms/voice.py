"""The one-time code as it is typed. What is mistyped is told by the code's own check signs, asked of nobody."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.pupils.voice import code as codes
from samverkan.web.forms.kinds import MISSING


class OneTimeForm(forms.Form):
    """The code on the slip."""

    code = forms.CharField(
        label=gettext_lazy("Koden du fick"), max_length=40, error_messages=MISSING,
        help_text=gettext_lazy("Fjorton tecken i grupper om fyra. Stora eller små bokstäver spelar ingen roll."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        try:
            return codes.read(self.cleaned_data["code"])
        except codes.Mistyped as slip:
            raise forms.ValidationError(
                _("Koden är felskriven. Jämför den med lappen, tecken för tecken.")
            ) from slip
