"""Browsers without a browser: Django's test client, signed in as one of the world's officers."""

import re
from datetime import timedelta
from html import unescape

from django.http import HttpResponse
from django.test import Client

from support.world import World


def visitor() -> Client:
    """A client that nobody has signed in with."""
    return Client(SERVER_NAME="localhost")


def signed_in_client(world: World, username: str, *, stepped_up: bool = False) -> Client:
    """A client in the middle of the officer's session; `stepped_up`: with a fresh second proof too."""
    from samverkan.secrecy import clock

    actor = world.actor(username)
    client = visitor()
    session = client.session
    session["officer"], session["assignment"] = str(actor.officer), str(actor.assignment)
    if stepped_up:
        session["stepped_up_until"] = (clock.now() + timedelta(minutes=5)).isoformat()
    session.save()
    return client


def text_of(response: HttpResponse) -> str:
    """What a page says, without its markup, blanks run together."""
    main = response.content.decode().partition("<main")[2] or response.content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main))).strip()
