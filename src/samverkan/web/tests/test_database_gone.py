"""A database that stops: a plain page, nothing half written, and work again as soon as it is back."""

import pytest
from support.acts import Acts
from support.clients import signed_in_client, text_of

OFFICER = "soc.handlaggare"


@pytest.fixture
def cut(attacker):
    """Ends every connection of the product's, as a stopped server does."""

    def now():
        attacker().execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = 'samverkan_web'"
        )

    return now


def test_whoever_asks_when_it_has_stopped_is_told_so_and_then_it_works_again(world, cut):
    visitor = signed_in_client(world, OFFICER)
    assert visitor.get("/").status_code == 200
    cut()
    down = visitor.get("/")
    assert down.status_code == 503
    assert "Tjänsten är tillfälligt stängd" in text_of(down)
    assert visitor.get("/").status_code == 200
