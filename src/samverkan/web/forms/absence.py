"""Forms of an absence file: the file itself, how it is read, and what of it is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.pupils import filing
from samverkan.pupils.absence import layout as layouts
from samverkan.pupils.absence.layout import DAY, FIELDS, LESSON, UNITS, Layout
from samverkan.secrecy.seal import Fields
from samverkan.tables import headers
from samverkan.tables.sheet import Sheet
from samverkan.web.forms.kinds import MISSING, OFF
from samverkan.web.language import in_language

UNIT_WORDS = {
    layouts.MINUTES: gettext_lazy("minuter"), layouts.HOURS: gettext_lazy("timmar"),
    layouts.PERCENT: gettext_lazy("procent av dagen eller lektionen"),
    layouts.SHARE: gettext_lazy("andel från 0 till 1"), layouts.WHOLE: gettext_lazy("hela dagen eller lektionen"),
}  # fmt: skip
MEANINGS = {
    layouts.VALID: gettext_lazy("giltig frånvaro"), layouts.INVALID: gettext_lazy("ogiltig frånvaro"),
    layouts.PRESENT: gettext_lazy("ingen frånvaro"),
}  # fmt: skip


TOO_LARGE = gettext_lazy("Filen är större än 100 MB. Dela upp den, till exempel per termin.")


class FileForm(forms.Form):
    """A file and the school system it comes from: one that is known, or the name of a new one."""

    file = forms.FileField(
        label=gettext_lazy("Fil från skolans system"), error_messages=MISSING,
        help_text=gettext_lazy("CSV eller Excel, högst 100 MB. Den förseglas genast och gallras efter sju dagar."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xls,.ods"}),
    )  # fmt: skip
    system = forms.CharField(label=gettext_lazy("Skolans system"), required=False, widget=forms.RadioSelect)
    new_system = forms.CharField(
        label=gettext_lazy("Namn på ett nytt system"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=OFF),
    )

    def __init__(
        self, known: Sequence[Layout], data: Any = None, files: Any = None, *, too_large: bool = False
    ) -> None:
        """`too_large`: the request was read past, so that no file is there to measure."""
        super().__init__(data, files, initial={"system": known[0].system if known else ""})
        if too_large:
            self.fields["file"].error_messages["required"] = str(TOO_LARGE)
        self.known = {each.system: each for each in known}
        self.fields["system"].widget.choices = [
            *((each.system, each.system) for each in known), ("", _("Ett nytt system"))
        ]  # fmt: skip
        if not known:
            del self.fields["system"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("system") and not found.get("new_system", "").strip():
            self.add_error("new_system", _("Skriv vad systemet heter, så läses nästa fil likadant."))
        sent = found.get("file")
        if sent is not None and sent.size > filing.LARGEST:
            self.add_error("file", str(TOO_LARGE))
        return found

    def layout(self, sheet: Sheet | None) -> Layout:
        """The known layout, or a guess from the headings under the new system's name."""
        known = self.known.get(self.cleaned_data.get("system", ""))
        if known is not None:
            return known
        name = self.cleaned_data["new_system"].strip()
        return layouts.guess(sheet, name) if sheet is not None else Layout(name, {})


