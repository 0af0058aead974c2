"""Django's name for this room."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "samverkan.evaluations"
    label = "evaluations"
