"""The question to the guide: from whom, to whom, what, about whom, what for, on which day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock
from samverkan.secrecy.grounds import Consent, DataCategory, Purpose, Question
from samverkan.secrecy.kinds import AgencyKind
from samverkan.web.forms.disclosures import date_input
from samverkan.web.present import words

OLDEST = 120


class AboutForm(forms.Form):
    """What about, about whom and what for: the part of the question that a disclosure leaves open."""

    purpose = forms.ChoiceField(label=_("Till vad behövs uppgifterna?"))
    what = forms.MultipleChoiceField(
        label=_("Vad är det för uppgifter?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Vilken sekretess som gäller för dem, och vad som i övrigt utmärker dem."),
    )  # fmt: skip
    age = forms.IntegerField(
        label=_("Hur gammal är den som uppgifterna rör?"), required=False, min_value=0, max_value=OLDEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Hela år. Lämna tomt om det inte är känt."),
        error_messages={"invalid": _("Skriv åldern i hela år."), "min_value": _("Skriv åldern i hela år."),
                        "max_value": _("Skriv åldern i hela år.")},
    )  # fmt: skip
    consent = forms.ChoiceField(label=_("Har personen samtyckt?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("purpose", Purpose)
        self._offer("what", DataCategory)
        self._offer("consent", Consent)

    def _offer(self, name: str, kinds: Any) -> None:
        self.fields[name].choices = [(str(each), _long(each)) for each in kinds]  # type: ignore[attr-defined]

    def about(self) -> dict[str, Any]:
        """The answers as arguments of a Question."""
        given = self.cleaned_data
        return {
            "purpose": Purpose(given["purpose"]),
            "categories": frozenset(DataCategory(each) for each in given["what"]),
            "age": given["age"],
            "consent": Consent(given["consent"]),
        }


class GuideForm(AboutForm):
    """The whole question."""

    giver = forms.ChoiceField(label=_("Vem lämnar?"))
    receiver = forms.ChoiceField(label=_("Till vem?"))
    on = forms.DateField(
        label=_("Vilken dag?"), widget=date_input(),
        error_messages={"required": _("Skriv datumet så här: 2026-11-22."),
                        "invalid": _("Skriv datumet så här: 2026-11-22.")},
    )  # fmt: skip
    field_order = ("giver", "receiver", "what", "purpose", "age", "consent", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("giver", AgencyKind)
        self._offer("receiver", AgencyKind)

    def question(self) -> Question:
        """What is asked. Call it on a valid form."""
        given = self.cleaned_data
        return Question(
            giver=AgencyKind(given["giver"]), receiver=AgencyKind(given["receiver"]), on=given["on"],
            **self.about(),
        )  # fmt: skip


def asked(question: Question) -> dict[str, Any]:
    """A question as the form's first values, and as the address of the guide."""
    return {
        "giver": str(question.giver), "receiver": str(question.receiver), "purpose": str(question.purpose),
        "what": sorted(str(each) for each in question.categories),
        "age": "" if question.age is None else question.age, "consent": str(question.consent),
        "on": question.on.isoformat(),
    }  # fmt: skip


def start(giver: str) -> dict[str, Any]:
    """What an empty form begins with: one's own kind of authority, today, nobody asked."""
    return {"giver": giver, "on": clock.today(), "consent": str(Consent.NOT_ASKED)}


def _long(each: Any) -> str:
    text = words(each.label)
    provision = getattr(each, "provision", "")
    text = text[:1].upper() + text[1:]
    return f"{text} ({provision})" if provision else text
