"""The forms of an agency's own files: sending one, and saying what its columns are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.picture.own import filing, reading
from samverkan.picture.own.reads import READ_IN
from samverkan.picture.own.wishes import Wishes
from samverkan.secrecy import clock
from samverkan.web.forms.kinds import MISSING, OFF

TOO_LARGE = gettext_lazy("Filen är för stor: högst 100 MB. Dela den, till exempel på år.")
CHOOSE = {
    "required": gettext_lazy("Välj ett av svaren."),
    "invalid_choice": gettext_lazy("Välj ett av svaren."),
}
COLUMN, NONE = "column_", ""


class SendForm(forms.Form):
    """A file, and what it is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det för fil?"), widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(each, each.label) for each in READ_IN],
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Fil"), error_messages={**MISSING, "empty": gettext_lazy("Filen är tom.")},
        help_text=gettext_lazy("CSV, Excel eller ODS, högst 100 MB. Den förseglas genast och gallras efter sju dagar."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xls,.ods,.parquet"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, too_large: bool = False) -> None:
        """`too_large`: the request was read past, so that no file is there to measure."""
        super().__init__(data, files)
        if too_large:
            self.fields["file"].error_messages["required"] = str(TOO_LARGE)

    def clean_file(self) -> Any:
        """Not larger than can be held."""
        sent = self.cleaned_data["file"]
        if sent.size > filing.LARGEST:
            raise forms.ValidationError(str(TOO_LARGE))
        return sent


class WishesForm(forms.Form):
    """Which column is what, whether the file adds or replaces, and the names that have been changed."""

    def __init__(self, summary: Mapping[str, Any], wishes: Wishes, language: str, data: Any = None) -> None:
        super().__init__(data)
        self.wished, self.fields_wanted = wishes, reading.FIELDS[wishes.kind](clock.today())
        columns = summary.get("columns", [])
        matched = summary.get("matched", {})
        choices = [(NONE, _("– finns inte i filen –")), *((name, _shown(summary, name)) for name in columns)]
        for each in self.fields_wanted:
            self.fields[COLUMN + each.id] = forms.ChoiceField(
                label=getattr(each.label, language), choices=choices, required=each.required,
                initial=matched.get(each.id, NONE), error_messages={**CHOOSE, **MISSING},
            )  # fmt: skip
        self.fields["how"] = forms.ChoiceField(
            label=_("Om det finns något inläst redan"), widget=forms.RadioSelect, error_messages=CHOOSE,
            initial="replace" if wishes.replace else "add",
            choices=[("add", _("Lägg till det som är nytt")), ("replace", _("Ersätt allt som lästs in"))],
        )  # fmt: skip
        if wishes.kind != "own_figures":
            self.fields["same"] = forms.CharField(
                label=_("Namn som har bytts"), required=False, widget=forms.Textarea(attrs={**OFF, "rows": 3}),
                help_text=_("En rad för varje: gammalt namn = nytt namn."),
                initial="\n".join(f"{old} = {new}" for old, new in wishes.same.items()),
            )  # fmt: skip
        self.fields["made_up"] = forms.BooleanField(
            label=_("Filen är påhittad, till exempel för en övning. Det står då på varje sida."), required=False,
            initial=wishes.made_up,
        )  # fmt: skip

    def clean_same(self) -> dict[str, str]:
        """Lines of `old = new`."""
        found = {}
        for line in self.cleaned_data["same"].splitlines():
            old, mark, new = (part.strip() for part in line.partition("="))
            if line.strip() and not (mark and old and new):
                raise forms.ValidationError(_("Skriv så här: Detonation = Explosion."))
            if old:
                found[old] = new
        return found

    def clean(self) -> dict[str, Any]:
        """No column may be two things."""
        found = super().clean() or {}
        seen: dict[str, str] = {}
        for each in self.fields_wanted:
            column = found.get(COLUMN + each.id)
            if column and column in seen:
                self.add_error(COLUMN + each.id, _("Kolumnen är redan vald till något annat."))
            seen[column or ""] = each.id
        return found

    def wishes(self) -> Wishes:
        """What the officer wants now."""
        data = self.cleaned_data
        mapping = {each.id: data[COLUMN + each.id] for each in self.fields_wanted}
        return Wishes(
            self.wished.kind, mapping, data.get("same") or {}, data["how"] == "replace", data["made_up"]
        )


def _shown(summary: Mapping[str, Any], name: str) -> str:
    """A column by its heading and the first thing in it."""
    first = next((each for each in summary.get("sample", {}).get(name, []) if each), "")
    return f"{name} ({first})" if first else name
