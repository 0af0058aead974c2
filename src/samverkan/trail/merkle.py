"""Merkle tree roots over any number of leaves (RFC 6962, section 2.1).

A tree is kept as its *frontier*: the roots of the perfect subtrees that make it up, largest first, one for
each one-bit of its size. A million leaves are twenty hashes, so a log can grow and be checked in one pass.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

WIDTH = 32
"""Bytes of a hash."""

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

_CHUNK = 1 << 12  # leaves reduced in one go; keeps the intermediate levels inside the processor's cache


def leaf_hash(data: bytes) -> bytes:
    """The 32-byte hash of a leaf, `SHA-256(0x00 || data)`."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The 32-byte hash of an inner node, `SHA-256(0x01 || left || right)`."""
    return sha256(b"\x01" + left + right).digest()


def perfect_root(hashes: bytes) -> bytes:
    """The root of `2**k` leaf hashes laid end to end (32 bytes each)."""
    while len(hashes) > WIDTH:
        hashes = b"".join(
            [sha256(b"\x01" + hashes[at : at + 64]).digest() for at in range(0, len(hashes), 2 * WIDTH)]
        )
    return hashes


class Frontier:
    """A growing tree of which only the frontier is kept.

    `size` counts the leaves; `extend` takes leaf hashes (not leaf data) laid end to end.
    """

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)
        if len(self._peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks, not {len(self._peaks)}")

    def copy(self) -> "Frontier":
        """A tree that grows on its own from here."""
        return Frontier(self.size, self._peaks)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash of 32 bytes."""
        self.extend(leaf)

    def extend(self, hashes: bytes) -> None:
        """Add leaf hashes, 32 bytes each, laid end to end.

        Raises ValueError when the length is no multiple of 32.
        """
        if len(hashes) % WIDTH:
            raise ValueError(f"{len(hashes)} bytes are not a whole number of {WIDTH}-byte hashes")
        at = 0
        for count in _aligned_counts(self.size, len(hashes) // WIDTH):
            self._push(perfect_root(hashes[at : at + count * WIDTH]), count)
            at += count * WIDTH

    def _push(self, peak: bytes, count: int) -> None:
        # As in binary addition: while the size has a one-bit at this subtree's width, the two carry into one.
        level = count
        while self.size & level:
            peak = node_hash(self._peaks.pop(), peak)
            level <<= 1
        self._peaks.append(peak)
        self.size += count

    def root(self) -> bytes:
        """The tree's root, 32 bytes."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def _aligned_counts(size: int, fresh: int) -> Iterator[int]:
    """Cut `fresh` leaves after `size` old ones into perfect subtrees, each aligned to its own width."""
    while fresh:
        room = size & -size if size else _CHUNK
        count = min(room, 1 << (fresh.bit_length() - 1), _CHUNK)
        yield count
        size += count
        fresh -= count


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf *data* (each hashed with `leaf_hash` first)."""
    tree = Frontier()
    tree.extend(b"".join(map(leaf_hash, leaves)))
    return tree.root()
