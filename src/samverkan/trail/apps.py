"""The trail as a Django app."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Registers the app under the short label that its tables are named by."""

    name = "samverkan.trail"
    label = "trail"
    default_auto_field = "django.db.models.BigAutoField"
