"""The quick form in the meeting: what is said, to whom, on which ground. Made for the keyboard."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.casework.reads.disclosures import Choosable
from samverkan.methods.schema import Method
from samverkan.secrecy import clock
from samverkan.secrecy.models import Agency
from samverkan.web.ground_forms import text_area
from samverkan.web.present import field_rows, kind_label

LONGEST = 80  # signs of an entry in the list to choose from


class SayForm(forms.Form):
    """A note now written, or an entry that is there; who hears it; on which ground."""

    text = forms.CharField(label=_("Det som sägs"), required=False, widget=text_area(2))
    entry = forms.ChoiceField(
        label=_("Eller en uppgift som redan finns"), required=False,
        error_messages={"invalid_choice": _("Uppgiften finns inte längre. Välj på nytt.")},
    )  # fmt: skip
    receivers = forms.MultipleChoiceField(
        label=_("Vem hör det?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj vem som får höra det."),
                        "invalid_choice": _("Välj en myndighet som deltar i verksamheten.")},
    )  # fmt: skip
    ground = forms.CharField(
        label=_("Rättslig grund"), widget=forms.RadioSelect,
        error_messages={"required": _("Välj en rättslig grund.")},
    )  # fmt: skip
    request = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, offered: Sequence[Choosable], method: Method, receivers: Sequence[Agency], *args: Any,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        rows = [(str(each.entry.row.pk), _short(method, each)) for each in offered]
        self.fields["entry"].choices = [("", _("– ny anteckning –")), *rows]  # type: ignore[attr-defined]
        self.fields["receivers"].choices = [(str(each.pk), each.name) for each in receivers]  # type: ignore[attr-defined]
        self.initial.setdefault("request", uuid4())

    def receiver_boxes(self) -> list[dict[str, Any]]:
        """The receivers with the digit that ticks each."""
        return [
            {"id": box.data["attrs"]["id"], "value": box.data["value"], "label": box.data["label"],
             "checked": box.data["selected"], "key": str(n) if n < 10 else ""}
            for n, box in enumerate(self["receivers"], start=1)
        ]  # fmt: skip

    def chosen_receivers(self) -> list[UUID]:
        """Those ticked so far, valid or not yet."""
        known = {key for key, _name in self.fields["receivers"].choices}  # type: ignore[attr-defined]
        return [UUID(key) for key in self["receivers"].value() or [] if key in known]

    def said(self) -> dict[str, Any]:
        """`note` or `entry`, as the act takes it."""
        text, entry = self.cleaned_data["text"].strip(), self.cleaned_data["entry"]
        note = {"event_date": clock.today().isoformat(), "text": text, "source": "Sagt på plats"}
        return {"note": note if text else None, "entry": UUID(entry) if entry else None}


def _short(method: Method, each: Choosable) -> str:
    fields = each.entry.fields or {}
    rows = field_rows(method, each.entry.row.kind, fields)
    text = ", ".join(value for _label, value in rows)
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return f"{kind_label(method, each.entry.row.kind)}: {text}"
