"""Django's name for this room, and what it forgets when a file is weeded."""

from django.apps import AppConfig


class ExitsConfig(AppConfig):
    name = "samverkan.exits"
    label = "exits"

    def ready(self) -> None:
        from samverkan.casework.shredding import after_shredding
        from samverkan.exits import calculations
        from samverkan.exits.weeding import forget

        after_shredding(forget)
        calculations.add()
