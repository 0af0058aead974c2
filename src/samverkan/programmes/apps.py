"""Django's name for this room."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "samverkan.programmes"
    label = "programmes"
