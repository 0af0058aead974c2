"""The forms of a disclosure: what to choose and to whom, why not, why back, and where a copy goes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samverkan.casework.reads.deliveries import Likely
from samverkan.casework.reads.disclosures import Choosable
from samverkan.methods.schema import Method
from samverkan.secrecy.disclosing import Item
from samverkan.secrecy.models import Agency, Form
from samverkan.web.ground_forms import UNSEEN, text_area
from samverkan.web.present import entry, field_rows, kind_label

FORMS = [
    (Form.HANDED_OVER, _("Utlämnande: kopian blir mottagarens egen handling och stannar där")),
    (Form.SHOWN, _("Visning: kopian visas till ett slutdatum och förstörs sedan")),
]

# What the receiver has decided about copies that are only shown; without any of them it must be handed over.
KEEPING = [
    ("decision", _("Mottagaren har ett gallringsbeslut som gäller visningar")),
    ("plan", _("Mottagarens dokumenthanteringsplan tar upp visningar")),
    ("minor", _("Mottagaren har beslutat att kopior av liten och kortvarig betydelse gallras")),
]


def date_input() -> forms.DateInput:
    """A date as 2026-11-22."""
    return forms.DateInput(attrs={**UNSEEN, "type": "date"}, format="%Y-%m-%d")


class ChooseForm(forms.Form):
    """Which fields of which entries go, to whom, in which form, until when and why it is asked for.

    Nothing is ticked but the entry one came from (`chosen`), and no field goes that is not ticked.
    """

    take = forms.MultipleChoiceField(
        label=_("Uppgifter"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kryssa för minst ett fält."),
                        "invalid_choice": _("En av uppgifterna har ändrats. Välj på nytt.")},
    )  # fmt: skip
    receiver = forms.ChoiceField(
        label=_("Mottagare"), widget=forms.RadioSelect,
        error_messages={"required": _("Välj vem som ska få uppgifterna."),
                        "invalid_choice": _("Välj en myndighet som deltar i verksamheten.")},
    )  # fmt: skip
    form = forms.ChoiceField(
        label=_("Form"), choices=FORMS, initial=Form.HANDED_OVER, widget=forms.RadioSelect
    )
    ends_on = forms.DateField(
        label=_("Visas till och med"), required=False, widget=date_input(),
        help_text=_("Bara för en visning."),
        error_messages={"invalid": _("Skriv datumet så här: 2026-11-22.")},
    )  # fmt: skip
    keeping = forms.ChoiceField(
        label=_("Mottagarens gallringsbeslut för visningar"), required=False, choices=KEEPING,
        widget=forms.RadioSelect,
        help_text=_("Bara för en visning. Det som visas kan vara allmän handling hos mottagaren: utan ett "
                    "gallringsbeslut där får kopian inte förstöras. Finns inget beslut, välj utlämnande."),
        error_messages={"invalid_choice": _("Välj vilket beslut mottagaren har.")},
    )  # fmt: skip
    weeding = forms.CharField(
        label=_("Beslutets nummer, och varför det gäller här"), required=False, max_length=300,
        widget=text_area(2), help_text=_("Bara för en visning. Diarienummer eller punkt i planen."),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Varför"), required=False, widget=text_area(3),
        help_text=_("Till den som beslutar. Skickas inte till mottagaren."),
    )  # fmt: skip
    request = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, offered: Sequence[Choosable], method: Method, receivers: Sequence[Agency], *args: Any,
        chosen: UUID | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.offered, self.method = offered, method
        self.fields["take"].choices = [  # type: ignore[attr-defined]
            (f"{each.entry.row.pk}.{name}", name) for each in offered for name in in_order(method, each)
        ]
        self.fields["receiver"].choices = [(str(each.pk), each.name) for each in receivers]  # type: ignore[attr-defined]
        self.initial.setdefault("request", uuid4())
        self.initial["take"] = [
            key for key, _name in self.fields["take"].choices if chosen and key.startswith(f"{chosen}.")  # type: ignore[attr-defined]
        ]  # fmt: skip

    def groups(self) -> list[dict[str, Any]]:
        """One group of boxes an entry: its heading, who already has it, and a box for each field."""
        boxes = {box.data["value"]: box.data for box in self["take"]}
        return [self._group(each, boxes) for each in self.offered]

    def items(self) -> list[Item]:
        """What was ticked, by entry."""
        found: dict[UUID, list[str]] = {}
        for key in self.cleaned_data["take"]:
            entry_id, name = key.split(".", 1)
            found.setdefault(UUID(entry_id), []).append(name)
        return [Item(entry_id, tuple(names)) for entry_id, names in found.items()]

    def purpose(self) -> str:
        """Why, and the receiver's weeding decision where it is a visning."""
        weeding, which = self.cleaned_data["weeding"], dict(KEEPING).get(self.cleaned_data["keeping"], "")
        tail = f"{which}: {weeding}" if weeding else ""
        return "\n".join(part for part in (self.cleaned_data["why"], tail) if part)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("form") == Form.SHOWN:
            if not cleaned.get("ends_on") and "ends_on" not in self.errors:
                self.add_error("ends_on", _now("En visning måste ha ett slutdatum."))
            if not cleaned.get("keeping") and "keeping" not in self.errors:
                self.add_error("keeping", _now("Ange mottagarens gallringsbeslut, eller välj utlämnande."))
            if not cleaned.get("weeding"):
                self.add_error("weeding", _now("Skriv beslutets nummer och varför det gäller här."))
        else:
            cleaned["ends_on"], cleaned["keeping"], cleaned["weeding"] = None, "", ""
        return cleaned

    def _group(self, each: Choosable, boxes: dict[str, dict[str, Any]]) -> dict[str, Any]:
        row, fields = each.entry.row, each.entry.fields or {}
        labels = {name: field_rows(self.method, row.kind, {name: value})[0] for name, value in fields.items()}
        return {
            "kind": kind_label(self.method, row.kind),
            "date": row.happened_on or localdate(row.made_at),
            "marks": entry(self.method, each.entry)["marks"],
            "giver": row.received.giver.short if row.received else "",
            "given": [{"agency": agency.short, "date": on} for agency, on in each.given],
            "boxes": [
                {
                    "id": box["attrs"]["id"], "value": box["value"], "checked": box["selected"],
                    "label": labels[name][0], "text": labels[name][1],
                }
                for name in in_order(self.method, each)
                if (box := boxes[f"{row.pk}.{name}"])
            ],
        }  # fmt: skip


