"""The WSGI application that the counters answer with. It is not made at all while the wall or an address is broken."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
application = get_wsgi_application()


def _refuse_unless_whole() -> None:
    from django.db import connection

    from samverkan.secrecy import selfcheck

    try:
        selfcheck.refuse_unless_whole(connection)
    finally:
        connection.close()


def _load_every_page() -> None:
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - loading is the point: at the start, not at someone's first click


_refuse_unless_whole()
_load_every_page()
