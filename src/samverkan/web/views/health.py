"""Whether the service can answer: 200 when the database does."""

from django.db import connection
from django.http import HttpRequest, HttpResponse


def show(_request: HttpRequest) -> HttpResponse:
    """Plain "ok"; nothing about versions or numbers, which would tell how busy somebody is."""
    connection.ensure_connection()
    return HttpResponse("ok\n", content_type="text/plain")
