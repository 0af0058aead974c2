"""The forms of decisions about programmes: starting one, and all that can be decided about it after that."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samverkan.methods.schema import Method
from samverkan.programmes.models import Milestone
from samverkan.programmes.reads.methods import newer_than
from samverkan.programmes.reads.register import agencies_of, every
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.web.forms import fields
from samverkan.web.present import words

YEAR = timedelta(days=365)


class StartForm(forms.Form):
    """A method starts in a district: name, area, purpose, parties, days and number. One choice for each other party."""

    def __init__(self, actor: Actor, method: Method, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.method = method
        today = clock.today()
        self.fields["name"] = fields.text(
            _("Verksamhetens namn"), help_text=_("Metoden och området, till exempel Trefas Järva.")
        )
        self.fields["area"] = fields.text(_("Område"))
        self.fields["purpose"] = fields.long(
            _("Ändamål"), 4, initial=words(method.purpose),
            help_text=_(
                "Metodens eget ändamål står här som en början. "
                "Skriv det så smalt att det går att se vad som inte hör hit."
            ),
        )  # fmt: skip
        for party in method.parties:
            if party.kind != actor.kind:
                self.fields[f"party_{party.kind}"] = self._party(
                    words(party.label), str(party.kind), party.required
                )
        self.fields["started_on"] = fields.day(_("Börjar"), initial=today)
        self.fields["review_on"] = fields.day(
            _("Omprövas senast"),
            initial=today + YEAR,
            help_text=_("Då prövas om verksamheten ska fortsätta. Högst tre år fram."),
        )
        self.fields["decision"] = fields.number()
        self.fields["reasons"] = fields.long(_("Skäl"), required=False, help_text=fields.PUBLIC)

    def parties(self) -> list[str]:
        """The ids of the authorities chosen."""
        chosen = (value for name, value in self.cleaned_data.items() if name.startswith("party_"))
        return [value for value in chosen if value]

    def add_error(self, field: Any, error: Any) -> None:
        """What is wrong with the parties stands at the first of them."""
        if field is None or field in self.fields or field == "__all__":
            return super().add_error(field, error)
        first = next((name for name in self.fields if name.startswith("party_")), None)
        return super().add_error(first if field == "parties" else None, error)

    @staticmethod
    def _party(label: str, kind: str, required: bool) -> forms.ChoiceField:
        choices = [("", _("Välj") if required else _("Ingen"))]
        choices += [(str(each.pk), each.name) for each in agencies_of([kind])]
        missing = _("Välj en myndighet: metoden kan inte starta utan den.")
        return forms.ChoiceField(
            label=label, choices=choices, required=required,
            error_messages={"required": missing, "invalid_choice": missing},
        )  # fmt: skip


Fields = dict[str, forms.Field]


def _renamed(programme: Programme) -> Fields:
    return {
        "name": fields.text(_("Nytt namn"), help_text=_("Det gamla namnet står kvar i historiken.")),
        **_on_today(programme),
    }


def _permanent(programme: Programme) -> Fields:
    return {
        "on": fields.day(_("Permanent från"), initial=clock.today()),
        "review_on": _next_review(),
        "reasons": fields.long(_("Skäl"), help_text=fields.PUBLIC),
    }


def _reviewed(programme: Programme) -> Fields:
    found = fields.long(_("Vad omprövningen kom fram till"), 5, help_text=fields.PUBLIC)
    return {**_on_today(programme, _("Omprövad")), "review_on": _next_review(), "reasons": found}


def _purpose(programme: Programme) -> Fields:
    return {
        "purpose": fields.long(_("Nytt ändamål"), 4, initial=programme.purpose),
        **_on_today(programme), "reasons": fields.long(_("Skäl"), help_text=fields.PUBLIC),
    }  # fmt: skip


def _version(programme: Programme) -> Fields:
    newer = newer_than(programme.method, programme.method_version)
    choices = [
        (
            str(each.version),
            _("Version %(version)s, beslutad %(day)s") % {"version": each.version, "day": each.dated},
        )
        for each in newer
    ]
    return {
        "version": fields.choice(_("Ny version"), choices),
        "on": fields.day(_("Gäller nya ärenden från"), initial=clock.today() + timedelta(days=1)),
        "reasons": fields.long(_("Skäl"), required=False, help_text=fields.PUBLIC),
    }  # fmt: skip


def _ended(programme: Programme) -> Fields:
    others = [(str(each.pk), each.name) for each in every() if each.pk != programme.pk]
    return {
        "on": fields.day(
            _("Avslutas"), initial=clock.today(),
            help_text=_("Från den dagen tas inga nya ärenden emot och inget nytt lämnas ut."),
        ),
        "why": fields.choice(_("Varför"), Milestone.Why.choices),
        "reasons": fields.long(_("Skäl"), 4, help_text=fields.PUBLIC),
        "cases": fields.choice(
            _("Ärenden som pågår"), Milestone.Cases.choices,
            help_text=_("Det som skrivits läses som förut och gallras som metoden säger, vad ni än väljer."),
        ),
        "other": forms.ChoiceField(
            label=_("Flyttas till"), choices=[("", _("Ingen")), *others], required=False,
            help_text=_("Om ärendena flyttas: till vilken verksamhet."),
        ),
    }  # fmt: skip


def _kept(programme: Programme) -> Fields:
    return {"reasons": fields.long(_("Skäl"), 4, help_text=fields.PUBLIC)}


def _invited(programme: Programme) -> Fields:
    from samverkan.programmes.reads.register import method_of

    kinds = [str(each.kind) for each in method_of(programme).parties if each.kind != programme.owner.kind]
    choices = [("", _("Välj")), *((str(each.pk), each.name) for each in agencies_of(kinds))]
    missing = _("Välj en myndighet.")
    return {
        "party": forms.ChoiceField(
            label=_("Myndighet"),
            choices=choices,
            error_messages={"required": missing, "invalid_choice": missing},
        )
    }


def _declined(programme: Programme) -> Fields:
    return {"reasons": fields.long(_("Varför ni inte deltar"), help_text=fields.PUBLIC)}


def _joined(programme: Programme) -> Fields:
    return {}


def _left(programme: Programme) -> Fields:
    return {
        "on": fields.day(_("Sista dagen är dagen före"), initial=clock.today()),
        "reasons": fields.long(_("Skäl"), required=False, help_text=fields.PUBLIC),
    }  # fmt: skip


def _on_today(programme: Programme, label: Any = None) -> Fields:
    return {"on": fields.day(label or _("Gäller från"), initial=clock.today())}


def _next_review() -> forms.DateField:
    return fields.day(
        _("Nästa omprövning senast"), initial=clock.today() + YEAR, help_text=_("Högst tre år fram.")
    )


FIELDS: Mapping[str, Callable[[Programme], Fields]] = {
    "renamed": _renamed, "permanent": _permanent, "reviewed": _reviewed, "purpose": _purpose, "version": _version,
    "ended": _ended, "kept": _kept, "invited": _invited, "joined": _joined, "declined": _declined, "left": _left,
}  # fmt: skip


class DecisionForm(forms.Form):
    """One decision about a programme: what its kind asks, and always its number."""

    def __init__(self, kind: str, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(FIELDS[kind](programme))
        self.fields["decision"] = fields.number()
