"""Django's name for this room."""

from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "samverkan.pupils"
    label = "pupils"

    def ready(self) -> None:
        from samverkan.pupils import calculations, counters

        counters.join()
        calculations.add()
