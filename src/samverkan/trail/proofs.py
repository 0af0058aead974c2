"""Inclusion and consistency proofs (RFC 6962, 2.1.1 and 2.1.2; checking as RFC 9162, 2.1.3 and 2.1.4).

An inclusion proof shows that a line lies in the tree somebody signed; a consistency proof shows that a later
tree only added lines to an earlier one. Both are lists of 32-byte hashes, about one for each doubling.
"""

from collections.abc import Sequence

from samverkan.trail.merkle import EMPTY_ROOT, Frontier, node_hash


def _root(hashes: Sequence[bytes]) -> bytes:
    tree = Frontier()
    tree.extend(b"".join(hashes))
    return tree.root()


def _split(size: int) -> int:
    """The largest power of two below `size` (which is at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """The proof that leaf `index` (from 0) lies in the tree over these leaf hashes.

    Raises IndexError when the tree has no such leaf.
    """
    if not 0 <= index < len(hashes):
        raise IndexError(f"no leaf {index} in a tree of {len(hashes)}")
    if len(hashes) == 1:
        return []
    cut = _split(len(hashes))
    if index < cut:
        return [*inclusion(hashes[:cut], index), _root(hashes[cut:])]
    return [*inclusion(hashes[cut:], index - cut), _root(hashes[:cut])]


def consistency(hashes: Sequence[bytes], earlier: int) -> list[bytes]:
    """The proof that the first `earlier` leaf hashes (0 to all) are what the tree held then.

    Raises IndexError when the tree was never that large.
    """
    if not 0 <= earlier <= len(hashes):
        raise IndexError(f"no tree of {earlier} before one of {len(hashes)}")
    if earlier in (0, len(hashes)):
        return []
    return _consistency(hashes, earlier, whole=True)


def _consistency(hashes: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    if earlier == len(hashes):
        return [] if whole else [_root(hashes)]
    cut = _split(len(hashes))
    if earlier <= cut:
        return [*_consistency(hashes[:cut], earlier, whole=whole), _root(hashes[cut:])]
    return [*_consistency(hashes[cut:], earlier - cut, whole=False), _root(hashes[:cut])]


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` ties the leaf hash at `index` to the `root` of a tree of `size` leaves."""
    if not 0 <= index < size:
        return False
    node, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(step, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, step)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def consistent(
    earlier: int, later: int, proof: Sequence[bytes], earlier_root: bytes, later_root: bytes
) -> bool:
    """Whether `proof` shows that the tree of `later` leaves only added to the tree of `earlier`."""
    if earlier == later:
        return not proof and earlier_root == later_root
    if earlier == 0:
        return not proof and earlier_root == EMPTY_ROOT
    if earlier > later or not proof:
        return False
    steps = [earlier_root, *proof] if earlier & (earlier - 1) == 0 else list(proof)
    return _replay(earlier - 1, later - 1, steps) == (earlier_root, later_root)


def _replay(node: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Rebuild both roots from a consistency proof; None when it is too long or too short."""
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, step)
        node, last = node >> 1, last >> 1
    return (old, new) if last == 0 else None
