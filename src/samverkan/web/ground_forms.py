"""A ground's conditions as questions. The form asks; a human answers; nothing is filled in beforehand."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.grounds import Answer, Answers, Condition, Ground, check_answers
from samverkan.web.present import words

UNSEEN = {"autocomplete": "off"}  # no browser keeps what is written about a person


def text_area(rows: int = 3) -> forms.Textarea:
    """A field for running text that the browser does not remember."""
    return forms.Textarea(attrs={**UNSEEN, "rows": rows})


class GroundForm(forms.Form):
    """One radio question a condition, words where the condition asks for them, and the reasons of the decision.

    `answers` gives grounds.Answers once valid. What keeps the ground from standing is an error on its
    question: all at once, by the same check that the act makes again.
    """

    def __init__(self, ground: Ground, *args: Any, said: Answers | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground = ground
        for condition in ground.conditions:
            self._ask(condition, (said or {}).get(condition.id))
        self.fields["reasons"] = forms.CharField(
            label=_("Skälen för beslutet"), widget=text_area(4), strip=True,
            help_text=_("Varför just de här uppgifterna, till just den här mottagaren, nu."),
            error_messages={"required": _("Skriv skälen för beslutet.")},
        )  # fmt: skip

    def answers(self) -> Answers:
        """What was answered, condition by condition."""
        return {
            condition.id: Answer(
                self.cleaned_data.get(f"answer_{condition.id}", ""),
                self.cleaned_data.get(f"why_{condition.id}", "").strip(),
            )
            for condition in self.ground.conditions
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for problem in check_answers(self.ground, self.answers()):
            kind = "why" if problem.code == "reasons_missing" else "answer"
            self.add_error(f"{kind}_{problem.condition_id}", words(problem.words))
        return cleaned

    def _ask(self, condition: Condition, said: Answer | None) -> None:
        options = [(option.id, _capital(words(option.label))) for option in condition.options]
        self.fields[f"answer_{condition.id}"] = forms.CharField(
            label=words(condition.question), required=False, widget=forms.RadioSelect(choices=options)
        )
        if condition.reasons:
            self.fields[f"why_{condition.id}"] = forms.CharField(
                label=_words_on(condition), required=False, widget=text_area(2),
                initial=said.reasons if said else "",
            )  # fmt: skip


def _words_on(condition: Condition) -> SafeString:
    """The label is short to the eye and whole to a screen reader, which meets several on a page."""
    question = words(condition.question)
    return format_html('{}<span class="visually-hidden">: {}</span>', gettext("Med egna ord"), question)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
