"""Comparing two lists without showing either: private set intersection by Diffie-Hellman on Curve25519.

Whoever asks hashes each of its terms to a point of the curve and multiplies it by a secret made for this one
question. Without that secret such a point can be told from no other (decisional Diffie-Hellman), so nobody can
go through all personal numbers and see which fits, as one can with a hash, keyed or not, whose key the other side
must have. Whoever answers multiplies its own points by a secret of its own and has the asker's key service
multiply those too; as multiplication commutes, equal terms give equal points, and nothing else does.

Meadows 1986 (IEEE S&P, "A more efficient cryptographic matchmaking protocol"); Huberman, Franklin & Hogg 1999
(ACM EC, "Enhancing privacy and trust in electronic communities"). X25519 is RFC 7748; both parties are taken to
follow the protocol, and how often they may is limited elsewhere. No Django here.
"""

import hashlib
import secrets
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

P, A = 2**255 - 19, 486662
SIZE = 32  # bytes of a point, and of a secret


def point(term: bytes) -> bytes:
    """The term's own point: its hash, counted up until it is the coordinate of a point on the curve itself.

    A coordinate on the curve's twist would tell the two kinds of term apart, whatever they are multiplied by.
    """
    for count in range(256):
        coordinate = hashlib.sha256(b"samverkan point v1|" + bytes([count]) + term).digest()
        u = int.from_bytes(coordinate, "little") & (2**255 - 1)
        if u < P and _on_curve(u):
            return u.to_bytes(SIZE, "little")
    raise ValueError("no point found")  # one in 2**256


def secret() -> bytes:
    """A fresh secret to multiply by."""
    return secrets.token_bytes(SIZE)


def times(scalar: bytes, points: Iterable[bytes]) -> list[bytes]:
    """Each point multiplied by the secret. Raises ValueError for what is no point, or one of too small an order."""
    own = X25519PrivateKey.from_private_bytes(scalar)
    return [own.exchange(X25519PublicKey.from_public_bytes(each)) for each in points]


def padding(count: int) -> list[bytes]:
    """Points of nothing, to be told from none: how many terms there really are is not to be seen."""
    return times(secret(), (point(secrets.token_bytes(SIZE)) for _ in range(count)))


def _on_curve(u: int) -> bool:
    """Whether u*u*u + A*u*u + u is a square (Euler's criterion): v*v = u^3 + A*u^2 + u is the curve."""
    return pow(u * (u * u + A * u + 1) % P, (P - 1) // 2, P) == 1
