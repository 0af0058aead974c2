"""The room's addresses."""

from django.urls import URLPattern

from samverkan.web.groups import (
    call_ins,
    community,
    evaluation,
    focus,
    group,
    help_line,
    incidents,
    overview,
    persons,
    scorecards,
    strategy,
    tie_forms,
    ties_map,
)

PAGES = [
    overview, ties_map, group, tie_forms, focus, incidents, scorecards, persons, call_ins, help_line, community,
    strategy, evaluation,
]  # fmt: skip
urlpatterns: list[URLPattern] = [pattern for each in PAGES for pattern in each.urlpatterns]
