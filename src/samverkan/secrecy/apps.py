"""Django's name for this room."""

from django.apps import AppConfig


class SecrecyConfig(AppConfig):
    name = "samverkan.secrecy"
    label = "secrecy"
