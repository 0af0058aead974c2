"""The forms of an evaluation: its plan with the data, and the verdict."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samverkan.evaluations.planning import RULES
from samverkan.evidence.evaluation.plan import PANELS, Plan
from samverkan.evidence.evaluation.verdict import NAMES, Word
from samverkan.picture import panels, reads
from samverkan.picture.panels import Panel
from samverkan.programmes.reads.methods import adopted
from samverkan.secrecy import clock
from samverkan.web.forms.kinds import MISSING, OFF
from samverkan.web.forms.moving import date_input
from samverkan.web.language import in_language
from samverkan.web.present import words


def text(label: Any, **more: Any) -> forms.CharField:
    """One line."""
    return forms.CharField(
        label=label, max_length=200, widget=forms.TextInput(attrs=OFF), error_messages=MISSING, **more
    )


def long(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    """Some lines."""
    widget = forms.Textarea(attrs={**OFF, "rows": rows})
    return forms.CharField(label=label, widget=widget, error_messages=MISSING, **more)


def one_of(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """One of a few, none chosen beforehand."""
    chosen = {"required": _("Välj ett av svaren."), "invalid_choice": _("Välj ett av svaren.")}
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages=chosen, **more
    )


def number(label: Any, least: float, most: float, **more: Any) -> forms.FloatField:
    """A number between two others."""
    wrong = _("Skriv ett tal mellan %(least)g och %(most)g.") % {"least": least, "most": most}
    return forms.FloatField(
        label=label, min_value=least, max_value=most, localize=True,
        widget=forms.TextInput(attrs={**OFF, "inputmode": "decimal"}),
        error_messages={**MISSING, "invalid": wrong, "min_value": wrong, "max_value": wrong}, **more,
    )  # fmt: skip


def day(label: Any, **more: Any) -> forms.DateField:
    """A date."""
    return forms.DateField(
        label=label, widget=date_input(),
        error_messages={"required": _("Ange ett datum, till exempel 2026-12-01."),
                        "invalid": _("Skriv datumet så här: 2026-11-22.")}, **more,
    )  # fmt: skip


class AnyPlanForm(forms.Form):
    """The question, the outcome, the data and the design: what is locked before anybody looks.

    What differs by what a row of the file is (a place and period, a person, an event) is the subclass's.
    """

    of_a_file: tuple[str, ...] = ("source",)  # asked for where the figures come as a file

    def __init__(self, *args: Any, kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self._question()
        self._figures()
        self._design()
        self.fields["also"] = long(
            _("Annat som hände"), 2, required=False,
            help_text=_("En rad för varje sak som också kan förklara en förändring: från när, kolon, vad. "
                        "2022-03: Ny polisstation i Norra"),
        )  # fmt: skip

    def _question(self) -> None:
        self.fields["title"] = text(_("Namn"), help_text=_("Till exempel Patrullen i Norra."))
        self.fields["question"] = long(
            _("Frågan"), 2, help_text=_("I en mening som alla förstår: minskade vad, var, sedan när?")
        )
        self.fields["measure"] = text(_("Utfall"), help_text=_("Till exempel Rån mot person."))
        self.fields["definition"] = long(
            _("Vad som räknas och inte"),
            2,
            help_text=_("Brottskoder, anmälda eller uppklarade, vilka gränser."),
        )
        self.fields["better"] = one_of(_("Bättre är"), [("lower", _("lägre")), ("higher", _("högre"))])
        self.fields["smallest"] = number(
            _("Minsta förändring som spelar roll, i procent"), 1, 99,
            help_text=_("En mindre förändring skulle inte ändra något beslut."),
        )  # fmt: skip
        self.fields["kind"] = one_of(_("Upplägg"), self.designs())
        self.fields["method"] = forms.ChoiceField(
            label=_("Metod"), required=False,
            choices=[("", _("Ingen av metoderna här")), *((each.id, words(each.name)) for each in adopted())],
            help_text=_("Utvärderingen visas då bland det man vet om metoden, för den som utvärderar hos er."),
        )  # fmt: skip

    def _file(self, help_text: Any) -> None:
        self.fields["data"] = forms.FileField(
            label=_("Fil med siffror"), required=False, widget=forms.FileInput,
            error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom."), "missing": _("Välj en fil."),
                            "invalid": _("Välj en fil.")},
            help_text=help_text,
        )  # fmt: skip
        self.fields["source"] = text(
            _("Källa"), required=False, help_text=_("Vem som har tagit fram siffrorna.")
        )
        self.fields["vintage"] = day(_("Hämtade"), initial=clock.today())

    def designs(self) -> list[tuple[str, Any]]:
        """The designs to choose from; none where there is one."""
        return []

    def _figures(self) -> None:
        raise NotImplementedError

    def _design(self) -> None:
        raise NotImplementedError

    def panel(self) -> Panel | None:
        """The figures of an indicator of the picture, where one was chosen."""
        return None

    def clean(self) -> dict[str, Any]:
        """A file and its columns are asked for where no indicator of the picture was chosen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("indicator"):
            return cleaned
        for name in self.of_a_file:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, MISSING["required"])
        if not (cleaned.get("data") or self.kept or "data" in self.errors):
            self.add_error("data", _("Välj en fil."))
        return cleaned

    def facts(self, panel: Panel | None = None) -> dict[str, Any]:
        """What was written, without the file; with an indicator's panel, what it knows of itself."""
        left = {"data", "indicator"}
        found = {name: value for name, value in self.cleaned_data.items() if name not in left}
        if panel is not None:
            columns = {"unit": panels.UNIT, "time": panels.TIME, "outcome": panels.OUTCOME, "exposure": ""}
            found |= {**columns, "source": panel.source, "vintage": panel.read_on}
        return found


