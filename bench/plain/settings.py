"""The product's settings, but for the addresses' list."""

from samverkan.settings import *  # noqa: F403

ROOT_URLCONF = "bench.plain.urls"
WSGI_APPLICATION = "bench.plain.wsgi.application"