class LayoutForm(forms.Form):
    """Column by column which is which, then what the words of the kind column mean."""

    system = forms.CharField(label=gettext_lazy("Skolans system"), max_length=60, error_messages=MISSING)

    def __init__(self, sheet: Sheet, layout: Layout, words: Mapping[str, str], data: Any = None) -> None:
        """`words`: folded to as written, those that the whole file was found to have besides."""
        found = headers.match(sheet, list(FIELDS), dict(layout.columns))
        self.sheet, self.header, self.headings = sheet, found.header, [name for name in found.names if name]
        self.words = {**layouts.kinds_in(sheet, layout), **words}
        initial = {
            "system": layout.system, "level": layout.level, "unit": layout.unit,
            "only_absences": "yes" if layout.only_absences else "no",
            **{f"column_{name}": heading for name, heading in layout.columns.items()},
            **{f"word_{n}": layout.words.get(word, "") for n, word in enumerate(self.words)},
        }  # fmt: skip
        super().__init__(data, initial=initial)
        for each in FIELDS:
            self._choose(
                f"column_{each.id}",
                in_language(each.label),
                [("", _("Finns inte")), *((h, h) for h in self.headings)],
            )
        levels = [(LESSON, _("en lektion")), (DAY, _("en dag"))]
        self._choose("level", _("En rad är"), levels)
        self._choose("unit", _("Frånvaron anges i"), [(each, str(UNIT_WORDS[each])) for each in UNITS])
        listing = [
            ("yes", _("bara frånvaro; andra skoldagar var eleven där")),
            ("no", _("all tid, även närvaro")),
        ]
        self._choose("only_absences", _("Filen innehåller"), listing)
        for n, word in enumerate(self.words.values()):
            told = [
                ("", _("vet inte: raderna avvisas")),
                *((key, str(text)) for key, text in MEANINGS.items()),
            ]
            self._choose(f"word_{n}", _("”%(word)s” betyder") % {"word": word}, told)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for problem in self.layout().problems():
            self.add_error(None, in_language(problem))
        return found

    def layout(self) -> Layout:
        """The layout as it was said."""
        said = self.cleaned_data
        columns = {each.id: said[f"column_{each.id}"] for each in FIELDS if said.get(f"column_{each.id}")}
        words = {word: said[f"word_{n}"] for n, word in enumerate(self.words) if said.get(f"word_{n}")}
        return Layout(
            said.get("system", "").strip(), columns, said.get("level") or LESSON,
            said.get("unit") or layouts.MINUTES, words, only_absences=said.get("only_absences") != "no",
        )  # fmt: skip

    def first_rows(self, most: int) -> list[list[str]]:
        """The file's first rows as they stand, to look at while choosing."""
        rows = self.sheet.rows[self.header + 1 : self.header + 1 + most]
        return [
            ["" if cell is None else str(cell) for cell in cells[: len(self.headings)]] for _n, cells in rows
        ]

    def _choose(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)


def _day() -> forms.Widget:
    return forms.DateInput(attrs={**OFF, "type": "date"}, format="%Y-%m-%d")


class WishesForm(forms.Form):
    """What of a previewed file is taken: school years, from and to, and whether silence means presence."""

    first = forms.DateField(label=gettext_lazy("Filen omfattar från"), required=False, widget=_day())
    last = forms.DateField(label=gettext_lazy("Till och med"), required=False, widget=_day())
    everyone = forms.BooleanField(
        label=gettext_lazy("Elever som inte finns i filen var närvarande alla de dagarna"), required=False,
        help_text=gettext_lazy("Kryssa bara om filen gäller alla elever ni har akt på."),
    )  # fmt: skip

    def __init__(self, summary: Fields, asked: filing.Wishes, data: Any = None) -> None:
        self.asked = asked
        years = sorted(summary["years"])
        initial = {
            "first": asked.first or summary["first"], "last": asked.last or summary["last"], "everyone": asked.everyone,
            "years": list(asked.years) or years[-1:],
        }  # fmt: skip
        super().__init__(data, initial=initial)
        if len(years) > 1:
            self.fields["years"] = forms.MultipleChoiceField(
                label=_("Läsår att läsa in"), choices=[(year, year) for year in years],
                widget=forms.CheckboxSelectMultiple, error_messages=MISSING,
            )  # fmt: skip
            self.order_fields(["years"])
        if not asked.layout.only_absences:
            for name in ("first", "last", "everyone"):
                del self.fields[name]

    def wishes(self) -> filing.Wishes:
        """The wishes as they are now."""
        said = self.cleaned_data
        return replace(
            self.asked, years=tuple(said.get("years", ())), first=said.get("first"), last=said.get("last"),
            everyone=bool(said.get("everyone")),
        )  # fmt: skip

    @property
    def confirmed(self) -> bool:
        """Whether the officer pressed the button that takes the file in."""
        return self.data.get("do") == "take"
