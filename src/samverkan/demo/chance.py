"""Chance that can be repeated: one stream for each purpose, so that drawing more of one thing changes no other.

What is drawn here is never a key, a nonce or anything else that must not be guessed.
"""

import base64
from random import Random
from uuid import UUID

from samverkan.secrecy import ids

SEED = 20231  # act 2023:196 is what made municipalities work this way


def stream(seed: int, *purpose: object) -> Random:
    """The stream for a purpose, the same for the same seed on every machine."""
    return Random("/".join(str(part) for part in (seed, *purpose)))  # noqa: S311 - made-up people, no keys


def identity(seed: int, *purpose: object) -> UUID:
    """An id of 128 bits for something founded, fixed by the seed."""
    return UUID(bytes=stream(seed, "id", *purpose).randbytes(16))


def code_seed(seed: int, username: str) -> str:
    """An officer's seed for one-time codes: 160 bits in base 32. In a made-up city only."""
    return base64.b32encode(stream(seed, "code", username).randbytes(20)).decode()


def ids_from(seed: int, *purpose: object) -> ids.Source:
    """A source of ids for `ids.drawn_from`: one stream an agency, as `secrecy.ids` asks.

    Two processes that write at once need purposes that differ, or they would draw the same ids.
    """
    streams: dict[UUID | None, Random] = {}

    def draw(agency: UUID | None) -> bytes:
        if agency not in streams:
            streams[agency] = stream(seed, "ids", *purpose, agency)
        return streams[agency].randbytes(16)

    return draw
