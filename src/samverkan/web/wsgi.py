"""The WSGI application that granian serves. It is not made at all while the wall is not whole."""

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


_refuse_unless_whole()
