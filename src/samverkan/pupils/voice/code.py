"""One-time codes: 60 random bits that can be read aloud and typed on a phone, with two signs that catch slips.

Crockford's base 32: no I, L, O or U; what is mistaken for another sign is taken for it. The check signs are the
value modulo 1021, a prime, so that one wrong sign or two neighbours changed about never pass. They are no
secret and tell nothing about whether a code was ever given out.
"""

import hmac
import secrets

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM, CHECK, PRIME = 12, 2, 1021
MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


class Mistyped(ValueError):
    """It cannot be a code: a sign is missing, too many or mistaken."""


def new() -> str:
    """A fresh code, as it is shown: K7QF-2M9X-4TBD-P3."""
    value = secrets.randbits(5 * RANDOM)
    return shown(_signs(value, RANDOM) + _signs(value % PRIME, CHECK))


def shown(code: str) -> str:
    """In fours."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read(written: str) -> str:
    """The code in what somebody typed: capitals, spaces and dashes do not matter. Raises Mistyped."""
    code = "".join(sign for sign in written.upper().translate(MISTAKEN) if sign.isalnum())
    if len(code) != RANDOM + CHECK or any(sign not in SIGNS for sign in code):
        raise Mistyped
    if _value(code[:RANDOM]) % PRIME != _value(code[RANDOM:]):
        raise Mistyped
    return code


def lookup(secret: bytes, code: str) -> bytes:
    """What an answer is found by: 16 bytes that cannot be led back to the code without the installation's key."""
    return hmac.digest(secret, b"find|" + code.encode(), "sha256")[:16]


def sealing_key(secret: bytes, code: str) -> bytes:
    """The 32-byte key that the answer is sealed under."""
    return hmac.digest(secret, b"seal|" + code.encode(), "sha256")


def _signs(value: int, count: int) -> str:
    return "".join(SIGNS[value >> 5 * (count - 1 - n) & 31] for n in range(count))


def _value(signs: str) -> int:
    total = 0
    for sign in signs:
        total = total * 32 + SIGNS.index(sign)
    return total
