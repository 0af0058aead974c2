"""The forms of the municipality's loop: papers, their parts, and the decision that closes them."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from samverkan.council.law import longest
from samverkan.council.models import ActionPlan, FollowUp, Measure, Outcome, Paper, Problem, SituationPicture
from samverkan.council.reads import papers
from samverkan.picture import reads
from samverkan.picture.places.register import shipped
from samverkan.programmes.reads import register
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.web.forms import fields


def places() -> list[tuple[str, str]]:
    """The municipality and its districts of today."""
    city = reads.city()
    districts = [each for each in shipped().of_kind("district", city.id) if each.until is None]
    return [(each.id, each.name) for each in (city, *districts)]


class PictureStart(forms.Form):
    """Of which place, and what it is called."""

    def __init__(self, _actor: Actor, _about: Paper | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = fields.choice(_("Område"), places(), initial=reads.city().id)
        self.fields["title"] = fields.text(
            _("Rubrik"), most=160, help_text=_("Till exempel Lägesbild 2026 för hela staden.")
        )


class PictureText(forms.Form):
    """What the municipality itself says in the picture, in the order the act has it."""

    def __init__(self, row: SituationPicture, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            "mapping": (
                _("1. Kartläggning: brottslighetens omfattning"),
                _(
                    "Statistiken läggs in av sig själv. Skriv det den inte visar, och varför problemen valdes."
                ),
            ),
            "consequences": (
                _("1. Kartläggning: konsekvenser"),
                _("För boende, skolor, näringsliv och kommunens egna verksamheter."),
            ),
            "other": (
                _("2. Annan information av betydelse"),
                _("Skolresultat, levnadsvillkor, trygghet, det som personalen ser."),
            ),
            "analysis": (
                _("3. Analys: samlad bedömning"),
                _(
                    "Vad hänger ihop, och vad är det viktigaste? Problemen med sina orsaker skrivs var för sig."
                ),
            ),
            "sources": (_("Egna källor"), _("Källor utöver den inlästa statistiken: vem, när och hur.")),
            "gaps": (_("Det ni saknar"), _("Vad ni inte vet, och hur det begränsar slutsatserna.")),
        }
        self.fields["title"] = fields.text(_("Rubrik"), most=160, initial=row.title)
        for name, (label, hint) in asked.items():
            self.fields[name] = fields.long(
                label, 6, required=False, help_text=hint, initial=getattr(row, name), strip=True
            )


class ProblemForm(forms.Form):
    """A problem with what it is compared with and its causes on three sides."""

    def __init__(self, _row: SituationPicture, part: Problem | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            "seen": (_("Vad ni ser"), _("Vad, var och när. Inga personer.")),
            "reference": (
                _("Jämfört med vad"),
                _("Ett jämförelsevärde: förra åren, liknande områden eller staden i stort."),
            ),
            "situation": (
                _("Orsaker i situationen"),
                _("Platsen, tiden, vem som har uppsikt, vad som gör brottet lätt."),
            ),
            "victim": (
                _("Orsaker hos den eller det som utsätts"),
                _("Vilka eller vilka föremål, och vad som gör dem utsatta."),
            ),
            "offender": (
                _("Orsaker hos den som begår brott"),
                _("Vad som driver, lockar eller rekryterar. Grupper, inte personer."),
            ),
        }
        self.fields["title"] = fields.text(
            _("Problemet i en mening"), initial=part.title if part else "", help_text=fields.PUBLIC
        )
        for name, (label, hint) in asked.items():
            self.fields[name] = fields.long(
                label, 3, help_text=hint, initial=getattr(part, name) if part else ""
            )


class PlanStart(forms.Form):
    """On which decided picture, what it is called, and when it is followed up."""

    def __init__(self, actor: Actor, about: Paper | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [row for row in papers.every(SituationPicture) if row.decided and row.agency_id == actor.agency]
        self.fields["picture"] = chosen_row(_("Lägesbilden som planen bygger på"), own, about)
        self.fields["title"] = fields.text(
            _("Rubrik"), most=160, help_text=_("Till exempel Åtgärdsplan 2027–2028.")
        )
        self.fields["follow_up_by"] = _follow_up_by()


class PlanText(forms.Form):
    """The plan's own words."""

    def __init__(self, row: ActionPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = fields.text(_("Rubrik"), most=160, initial=row.title)
        self.fields["summary"] = fields.long(
            _("Planen i korthet"),
            5,
            required=False,
            initial=row.summary,
            help_text=_("Det som den ska veta som bara läser första sidan."),
        )
        self.fields["follow_up_by"] = _follow_up_by(row.follow_up_by)


class MeasureForm(forms.Form):
    """Problem → cause → goal → measure → indicator → responsible → budget → date."""

    def __init__(self, row: ActionPlan, part: Measure | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = {
            "goal": (_("Mål"), _("Vad ska ha blivit annorlunda, och till när?"), 2),
            "title": (_("Åtgärd"), fields.PUBLIC, 0),
            "how": (_("Så görs det"), _("Vem gör vad, hur ofta och hur mycket."), 3),
            "indicator": (
                _("Mäts med"),
                _("En indikator som går att räkna eller fråga om, och varifrån den kommer."),
                2,
            ),
            "baseline": (_("Läget i dag"), _("Indikatorns värde nu, med datum."), 0),
            "target": (_("Målvärde"), "", 0),
            "responsible": (_("Ansvarig"), _("Nämnd, förvaltning eller befattning."), 0),
        }
        self.fields["problem"] = chosen_row(
            _("Problem"), papers.problems(row.picture), part.problem if part else None
        )
        self.fields["cause"] = fields.choice(
            _("Orsaken som åtgärden gäller"), Measure.Cause.choices, initial=part.cause if part else None
        )
        for name, (label, hint, lines) in texts.items():
            held = {
                "initial": getattr(part, name) if part else "",
                "help_text": hint,
                "required": name != "how",
            }
            most = 160 if name == "title" else 120
            self.fields[name] = (
                fields.long(label, lines, **held) if lines else fields.text(label, most=most, **held)
            )
        self.fields["budget"] = kronor(_("Budget, hela kronor"), part.budget if part else None)
        self.fields["money"] = fields.text(
            _("Varifrån pengarna kommer"), most=160, initial=part.money if part else ""
        )
        self.fields["due"] = fields.day(_("Klar"), initial=part.due if part else None)
        choices = [("", _("Ingen")), *((str(each.pk), each.name) for each in register.every())]
        self.fields["programme"] = forms.TypedChoiceField(
            label=_("Verksamhet i Samverkan"), choices=choices, required=False, coerce=UUID, empty_value=None,
            initial=str(part.programme_id) if part and part.programme_id else "",
            help_text=_("Om åtgärden är en verksamhet här syns de siffror som dess ägare har lämnat till planen."),
        )  # fmt: skip


class FollowUpStart(forms.Form):
    """Of which decided plan, and what it is called."""

    def __init__(self, actor: Actor, about: Paper | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [row for row in papers.every(ActionPlan) if row.decided and row.agency_id == actor.agency]
        self.fields["plan"] = chosen_row(_("Planen som följs upp"), own, about)
        self.fields["title"] = fields.text(
            _("Rubrik"), most=160, help_text=_("Till exempel Uppföljning av åtgärdsplan 2025–2026.")
        )


class FollowUpText(forms.Form):
    """The follow-up's own words."""

    def __init__(self, row: FollowUp, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = fields.text(_("Rubrik"), most=160, initial=row.title)
        self.fields["summary"] = fields.long(
            _("Vad planen ledde till"),
            5,
            required=False,
            initial=row.summary,
            help_text=_("Så att den som inte läser allt förstår det. Även det som inte gick."),
        )


class OutcomeForm(forms.Form):
    """Done? Effect? Continue, change or stop, with reasons."""

    def __init__(self, row: FollowUp, part: Measure | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held: Any = papers.outcomes(row).get(part.pk) if part else None

        def now(name: str) -> Any:
            return getattr(held, name) if held else None

        self.fields["done"] = fields.choice(
            _("Är åtgärden gjord?"), Outcome.Done.choices, initial=now("done")
        )
        self.fields["reached"] = fields.text(
            _("Utfallet"), most=160, initial=now("reached"), help_text=_("Indikatorns värde nu, med datum.")
        )
        self.fields["effect"] = fields.choice(
            _("Hade den effekt?"), Outcome.Effect.choices, initial=now("effect"),
            help_text=_("Går det inte att säga, så är det svaret."),
        )  # fmt: skip
        self.fields["grounds"] = fields.long(
            _("Vad bygger ni det på?"), 3, initial=now("grounds"),
            help_text=_("Vad ni jämförde med, och vad annat som kan förklara det."),
        )  # fmt: skip
        self.fields["spent"] = kronor(_("Vad den kostade, hela kronor"), now("spent"))
        self.fields["verdict"] = fields.choice(
            _("Hur blir det nu?"), Outcome.Verdict.choices, initial=now("verdict")
        )
        self.fields["reasons"] = fields.long(_("Skäl"), 3, initial=now("reasons"), help_text=fields.PUBLIC)


def chosen_row(label: Any, rows: list[Any], chosen: Any) -> forms.TypedChoiceField:
    """A choice among papers or parts; the acts take their ids."""
    return forms.TypedChoiceField(
        label=label, choices=[(str(row.pk), str(row)) for row in rows], coerce=UUID, widget=forms.RadioSelect,
        initial=str(chosen.pk) if chosen else None,
        help_text="" if rows else _("Det finns inget att välja än: skriv in och besluta det först."),
        error_messages={"required": _("Välj ett av svaren."), "invalid_choice": _("Välj ett av svaren.")},
    )  # fmt: skip


def kronor(label: Any, initial: int | None, hint: Any = None) -> forms.IntegerField:
    """An amount that may be left out."""
    said = _("Skriv hela kronor, till exempel 1500000.")
    return forms.IntegerField(
        label=label, required=False, initial=initial, min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": said, "min_value": said},
        help_text=hint or _("Tomt betyder inom ordinarie budget."),
    )  # fmt: skip


def _follow_up_by(initial: Any = None) -> forms.DateField:
    latest = longest("follow_up", clock.today())
    return fields.day(
        _("Följs upp senast"), initial=initial or latest, help_text=_("Lagen kräver minst vartannat år.")
    )


class DiscardForm(forms.Form):
    """Why a draft is discarded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = fields.long(
            _("Varför kastas utkastet?"),
            3,
            help_text=_("Till exempel: börjades av misstag, ersätts av ett nytt."),
        )


class DecideForm(forms.Form):
    """The board's decision on a paper."""

    def __init__(self, _row: Paper, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = fields.day(_("Beslutad"), initial=clock.today())
        self.fields["body"] = fields.text(_("Beslutad av"), most=80, initial=_("Kommunstyrelsen"))
        self.fields["decision"] = fields.number()
