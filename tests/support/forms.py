"""Forms as a browser would send them: every field of a page with the value it holds."""

from html.parser import HTMLParser
from typing import Any

Filled = dict[str, Any]


class _Forms(HTMLParser):
    """Collects, form by form, what would be sent: hidden and text values, ticked boxes, chosen options."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Filled]] = []
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "form":
            self.forms.append((held.get("action") or "", {}))
        elif tag == "input" and held.get("name") and self.forms:
            self._input(held)
        elif tag == "textarea" and self.forms:
            self._text = held["name"]
            self.forms[-1][1][self._text] = ""
        elif tag == "select":
            self._select = held.get("name")
        elif tag == "option" and self._select and self.forms and ("selected" in held):
            self.forms[-1][1][self._select] = held.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text:
            self.forms[-1][1][self._text] += data.lstrip("\n")

    def _input(self, held: dict[str, str | None]) -> None:
        filled, name, value = self.forms[-1][1], str(held["name"]), held.get("value") or ""
        if held.get("type") == "checkbox":
            if "checked" in held:
                filled.setdefault(name, []).append(value)
        elif held.get("type") == "radio":
            if "checked" in held:
                filled[name] = value
        else:
            filled[name] = value


def forms_in(response: Any) -> list[tuple[str, Filled]]:
    """(action, fields) of every form on the page, in order."""
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser.forms


def form_with(response: Any, name: str) -> Filled:
    """The fields of the first form that has a field called so. Raises StopIteration when there is none."""
    return next(fields for _action, fields in forms_in(response) if name in fields)


def answers_for(ground: str, prefix: str = "") -> Filled:
    """A ground's questions answered so that it stands, with words where they are asked for."""
    from support.acts import standing_answers

    dash = f"{prefix}-" if prefix else ""
    filled: Filled = {f"{dash}reasons": "Skäl i prov."}
    for name, answer in standing_answers(ground).items():
        filled[f"{dash}answer_{name}"] = answer.choice
        filled[f"{dash}why_{name}"] = "Ord i prov."
    return filled
