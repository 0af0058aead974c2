"""Consents and standing decisions: who, to whom, which kinds of entry, until when."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.casework.reads.consents import ConsentView
from samverkan.methods.schema import EntryKind
from samverkan.secrecy.models import Agency, Consent
from samverkan.web.forms.disclosures import date_input
from samverkan.web.ground_forms import UNSEEN, text_area
from samverkan.web.present import words

BAD_DATE = _("Skriv datumet så här: 2026-11-22.")
DATE_ERRORS = {"required": BAD_DATE, "invalid": BAD_DATE}


class ConsentForm(forms.Form):
    """A consent as it was given."""

    given_by = forms.ChoiceField(
        label=_("Vem har samtyckt?"), choices=Consent.Giver.choices, widget=forms.RadioSelect,
        help_text=_("För den som är under 18 år avgör ålder och mognad om barnet, vårdnadshavaren eller båda "
                    "samtycker (OSL 12 kap. 3 §). Du bedömer det."),
        error_messages={"required": _("Välj vem som har samtyckt.")},
    )  # fmt: skip
    guardian = forms.CharField(
        label=_("Vårdnadshavarens namn"), required=False, max_length=200,
        widget=forms.TextInput(attrs=UNSEEN), help_text=_("Om en vårdnadshavare har samtyckt."),
    )  # fmt: skip
    receivers = forms.MultipleChoiceField(
        label=_("Till vilka myndigheter?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en myndighet.")},
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("För vilka slags uppgifter?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett slags uppgift.")},
    )  # fmt: skip
    scope = forms.CharField(
        label=_("Vad samtycket gäller, med personens ord"), widget=text_area(3),
        help_text=_("Vad personen fick veta, och om något är undantaget."),
        error_messages={"required": _("Skriv vad samtycket gäller.")},
    )  # fmt: skip
    given_on = forms.DateField(label=_("Gavs den"), widget=date_input(), error_messages=DATE_ERRORS)
    until = forms.DateField(
        label=_("Gäller till och med"), widget=date_input(), error_messages=DATE_ERRORS,
        help_text=_("Personen kan återkalla det när som helst före dess."),
    )  # fmt: skip

    def __init__(
        self, receivers: Sequence[Agency], kinds: Sequence[EntryKind], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receivers"].choices = [(str(each.pk), each.name) for each in receivers]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = [(kind.id, words(kind.label)) for kind in kinds]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The consent as the act takes it."""
        return {**self.cleaned_data, "receivers": [UUID(each) for each in self.cleaned_data["receivers"]]}


class StandingForm(forms.Form):
    """What goes by itself, to whom and until when; the ground's own questions are asked beside it."""

    receiver = forms.ChoiceField(
        label=_("Mottagare"), widget=forms.RadioSelect,
        error_messages={"required": _("Välj vem som ska få uppgifterna.")},
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Vilka slags uppgifter"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Alla fält i varje ny uppgift av de slagen går till mottagaren när den skrivs."),
        error_messages={"required": _("Välj minst ett slags uppgift.")},
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=_("Samtycke som beslutet vilar på"), required=False,
        help_text=_("Behövs när grunden är samtycke. Återkallas det stannar beslutet genast."),
    )  # fmt: skip
    until = forms.DateField(label=_("Till och med"), widget=date_input(), error_messages=DATE_ERRORS)

    def __init__(
        self, receivers: Sequence[Agency], kinds: Sequence[EntryKind], consents: Sequence[ConsentView],
        *args: Any, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        live = [(str(each.consent.pk), _named(each)) for each in consents if each.live]
        self.fields["receiver"].choices = [(str(each.pk), each.name) for each in receivers]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = [(kind.id, words(kind.label)) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["consent"].choices = [("", _("inget")), *live]  # type: ignore[attr-defined]


def _named(each: ConsentView) -> str:
    to = ", ".join(agency.short for agency in each.receivers)
    return f"{each.consent.get_given_by_display()}: {to}, {each.consent.given_on} – {each.consent.until}"
