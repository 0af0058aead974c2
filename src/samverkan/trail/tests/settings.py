"""The least Django that the trail needs: its tests depend on no room above."""

SECRET_KEY = "only for the trail's own tests"
INSTALLED_APPS = ["samverkan.trail"]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "unset"}}
USE_TZ = True
LANGUAGE_CODE = "sv"
