"""The forms of the exit programme's pages. The acts hold the rules; here are the words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samverkan.exits.places import LONGEST
from samverkan.exits.towns import towns
from samverkan.secrecy import clock
from samverkan.secrecy.models import Assignment
from samverkan.web.forms.consents import DATE_ERRORS
from samverkan.web.forms.kinds import MISSING, OFF
from samverkan.web.forms.moving import date_input
from samverkan.web.ground_forms import text_area

AHEAD = 12  # months that a move can be planned for
OWN_CASES = "own"


def _line(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, error_messages=MISSING, max_length=LONGEST,
        widget=forms.TextInput(attrs=OFF),
    )  # fmt: skip


def _text(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, error_messages=MISSING, widget=text_area(3)
    )


class PlaceForm(forms.Form):
    """Where somebody is, or is about to be."""

    town = forms.CharField(label=_("Kommun"), error_messages={"required": _("Välj en kommun.")})
    address = _text(_("Adress, och hur man hittar dit"))
    since = forms.DateField(
        label=_("Från och med"), widget=date_input(), error_messages=DATE_ERRORS,
        help_text=_("En dag framåt om flytten är planerad. Då gäller båda platserna tills dess."),
    )  # fmt: skip
    reach = _line(_("Hur personen nås där"), required=False)
    provider = _line(_("Utförare, om någon"), required=False)
    text = _text(_("Mer som den som åker dit måste veta"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].widget = forms.Select(choices=[("", _now("Välj")), *towns().items()], attrs=OFF)

    def place(self) -> dict[str, Any]:
        """As `put_place` takes it."""
        return {**self.cleaned_data, "since": self.cleaned_data["since"].isoformat()}


class KeyForm(forms.Form):
    """Who may know the place, why and until when."""

    until = forms.DateField(
        label=_("Till och med"), widget=date_input(), error_messages=DATE_ERRORS,
        help_text=_("Högst ett halvår. Den som behöver nyckeln längre frågas om på nytt."),
    )  # fmt: skip
    reason = _text(_("Varför just den här personen behöver veta platsen"))

    def __init__(self, officers: "QuerySet[Assignment]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = _now("Välj en person.")
        field = forms.ModelChoiceField(
            label=_now("Vem"), queryset=officers, empty_label=_now("Välj"),
            error_messages={"required": missing, "invalid_choice": missing},
        )  # fmt: skip
        field.label_from_instance = _colleague  # type: ignore[method-assign]
        self.fields = {"assignment": field, **self.fields}


class EmergencyForm(forms.Form):
    """Why it cannot wait."""

    reason = _text(_("Vad har hänt, och varför går det inte att vänta på någon som har nyckel?"))


class ReviewForm(forms.Form):
    """What a third person finds afterwards."""

    found = forms.ChoiceField(
        label=_("Var nödöppningen riktig?"), widget=forms.RadioSelect,
        choices=[("right", _("Ja, den behövdes")), ("wrong", _("Nej, den skulle inte ha gjorts"))],
        error_messages={"required": _("Välj ett av alternativen.")},
    )  # fmt: skip
    words = _text(_("Vad granskningen visade"))


class TermForm(forms.Form):
    """A line of the keep-apart list."""

    sort = forms.ChoiceField(
        label=_("Vad raden säger"), widget=forms.RadioSelect,
        choices=[("avoid person", _("Ska hållas isär från en person")),
                 ("avoid group", _("Ska hållas isär från en grupp")),
                 ("own group", _("Hör eller har själv hört till en grupp"))],
        error_messages={"required": _("Välj ett av alternativen.")},
    )  # fmt: skip
    name = _line(_("Vem eller vilken grupp"))
    number = _line(
        _("Personnummer, för en person"), required=False,
        help_text=_("Utan nummer står personen på listan, men kan inte jämföras med en annan kommuns."),
    )  # fmt: skip
    why = _text(_("Varför"), required=False)

    def term(self) -> dict[str, Any]:
        """As `add_term` takes it."""
        given = dict(self.cleaned_data)
        side, what = given.pop("sort").split()
        return {"side": side, "what": what, "fields": given}


class AskForm(forms.Form):
    """Whom to ask about the place that now lies under the lock, and for when the move is planned."""

    whom = forms.ChoiceField(
        label=_("Vem ska frågas?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vem som ska frågas.")},
    )
    month = forms.ChoiceField(
        label=_("Flytten planeras till"), help_text=_("Månaden är allt som den andra ser.")
    )

    def __init__(self, receivers: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = (OWN_CASES, _now("Bara oss själva: krockar platsen med något av våra andra ärenden?"))
        self.fields["whom"].choices = [*receivers, own]  # type: ignore[attr-defined]
        self.fields["month"].choices = [(each, each) for each in _months()]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """A human's yes or no to a placement question."""

    obstacle = forms.ChoiceField(
        label=_("Finns det hinder mot placeringen?"), widget=forms.RadioSelect,
        choices=[("obstacle", _("Ja, platsen är olämplig")), ("none_known", _("Nej, inget känt hinder"))],
        error_messages={"required": _("Välj ja eller nej.")},
    )  # fmt: skip
    why = _text(_("Era skäl"), help_text=_("De stannar hos er. Den som frågade får bara ja eller nej."))


def _colleague(obj: Assignment) -> str:
    return f"{obj.officer.name}, {obj.title}"


def _months() -> list[str]:
    today = clock.today()
    first = today.year * 12 + today.month - 1
    return [f"{n // 12}-{n % 12 + 1:02}" for n in range(first, first + AHEAD)]
