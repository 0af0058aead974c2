"""Second proof of identity: time-based codes (RFC 6238), each usable once; the seed lies sealed."""

from uuid import UUID

import pyotp

from samverkan.secrecy import clock
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.models import Officer
from samverkan.secrecy.seal import label, seal, unseal

STEP = 30  # seconds, RFC 6238's default
SLACK = (-1, 0, 1)  # steps either way: clocks differ


def seal_seed(officer: UUID, seed: str) -> bytes:
    """Seal a base32 seed for the officer's row."""
    return seal(keystore().named("totp"), label("totp", officer), {"seed": seed})


def current_code(officer: Officer) -> str:
    """The code right now. For the demo's command and tests; a real officer's phone computes it."""
    return _totp(officer).at(int(clock.now().timestamp()))


def accept(officer: Officer, code: str) -> bool:
    """Whether the code is right and has not been used; a used step is never accepted again."""
    step = int(clock.now().timestamp()) // STEP
    totp = _totp(officer)
    for offset in SLACK:
        known = totp.at((step + offset) * STEP)
        if pyotp.utils.strings_equal(code.strip().replace(" ", ""), known):
            fresh = Officer.objects.filter(pk=officer.pk, totp_last_step__lt=step + offset)
            return fresh.update(totp_last_step=step + offset) == 1
    return False


def _totp(officer: Officer) -> pyotp.TOTP:
    sealed = bytes(officer.totp_sealed or b"")
    return pyotp.TOTP(str(unseal(keystore().named("totp"), label("totp", officer.pk), sealed)["seed"]))
