"""The registers of providers and of grants as a table: what holds, what runs out, what is open."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.exits import method as known
from samverkan.exits.reads.registers import Line, past, register
from samverkan.methods.schema import Method
from samverkan.methods.wording import said
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.exits.money import kronor
from samverkan.web.exits.room import overview, registers
from samverkan.web.finding import acting
from samverkan.web.sheets import render
from samverkan.web.spoken import spoken


@page("register.read", "läste ett register", "read a register")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """One line a provider or grant, by name. No line says anything of who lives where."""
    actor = acting(request)
    kept = registers(actor)
    chosen = next((each for each in kept if each.pk == programme), None)
    if chosen is None:
        raise Http404
    method = pinned(chosen.method, chosen.method_version)
    line, heads = (
        (_provider, _provider_heads()) if chosen.method == known.PROVIDERS else (_grant, _grant_heads())
    )
    return render(request, "exits/register.html", {
        "programme": chosen, "here": chosen.pk, "registers": kept, "overviews": overview(actor), "heads": heads,
        "lines": [_headed(line(method, each), heads) for each in register(actor, chosen)],
        "may_open": actor.may("nominate", chosen.pk) and chosen.running,
        "open_word": present.words(said(method).open), "providers": chosen.method == known.PROVIDERS,
    })  # fmt: skip


def _headed(line: present.Part, heads: list[str]) -> present.Part:
    """Each cell with its heading, for the narrow screen's cards."""
    for cell, head in zip(line["cells"], heads[1:], strict=True):
        cell["head"] = head
    return line


def _provider_heads() -> list[str]:
    return [_("Utförare"), _("Skede"), _("Avtal till"), _("Tillstånd"), _("Pris per dygn"), _("Senaste kontroll"),
            _("Öppna avvikelser")]  # fmt: skip


def _provider(method: Method, line: Line) -> present.Part:
    words = _Words(method)
    until = line.get("contract", "until_day")
    checked = line.get("inspection", "event_date")
    result = words("inspection", "result", line.get("inspection", "result"))
    price = line.get("price", "amount")
    return {
        **_name(line),
        "cells": [
            {"text": present.phase_label(line.case, method)},
            {"text": until or _("inget avtal"), "warn": _("har gått ut") if past(until) else ""},
            {"text": words("contract", "permit", line.get("contract", "permit")) or "–"},
            {"text": kronor(int(price)) if price else "–"},
            _inspected(checked, result, stopped=line.get("inspection", "result") == "stop"),
            {"text": str(len(line.open_deviations)) if line.open_deviations else _("inga"),
             "warn": _("att åtgärda") if line.open_deviations else ""},
        ],
    }  # fmt: skip


def _inspected(on: str, result: str, *, stopped: bool) -> present.Part:
    """The latest inspection; one that stopped new placements stands out."""
    if not on:
        return {"text": _("aldrig kontrollerad")}
    return {"text": on, "warn": result} if stopped else {"text": f"{on}, {result}"}


def _grant_heads() -> list[str]:
    return [
        _("Bidrag"),
        _("Skede"),
        _("Sökt"),
        _("Beviljat"),
        _("Rekvirerat"),
        _("Redovisas senast"),
        _("Återbetalat"),
    ]


def _grant(method: Method, line: Line) -> present.Part:
    due, sent = line.get("grant_decision", "report_by"), line.get("report", "event_date")
    text = _("redovisat %(day)s") % {"day": sent} if sent else due or "–"
    return {
        **_name(line),
        "cells": [
            {"text": present.phase_label(line.case, method)},
            {"text": _amount(line, "application")},
            {"text": _amount(line, "grant_decision")},
            {"text": _amount(line, "claim")},
            {"text": text, "warn": _("för sent") if past(due) and not sent else ""},
            {"text": _amount(line, "report", "repaid")},
        ],
    }  # fmt: skip


def _amount(line: Line, kind: str, field: str = "amount") -> str:
    value = line.get(kind, field)
    return kronor(int(value)) if value else "–"


def _name(line: Line) -> present.Part:
    return {"name": line.name, "url": reverse("case", args=[line.case.pk]), "number": line.case.number}


class _Words:
    """A choice in the method's words."""

    def __init__(self, method: Method) -> None:
        self._kinds = spoken(method).kinds

    def __call__(self, kind: str, field: str, value: str) -> str:
        found = next(each for each in self._kinds[kind].fields if each.id == field)
        return found.words(value) if value else ""


urlpatterns = [path("avhopp/register/<uuid:programme>/", show, name="exits_register")]
