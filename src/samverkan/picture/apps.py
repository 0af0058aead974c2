"""Django's name for this room: its one table is an agency's own files."""

from django.apps import AppConfig


class PictureConfig(AppConfig):
    name = "samverkan.picture"
    label = "picture"

    def ready(self) -> None:
        """The worker knows this room's background work."""
        from samverkan.picture import jobs  # noqa: F401
