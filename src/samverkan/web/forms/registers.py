"""The forms of the municipality's registers; each is filled from the line that it changes, if there is one."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from samverkan.council.models import Initiative, LifeEvent, Line, Promise
from samverkan.council.reads import registers
from samverkan.programmes.reads import register
from samverkan.secrecy.actor import Actor
from samverkan.web.forms import fields
from samverkan.web.forms.council import chosen_row, kronor


class LineForm(forms.Form):
    """A line of a register: `build` gives its fields, which take their first values from the line."""

    def __init__(
        self, actor: Actor, line: Line | None, about: UUID | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.line, self.about = actor, line, about
        for name, field in self.build().items():
            if line is not None and field.initial is None:
                field.initial = getattr(line, name)
            self.fields[name] = field

    def build(self) -> dict[str, forms.Field]:
        """The fields in their order."""
        raise NotImplementedError


class MemberForm(LineForm):
    """A seat in the strategic council."""

    def build(self) -> dict[str, forms.Field]:
        return {
            "organisation": fields.text(_("Organisation")),
            "position": fields.text(_("Befattning"), help_text=_("Lagen vill ha ledande befattningar i rådet.")),
            "name": fields.text(_("Namn")), "since": fields.day(_("Från och med")),
            "until": fields.day(_("Till och med"), required=False),
        }  # fmt: skip


class SittingForm(LineForm):
    """A meeting of the strategic council."""

    def build(self) -> dict[str, forms.Field]:
        seats = [
            f"{each.organisation}, {each.position}: {each.name}"
            for each in registers.seats(self.actor.agency)
        ]
        held = list(getattr(self.line, "present", []))
        names = list(dict.fromkeys([*seats, *held]))
        return {
            "on": fields.day(_("Mötesdag")),
            "present": forms.MultipleChoiceField(
                label=_("Närvarande"), choices=[(each, each) for each in names], widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Kryssa för vilka som var där."), "invalid_choice": _("Välj i listan.")},
                help_text="" if names else _("Skriv först in rådets ledamöter."),
            ),
            "handled": fields.long(_("Vad som behandlades"), 4, help_text=_("Frågor, inte personer.")),
            "minutes": fields.text(_("Protokollets nummer"), most=60),
        }  # fmt: skip


class AgreementForm(LineForm):
    """A cooperation agreement with what the act requires of it."""

    def build(self) -> dict[str, forms.Field]:
        return {
            "title": fields.text(_("Överenskommelsens namn"), most=160),
            "parties": fields.long(_("Parter"), 3, help_text=_("En på varje rad.")),
            "purposes": fields.long(_("För vilka syften"), 3, help_text=_("Lagen kräver att syftena står i den.")),
            "areas": fields.long(_("Inom vilka områden"), 2, help_text=_("Lagen kräver att områdena står i den.")),
            "since": fields.day(_("Gäller från")), "until": fields.day(_("Gäller till och med")),
            "decision": fields.number(),
        }  # fmt: skip


class PromiseForm(LineForm):
    """A citizen promise and whether it was kept."""

    def build(self) -> dict[str, forms.Field]:
        return {
            "text": fields.long(_("Löftet"), 3, help_text=_("Så att det går att se om det hölls.")),
            "area": fields.text(_("Område")),
            "asked": fields.long(
                _("Vilka som tillfrågades"), 2, help_text=_("Hur boende och personal fick säga sitt.")
            ),
            "since": fields.day(_("Från och med")), "until": fields.day(_("Till och med")),
            "kept": fields.choice(_("Hölls det?"), Promise.Kept.choices, initial=getattr(self.line, "kept", "open")),
            "told": fields.long(_("Vad det ledde till"), 3, required=False),
        }  # fmt: skip


class ReportForm(LineForm):
    """A report to the elected council."""

    def build(self) -> dict[str, forms.Field]:
        return {
            "title": fields.text(_("Rubrik"), most=160), "on": fields.day(_("Lämnad")),
            "text": fields.long(
                _("Rapporten"), 10, help_text=_("På vanlig svenska. Inga enskilda fall, inga små tal.")
            ),
            "decision": fields.number(),
        }  # fmt: skip


class InitiativeForm(LineForm):
    """A way of working to follow over the years."""

    def build(self) -> dict[str, forms.Field]:
        held = getattr(self.line, "programme_id", None)
        choices = [("", _("Ingen")), *((str(each.pk), each.name) for each in register.every())]
        return {
            "name": fields.text(_("Insatsens namn")), "about": fields.long(_("Vad den går ut på"), 3),
            "programme": forms.TypedChoiceField(
                label=_("Verksamhet i Samverkan"), choices=choices, required=False, coerce=UUID, empty_value=None,
                initial=str(held) if held else "",
                help_text=_("Då kommer verksamhetens egna beslut med på tidslinjen."),
            ),
        }  # fmt: skip


class EventForm(LineForm):
    """What happened to an initiative."""

    def build(self) -> dict[str, forms.Field]:
        rows = [each for each in registers.every(Initiative) if each.agency_id == self.actor.agency]
        key = getattr(self.line, "initiative_id", self.about)
        held = next((each for each in rows if each.pk == key), None)
        return {
            "initiative": chosen_row(_("Insats"), rows, held),
            "kind": fields.choice(_("Vad som hände"), LifeEvent.Kind.choices, initial=getattr(self.line, "kind", "")),
            "on": fields.day(_("När"), help_text=_("Vet ni bara året, skriv första januari det året.")),
            "known": fields.choice(_("Så noga är det känt"), LifeEvent.Known.choices,
                                   initial=getattr(self.line, "known", "")),
            "text": fields.long(_("Med egna ord"), 3),
            "amount": kronor(_("Belopp, hela kronor"), getattr(self.line, "amount", None), _("Bara för en kostnad.")),
            "source": fields.text(
                _("Källa"), most=250, help_text=_("Diarienummer eller adress, så att det går att slå upp.")
            ),
        }  # fmt: skip
