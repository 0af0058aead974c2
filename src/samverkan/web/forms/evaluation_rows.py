"""The plan's form where a row of the file is a person or an event: what its columns are, and what is compared."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samverkan.picture.panels import Panel
from samverkan.web.forms.evaluations import AnyPlanForm, PlanForm, day, long, number, one_of, text
from samverkan.web.forms.kinds import MISSING

PERSONS, POINTS = "personer", "platser"


class RowsForm(AnyPlanForm):
    """What both have: the figures always come as a file, so that its columns must be told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.of_a_file:
            self.fields[name].required = True
        self.fields["data"].required = not self.kept


class PersonsForm(RowsForm):
    """A row a person, or an interval of one: time to an event, in a group that got the programme and another."""

    of_a_file = ("source", "person", "stop", "event", "group")

    def _question(self) -> None:
        super()._question()
        del self.fields["kind"]

    def facts(self, panel: Panel | None = None) -> dict[str, Any]:
        """One design; the rest follows from the file: whether the event can come again, and what else ends the time."""
        return {**super().facts(panel), "kind": "persons"}

    def _figures(self) -> None:
        self._file(
            _("CSV, Excel, ODS eller Parquet, högst 2 MB: en rad för varje person, eller flera om händelsen "
              "kan komma igen. Bara pseudonymer, aldrig namn eller personnummer, och inga andra kolumner än de som "
              "planen nämner.")
        )  # fmt: skip
        self.fields["person"] = text(_("Kolumn med pseudonymen"), required=False)
        self.fields["start"] = text(
            _("Kolumn med dagen då tiden börjar"),
            required=False,
            help_text=_("Antal dagar. Bara om den inte börjar på noll, eller om en person har flera rader."),
        )
        self.fields["stop"] = text(
            _("Kolumn med dagen då tiden slutar"),
            required=False,
            help_text=_("Antal dagar från starten till händelsen, eller till den sista dag man vet något."),
        )
        self.fields["event"] = text(
            _("Kolumn med händelsen"),
            required=False,
            help_text=_(
                "0: inget hände. 1: händelsen. 2 och uppåt: tiden tog slut av annat skäl, till exempel en flytt."
            ),
        )
        self.fields["group"] = text(_("Kolumn med gruppen"), required=False)
        self.fields["cluster"] = text(
            _("Kolumn med det som personer delar"),
            required=False,
            help_text=_("Skola, familj eller område. Personer som delar något säger mindre var för sig."),
        )
        self.fields["covariates"] = long(
            _("Kolumner att ta hänsyn till"), 2, required=False,
            help_text=_("Ett namn på varje rad. Bara tal, och bara sådant som var känt före insatsen."),
        )  # fmt: skip

    def _design(self) -> None:
        self.fields["treated_group"] = text(
            _("Gruppen som fick insatsen"),
            help_text=_("Som den står i filen. Minst tio personer i varje grupp."),
        )


class PointsForm(RowsForm):
    """A row an event at a place and time: do they come in clusters, and did the map of hot places hold?"""

    of_a_file = ("source", "x", "y", "day")

    def designs(self) -> list[tuple[str, Any]]:
        """Two questions to the same file."""
        return [
            ("near_repeat", _("Nära upprepningar: kommer händelser nära varandra i både rum och tid?")),
            ("hotspots", _("Heta platser: höll kartan som ritades en viss dag?")),
        ]

    def _question(self) -> None:
        super()._question()
        del self.fields["better"]
        self.fields["smallest"].label = _("Minsta överskott som spelar roll, i procent")
        self.fields["smallest"].help_text = _(
            "Ett mindre överskott mot slumpen skulle inte ändra något beslut."
        )

    def _figures(self) -> None:
        self._file(
            _("CSV, Excel, ODS eller Parquet, högst 2 MB: en rad för varje händelse, med plats i meter och dag. Inga "
              "personer, inga adresser, och inga andra kolumner än de som planen nämner.")
        )  # fmt: skip
        self.fields["x"] = text(
            _("Kolumn med öst, meter"), required=False, help_text=_("Till exempel i SWEREF 99 TM.")
        )
        self.fields["y"] = text(_("Kolumn med nord, meter"), required=False)
        self.fields["day"] = text(_("Kolumn med dagen"), required=False)
        self.fields["report"] = text(_("Kolumn med anmälans nummer"), required=False)

    def _design(self) -> None:
        rules = [
            ("row", _("varje rad")),
            ("place", _("rader med samma plats och dag räknas som en")),
            ("report", _("rader med samma nummer på anmälan räknas som en")),
        ]
        self.fields["rule"] = one_of(_("Vad är en händelse?"), rules)
        self.fields["metres"] = Bands(_("Avstånd, meter"), initial="0, 100, 200, 400")
        self.fields["days"] = Bands(_("Tid, dygn"), initial="0, 7, 14, 28")
        self.fields["drawn"] = day(
            _("Dagen då kartan ritades"), required=False, help_text=_("Bara för heta platser.")
        )
        self.fields["cell"] = number(_("Kartans ruta, sidans längd i meter"), 10, 10_000, initial=250)

    def clean(self) -> dict[str, Any]:
        """The day of the map for hot places, and the number of the report where rows are joined by it."""
        cleaned = super().clean()
        if cleaned.get("kind") == "hotspots" and not cleaned.get("drawn") and "drawn" not in self.errors:
            self.add_error("drawn", MISSING["required"])
        if cleaned.get("rule") == "report" and not cleaned.get("report"):
            self.add_error("report", MISSING["required"])
        return cleaned


class Bands(forms.CharField):
    """Whole numbers that rise from nought."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(
            label=label,
            max_length=200,
            error_messages=MISSING,
            help_text=_("Gränser från noll och uppåt, med komma emellan."),
            **more,
        )

    def clean(self, value: Any) -> Any:
        """The numbers as a list."""
        written = super().clean(value)
        parts = re.split(r"[,;\s]+", written.strip())
        found = [int(part) for part in parts if re.fullmatch(r"[0-9]{1,6}", part)]
        if len(found) != len(parts) or len(found) < 2 or found[0] != 0 or found != sorted(set(found)):
            raise ValidationError(_("Skriv minst två hela tal som börjar med 0 och stiger: 0, 100, 200."))
        return found


FORMS: dict[str, type[AnyPlanForm]] = {PERSONS: PersonsForm, POINTS: PointsForm}
OF_KIND: dict[str, type[AnyPlanForm]] = {
    "persons": PersonsForm,
    "near_repeat": PointsForm,
    "hotspots": PointsForm,
}


def form_of(kind: str) -> type[AnyPlanForm]:
    """The form by which a plan of this design is written."""
    return OF_KIND.get(kind, PlanForm)