def in_order(method: Method, each: Choosable) -> list[str]:
    """The names of an entry's fields in the order of the method's form, whatever order they were sealed in."""
    fields = each.entry.fields or {}
    known = next((kind.fields for kind in method.kinds if kind.id == each.entry.row.kind), ())
    named = [field.id for field in known if field.id in fields]
    return [*named, *(name for name in fields if name not in named)]


class ReasonForm(forms.Form):
    """One reason in words: refusing, rejecting, taking back."""

    reason = forms.CharField(widget=text_area(4), error_messages={"required": _("Skriv varför.")})

    def __init__(self, label: Any, help_text: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text


class SecondForm(forms.Form):
    """What the second decider adds."""

    reasons = forms.CharField(
        label=_("Din egen bedömning"), required=False, widget=text_area(3),
        help_text=_("Frivilligt. Den första beslutsfattarens skäl står kvar."),
    )  # fmt: skip
    shown = forms.CharField(widget=forms.HiddenInput)


class WhereForm(forms.Form):
    """Where a copy is put: an own file that a human points out, or a new one."""

    case = forms.ChoiceField(
        label=_("Ta emot i"), widget=forms.RadioSelect,
        error_messages={"required": _("Välj en akt, eller öppna en ny."),
                        "invalid_choice": _("Välj en av akterna, eller öppna en ny.")},
    )  # fmt: skip

    def __init__(self, likely: Sequence[Likely], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        why = {"number": _now("samma personnummer"), "name": _now("samma namn")}
        found = [
            (str(each.row.case.pk), f"{each.row.case.number} {each.row.name} ({why[each.why]})")
            for each in likely
        ]
        self.fields["case"].choices = [*found, ("new", _now("Öppna en ny akt"))]  # type: ignore[attr-defined]
        if not found:
            self.initial["case"] = "new"