class PlanForm(AnyPlanForm):
    """A row a place and period: from a file, or from the situation picture."""

    of_a_file = ("source", "unit", "time", "outcome")

    def designs(self) -> list[tuple[str, Any]]:
        """Those of panels."""
        return _designs()

    def _figures(self) -> None:
        self.fields["indicator"] = forms.ChoiceField(
            label=_("Siffror ur lägesbilden"), required=False,
            choices=[("", _("Nej, jag har en fil")), *_offered().items()],
            help_text=_("Välj ett mått, så behövs ingen fil och inget om källa och kolumner: platserna heter som i "
                        "lägesbilden, och perioderna är år."),
        )  # fmt: skip
        self._file(
            _("CSV, Excel, ODS eller Parquet, högst 2 MB: en rad för varje område och period. "
              "Inga uppgifter om enskilda personer.")
        )  # fmt: skip
        self.fields["unit"] = text(_("Kolumn med områdets namn"), required=False)
        self.fields["time"] = text(
            _("Kolumn med perioden"),
            required=False,
            help_text=_("Står år och månad var för sig: skriv båda, med plus emellan."),
        )
        self.fields["outcome"] = text(_("Kolumn med utfallet"), required=False)
        self.fields["exposure"] = text(_("Kolumn med folkmängd"), required=False)

    def _design(self) -> None:
        self.fields["season"] = forms.TypedChoiceField(
            label=_("Perioder på ett år"), coerce=int,
            choices=[("12", _("12, månader")), ("4", _("4, kvartal")), ("52", _("52, veckor")), ("1", _("1, år"))],
        )  # fmt: skip
        self.fields["treated"] = long(
            _("Vem som fick insatsen, och från när"), 2,
            help_text=_("En rad för varje område: namnet, kolon, första perioden. Norra: 2022-01"),
        )  # fmt: skip
        self.fields["compare_with"] = long(
            _("Jämförs med"), 2, required=False,
            help_text=_("Ett område på varje rad. Tomt: alla andra i filen, där upplägget kan välja själv."),
        )  # fmt: skip

    def panel(self) -> Panel | None:
        """The indicator's figures, where one was chosen."""
        chosen = self.cleaned_data["indicator"]
        return panels.panel(reads.data(), chosen) if chosen else None


def _offered() -> dict[str, str]:
    return {name: in_language(label) for name, label in panels.offered(reads.data()).items()}


def from_plan(plan: Plan) -> dict[str, Any]:
    """What a form is filled with when a plan is written anew: what all plans have, and then what its rows are."""
    shared = {
        "title": plan.title, "question": plan.question, "measure": plan.outcome.name, "better": plan.outcome.better,
        "definition": plan.outcome.definition, "smallest": plan.smallest_effect, "kind": plan.design.kind,
        "source": plan.data.source, "vintage": plan.data.vintage, "method": plan.method or "",
        "also": "\n".join(f"{each.since}: {each.what}" for each in plan.also_happened),
    }  # fmt: skip
    return {**shared, **_columns(plan), **(_of_panel(plan) if plan.design.kind in PANELS else _of_rows(plan))}


def _columns(plan: Plan) -> dict[str, str]:
    many = {"time": "+", "covariates": "\n"}
    return {
        part: name if isinstance(name, str) else many.get(part, "+").join(name)
        for part, name in plan.data.columns.items()
    }


def _of_panel(plan: Plan) -> dict[str, Any]:
    return {
        "season": str(plan.design.season), "compare_with": "\n".join(plan.design.compare_with),
        "treated": "\n".join(f"{unit}: {when}" for unit, when in plan.treated.items()),
    }  # fmt: skip


def _of_rows(plan: Plan) -> dict[str, Any]:
    design = plan.design
    rules = {tuple(columns): name for name, columns in RULES.items()}
    bands = {"metres": design.metres, "days": design.days}
    found = {
        "treated_group": design.treated_group, "rule": rules.get(design.event), "cell": design.cell,
        "drawn": design.drawn,
        **{name: ", ".join(f"{each:g}" for each in ends) for name, ends in bands.items()},
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


class VerdictForm(forms.Form):
    """One of four, and why. None is chosen beforehand."""

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(word.value, NAMES[word].en if language == "en" else NAMES[word].sv) for word in Word]
        self.fields["word"] = one_of(_("Slutsats"), choices)
        self.fields["reason"] = long(
            _("Skäl"),
            4,
            help_text=_("Minst 20 tecken. Säg vad i resultatet som avgjorde, och vad som talar emot."),
        )


def _designs() -> list[tuple[str, Any]]:
    return [
        (
            "interrupted_series",
            _("Avbruten tidsserie: ett område, antal händelser, med eller utan jämförelse"),
        ),
        ("synthetic_control", _("Syntetisk kontroll: ett eller flera områden och minst tio andra")),
        ("difference", _("Skillnad i skillnader: flera områden fick insatsen, flera inte")),
        ("areas", _("Före och efter: ett område och ett jämförelseområde")),
    ]
