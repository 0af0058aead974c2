"""Sample data for gallery.html, where every part of the pages stands side by side. Everyone in it is made up.

The gallery is how a change to the look is reviewed: the accessibility test runs on it, in both languages.
"""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

POLICE = {"kind": "police", "key": "police", "short_name": "Polisen Järva", "name": "Polisen, LPO Järva"}
PROBATION = {
    "kind": "probation",
    "key": "probation",
    "short_name": "Frivården Kista",
    "name": "Frivården Kista",
}
SOCIAL = {
    "kind": "social",
    "key": "social",
    "short_name": "Socialtjänsten RK",
    "name": "Socialtjänsten Rinkeby-Kista",
}
RED = {"word": gettext_lazy("Röd"), "shape": "square", "colour": "red"}
YELLOW = {"word": gettext_lazy("Gul"), "shape": "triangle", "colour": "yellow"}
GREEN = {"word": gettext_lazy("Grön"), "shape": "circle", "colour": "green"}


class SampleForm(forms.Form):
    """One field of each kind, so that each is seen with and without an error."""

    name = forms.CharField(
        label=gettext_lazy("Namn eller ärendenummer"), help_text=gettext_lazy("Minst två tecken.")
    )
    until = forms.DateField(
        label=gettext_lazy("Gäller till"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Ange ett datum, till exempel 2026-12-01.")},
    )
    receiver = forms.ChoiceField(
        label=gettext_lazy("Mottagare"),
        choices=[("a", "Frivården Kista"), ("b", "Socialtjänsten Rinkeby-Kista")],
    )
    colour = forms.ChoiceField(
        label=gettext_lazy("Färg"),
        widget=forms.RadioSelect,
        choices=[("r", gettext_lazy("Röd")), ("y", gettext_lazy("Gul")), ("g", gettext_lazy("Grön"))],
        error_messages={"required": gettext_lazy("Välj en färg.")},
    )
    reasons = forms.CharField(
        label=gettext_lazy("Skäl"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Varför uppgiften behövs och varför den får lämnas ut. Skriv så att en kollega förstår."
        ),
    )
    four_eyes = forms.BooleanField(
        label=gettext_lazy("En annan beslutsfattare har läst beslutet"), required=False
    )


def entries() -> list[dict[str, Any]]:
    """Our own entry, a received one and a corrected one."""
    return [
        {
            "id": "1",
            "kind": _("Bedömning"),
            "date": date(2026, 11, 2),
            "author": "Anna Ek, Polisen Järva",
            "colour": RED,
            "marks": [],
            "text": "Stoppad två gånger tillsammans med personer ur samma gruppering. Hotet bedöms kvarstå.",
            "given": [{"agency": "Frivården Kista", "date": date(2026, 11, 3)}],
            "actions": [{"label": _("Rätta"), "url": "#r"}, {"label": _("Lämna ut"), "url": "#u"}],
        },
        {
            "id": "2",
            "kind": _("Kontakt"),
            "date": date(2026, 10, 27),
            "author": "Omar Lind, Frivården Kista",
            "marks": [("visning", "")],
            "fields": [(_("Form"), _("Möte på kontoret")), (_("Nästa kontakt"), "2026-11-24")],
            "provenance": {
                "agency": "Frivården Kista",
                "date": date(2026, 10, 28),
                "ground": "OSL 10:15 a",
                "until": date(2027, 1, 31),
            },
        },
        {
            "id": "3",
            "kind": _("Uppgift om boende"),
            "date": date(2026, 9, 14),
            "author": "Sara Nyström, Socialtjänsten",
            "marks": [("corrected", date(2026, 9, 20))],
            "superseded": True,
            "text": "Bor hos en moster i Husby.",
            "provenance": {"agency": "Socialtjänsten RK", "date": date(2026, 9, 15), "ground": "OSL 10:18 a"},
        },
    ]


def _shell() -> dict[str, Any]:
    labels = [
        (_("Mitt bord"), "b"),
        (_("Listan"), "l"),
        (_("Mötet"), "m"),
        (_("Utlämnanden"), "u"),
        (_("Får jag lämna ut?"), "f"),
        (_("Logg"), "o"),
        (_("Statistik"), "t"),
    ]
    nav = [{"label": label, "url": f"#{key}", "key": key, "current": key == "l"} for label, key in labels]
    nav[3] |= {"badge": 3, "badge_label": _("väntar på svar")}
    return {
        "demo": True,
        "nav": nav,
        "acting": {"agency": POLICE, "officer": "Anna Ek", "assignment": "handläggare i Trefas Järva"},
    }


def _tasks() -> list[dict[str, Any]]:
    return [
        {
            "title": "Boka enskilt samtal",
            "url": "#t1",
            "agency": PROBATION,
            "due": date(2026, 11, 20),
            "marks": [("overdue", "")],
        },
        {
            "title": "Kontakta skolan om praktik",
            "url": "#t2",
            "agency": SOCIAL,
            "due": date(2026, 12, 1),
            "state": _("ingen återrapport"),
        },
        {
            "title": "Meddela nytt telefonnummer",
            "agency": POLICE,
            "done": True,
            "marks": [("done", date(2026, 11, 12))],
        },
    ]


def _timeline() -> list[dict[str, Any]]:
    return [
        {
            "date": date(2026, 11, 2),
            "colour": RED,
            "text": _("Färgen sattes om"),
            "note": "Nytt hot efter händelsen i Husby.",
            "by": "Anna Ek, Polisen Järva",
        },
        {
            "date": date(2026, 10, 28),
            "text": _("Uppgift mottagen från Frivården Kista"),
            "url": "#u",
            "by": _("enligt OSL 10:15 a"),
        },
        {
            "date": datetime(2026, 9, 1, 7, 5, tzinfo=UTC),
            "text": _("Nominerad till listan"),
            "by": "Anna Ek, Polisen Järva",
        },
    ]


def _figures() -> list[dict[str, Any]]:
    source = {"source": _("Polisens akter i Trefas Järva"), "date": date(2026, 11, 1)}
    return [
        {
            "label": _("Personer på listan"),
            "value": 41,
            "definition": _("Öppna akter sista dagen i månaden"),
            **source,
        },
        {
            "label": _("Lämnat listan sedan årsskiftet"),
            "value": 12,
            "definition": _("Avslutade med skäl"),
            **source,
        },
        {"label": _("Under 18 år"), "suppressed": True, "definition": _("Ålder på mätdagen"), **source},
        {
            "label": _("Möten som hållits"),
            "value": 14,
            "unit": _("av 15"),
            "definition": _("Enligt rytmen"),
            **source,
        },
    ]


def _agenda() -> list[dict[str, Any]]:
    return [
        {"name": "Adam Påhittsson", "url": "#a", "colour": GREEN, "reason": "", "done": True},
        {"name": "Elias Exempel", "url": "#e", "colour": RED, "reason": _("röd"), "current": True},
        {"name": "Ärende 2026-118", "url": "#n", "colour": YELLOW, "reason": _("ändrad sedan förra mötet")},
        {"name": "Noor Testdotter", "url": "#t", "colour": None, "reason": _("försenad uppgift")},
    ]


def _versions() -> list[dict[str, Any]]:
    rows = [("Färg", "Röd", True), ("Gäller till", "2026-12-01", False)]
    other = [("Färg", "Gul", True), ("Gäller till", "2026-12-01", False)]
    as_rows = [[{"label": a, "value": b, "changed": c} for a, b, c in side] for side in (rows, other)]
    return [
        {"title": _("Det du skrev"), "by": "Anna Ek", "rows": as_rows[0]},
        {
            "title": _("Det som redan är sparat"),
            "by": "Per Holm",
            "at": date(2026, 11, 22),
            "rows": as_rows[1],
        },
    ]


def sample() -> dict[str, Any]:
    """The whole context of gallery.html."""
    steps = [_("Välj uppgifter"), _("Grund"), _("Svar"), _("Förhandsgranska"), _("Beslut")]
    return {
        **_shell(),
        "police": POLICE,
        "probation": PROBATION,
        "social": SOCIAL,
        "red": RED,
        "yellow": YELLOW,
        "green": GREEN,
        "entries": entries(),
        "tasks": _tasks(),
        "events": _timeline(),
        "figures": _figures(),
        "agenda": _agenda(),
        "versions": _versions(),
        "since": date(2026, 10, 24),
        "stale": {"stale_since": date(2026, 10, 24), "ran_out": True},
        "missed": {"stale_since": date(2026, 10, 24), "ran_out": False},
        "person": {"name": "Elias Exempel", "url": "#p", "marks": [("made_up", "")]},
        "facts": [(_("Ärende"), "2026-117"), (_("Ägare"), "Polisen Järva"), (_("Nästa möte"), "2026-11-26")],
        "steps": [{"label": label, "url": "#steg"} for label in steps],
        "columns": [{"label": _("Färg")}, {"label": _("Antal"), "numeric": True}, {"label": _("Senast")}],
        "rows": [[_("Röd"), 9, "2026-11-02"], [_("Gul"), 17, "2026-10-28"], [_("Grön"), 15, "2026-10-12"]],
        "form": SampleForm(),
        "bad_form": SampleForm({"receiver": "a", "name": "x"}, prefix="fel"),
        "shortcuts": [
            {"label": _("Nästa person"), "key": "n", "url": "#n"},
            {"label": _("Lämna ut"), "key": "d", "url": "#d"},
            {"label": _("Sätt färg"), "key": "c", "url": "#c"},
            {"label": _("Ny uppgift"), "key": "g", "url": "#g"},
        ],
    }
