"""Forms of a school-social team: the school's settings, the absence file, what is tried out with grades."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.pupils.absence.calendar import Break
from samverkan.pupils.absence.threshold import ALL, INVALID, MOST_WEEKS, Threshold, plain
from samverkan.pupils.reads.settings import School
from samverkan.secrecy import clock
from samverkan.secrecy.models import Agency
from samverkan.tables.dates import read_day
from samverkan.web.forms.disclosures import date_input
from samverkan.web.forms.kinds import MISSING, OFF
from samverkan.web.ground_forms import text_area

DATE = gettext_lazy("Skriv datumet så här: 2026-11-22.")
LIMITS = 3  # thresholds on the form
LARGEST = 100  # megabytes


class SettingsForm(forms.Form):
    """The school's usual day, its breaks one a line, and up to three thresholds."""

    day_minutes = forms.IntegerField(
        label=gettext_lazy("En vanlig skoldag, minuter"), min_value=30, max_value=600, error_messages=MISSING,
        help_text=gettext_lazy("Används när filen saknar schemalagd tid."),
    )  # fmt: skip
    lesson_minutes = forms.IntegerField(
        label=gettext_lazy("En vanlig lektion, minuter"), min_value=5, max_value=240, error_messages=MISSING,
    )  # fmt: skip
    breaks = forms.CharField(
        label=gettext_lazy("Lov, ett per rad"), required=False, widget=forms.Textarea(attrs={**OFF, "rows": 5}),
        help_text=gettext_lazy("Skriv så här: 2026-10-26 – 2026-10-30 höstlov"),
    )  # fmt: skip

    def __init__(self, school: School, data: Any = None) -> None:
        initial = {
            "day_minutes": school.day_minutes, "lesson_minutes": school.lesson_minutes,
            "breaks": "\n".join(f"{each.first} – {each.last} {each.name}".strip() for each in school.breaks),
        }  # fmt: skip
        for n, each in enumerate(school.thresholds[:LIMITS]):
            initial |= {f"what_{n}": each.what, f"percent_{n}": plain(each.percent), f"weeks_{n}": each.weeks}
        super().__init__(data, initial=initial)
        for n in range(LIMITS):
            self._add_limit(n)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found["read_breaks"] = self._breaks(str(found.get("breaks", "")))
        found["thresholds"] = [each for n in range(LIMITS) if (each := self._limit(n, found)) is not None]
        return found

    def limits(self) -> list[dict[str, Any]]:
        """The thresholds' fields, one group each."""
        parts = ("what", "percent", "weeks")
        return [
            {"legend": _("Gräns %(n)s") % {"n": n + 1}, "fields": [self[f"{part}_{n}"] for part in parts]}
            for n in range(LIMITS)
        ]

    def decided(self) -> dict[str, Any]:
        """For the act."""
        held = self.cleaned_data
        return {
            "day_minutes": held["day_minutes"], "lesson_minutes": held["lesson_minutes"],
            "thresholds": held["thresholds"], "breaks": held["read_breaks"],
        }  # fmt: skip

    def _add_limit(self, n: int) -> None:
        choices = [("", _("Ingen gräns")), (ALL, _("All frånvaro")), (INVALID, _("Ogiltig frånvaro"))]
        self.fields[f"what_{n}"] = forms.CharField(
            label=_("Vad"), required=False, widget=forms.Select(choices=choices)
        )
        self.fields[f"percent_{n}"] = forms.CharField(
            label=_("Procent av tiden, minst"), required=False,
            widget=forms.TextInput(attrs={**OFF, "inputmode": "decimal"}),
        )  # fmt: skip
        self.fields[f"weeks_{n}"] = forms.IntegerField(
            label=_("Antal skolveckor"),
            required=False,
            min_value=1,
            max_value=MOST_WEEKS,
        )

    def _limit(self, n: int, found: dict[str, Any]) -> Threshold | None:
        if not found.get(f"what_{n}"):
            return None
        try:
            percent = Decimal(str(found.get(f"percent_{n}", "")).replace(",", "."))
            return Threshold(str(found[f"what_{n}"]), percent, int(found.get(f"weeks_{n}") or 0))
        except (InvalidOperation, ValueError):
            self.add_error(
                f"percent_{n}", _("Skriv en procent från 1 till 100 och ett antal veckor från 1 till 20.")
            )
            return None

    def _breaks(self, text: str) -> list[Break]:
        found = []
        for line in filter(None, map(str.strip, text.splitlines())):
            words = line.replace("–", " ").replace(" - ", " ").split()
            days = [read_day(word) for word in words[:2]]
            if len(days) < 2 or None in days:
                self.add_error("breaks", _("Raden går inte att läsa: %(line)s") % {"line": line[:60]})
                continue
            first, last = (each.day for each in days if each)
            found.append(Break(first, last, " ".join(words[2:])))
        return found


class EarlierForm(forms.Form):
    """Which weeks go to whom, and why."""

    receiver = forms.ChoiceField(
        label=gettext_lazy("Mottagare"), widget=forms.RadioSelect, error_messages=MISSING
    )
    first = forms.DateField(
        label=gettext_lazy("Veckor som börjar från"),
        widget=date_input(),
        error_messages={**MISSING, "invalid": DATE},
    )
    last = forms.DateField(
        label=gettext_lazy("Till och med"), widget=date_input(), error_messages={**MISSING, "invalid": DATE}
    )
    why = forms.CharField(
        label=gettext_lazy("Varför"), required=False, widget=text_area(3),
        help_text=gettext_lazy("Till den som beslutar. Skickas inte till mottagaren."),
    )  # fmt: skip
    request = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, receivers: Sequence[Agency], data: Any = None) -> None:
        super().__init__(data, initial={"request": uuid4(), "last": clock.today()})
        self.fields["receiver"].choices = [(str(each.pk), each.name) for each in receivers]  # type: ignore[attr-defined]
