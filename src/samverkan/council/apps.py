"""Django's name for this room."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "samverkan.council"
    label = "council"
