"""The addresses of these pages."""

from django.urls import URLPattern

from samverkan.web.views.pupils import (
    attendance,
    earlier,
    files,
    grades,
    inquiry,
    layouts,
    plan,
    settings,
    team,
    voice,
    voice_public,
)

PAGES = [earlier, team, files, layouts, settings, attendance, inquiry, plan, grades, voice, voice_public]
urlpatterns: list[URLPattern] = [pattern for each in PAGES for pattern in each.urlpatterns]
