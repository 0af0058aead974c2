"""Every address of the exit programme's pages."""

from django.urls import URLPattern

from samverkan.web.exits import apart, emergency, leaver, place, programme, question, register

ROOMS = [leaver, place, emergency, apart, question, programme, register]
urlpatterns: list[URLPattern] = [pattern for room in ROOMS for pattern in room.urlpatterns]
