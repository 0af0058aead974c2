"""Django's name for this room."""

from django.apps import AppConfig


class ExitsConfig(AppConfig):
    name = "samverkan.exits"
    label = "exits"
