"""A package as a form: a box for each entry and receiver, a box for each field that stays in."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from samverkan.casework.reads.disclosures import Choosable, second_asked
from samverkan.casework.reads.packages import CaseChoice
from samverkan.methods.schema import Method
from samverkan.secrecy.disclosing import Item
from samverkan.secrecy.models import Agency, Mode
from samverkan.secrecy.packages import Line
from samverkan.web.forms.disclosures import in_order
from samverkan.web.present import field_rows, kind_label, person

Part = dict[str, Any]


class PackageForm(forms.Form):
    """`take` is entry.receiver, unticked from the start; `keep` is entry.field, all ticked: untick what stays."""

    take = forms.MultipleChoiceField(
        label=_("Uppgifter och mottagare"),
        error_messages={"required": _("Kryssa för minst en uppgift och en mottagare."),
                        "invalid_choice": _("En av uppgifterna har ändrats. Välj på nytt.")},
    )  # fmt: skip
    keep = forms.MultipleChoiceField(
        label=_("Fält"), required=False,
        error_messages={"invalid_choice": _("En av uppgifterna har ändrats. Välj på nytt.")},
    )  # fmt: skip
    request = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, choices: Sequence[CaseChoice], receivers: Sequence[Agency], method: Method, *args: Any,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.cases, self.receivers, self.method = choices, receivers, method
        offered = [each for case in choices for each in case.offered]
        self.fields["take"].choices = [  # type: ignore[attr-defined]
            (f"{each.entry.row.pk}.{agency.pk}", "") for each in offered for agency in receivers
        ]
        self.fields["keep"].choices = [  # type: ignore[attr-defined]
            (f"{each.entry.row.pk}.{name}", name) for each in offered for name in each.entry.fields or {}
        ]
        self.initial.setdefault("request", uuid4())

    def groups(self) -> list[Part]:
        """A group a case, a row an entry, a box a receiver, a box a field."""
        taken = set(self["take"].value() or []) if self.is_bound else set()
        kept = set(self["keep"].value() or []) if self.is_bound else None
        return [
            {"person": person(case.row), "case": case.row.case,
             "rows": [self._row(each, taken, kept) for each in case.offered]}
            for case in self.cases
        ]  # fmt: skip

    def lines(self) -> list[Line]:
        """One line a case and receiver, with the fields kept of each entry ticked for it."""
        entries = {str(each.entry.row.pk): each for case in self.cases for each in case.offered}
        by_line: dict[tuple[UUID, UUID], list[Choosable]] = {}
        for key in self.cleaned_data["take"]:
            entry, receiver = key.split(".", 1)
            by_line.setdefault((entries[entry].entry.row.case_id, UUID(receiver)), []).append(entries[entry])
        cases = {each.row.case.pk: each.row.case for each in self.cases}
        return [
            Line(
                cases[case], receiver, tuple(self._items(rows)),
                second_asked(cases[case], [row.entry.row.kind for row in rows], Mode.PACKAGE) is not None,
            )
            for (case, receiver), rows in by_line.items()
        ]  # fmt: skip

    def _items(self, rows: Iterable[Choosable]) -> Iterable[Item]:
        kept = set(self.cleaned_data["keep"])
        for each in rows:
            row = each.entry.row
            yield Item(row.pk, tuple(name for name in each.entry.fields or {} if f"{row.pk}.{name}" in kept))

    def _row(self, each: Choosable, taken: set[str], kept: set[str] | None) -> Part:
        row, fields = each.entry.row, each.entry.fields or {}
        labels = {name: field_rows(self.method, row.kind, {name: value})[0] for name, value in fields.items()}
        keys = {name: f"{row.pk}.{name}" for name in fields}
        has = {agency.pk: on for agency, on in each.given}
        day = row.happened_on or localdate(row.made_at)
        return {
            "kind": kind_label(self.method, row.kind),
            "date": day,
            "text": " · ".join(value for name in in_order(self.method, each)
                               if (value := labels[name][1]) != day.isoformat()),
            "boxes": [
                {"key": f"{row.pk}.{agency.pk}", "agency": agency, "given": has.get(agency.pk),
                 "checked": f"{row.pk}.{agency.pk}" in taken}
                for agency in self.receivers
            ],
            "fields": [
                {"key": keys[name], "label": labels[name][0], "text": labels[name][1],
                 "checked": kept is None or keys[name] in kept}
                for name in in_order(self.method, each)
            ],
        }  # fmt: skip
