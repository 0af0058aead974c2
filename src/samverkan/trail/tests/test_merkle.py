"""Merkle roots: the published vectors of RFC 6962's reference log, and a naive model."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.trail.merkle import EMPTY_ROOT, Frontier, leaf_hash, node_hash, perfect_root, root_of

# The certificate-transparency project's test leaves and the roots of its first one to eight.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def naive(hashes: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    cut = 1
    while cut * 2 < len(hashes):
        cut *= 2
    return sha256(b"\x01" + naive(hashes[:cut]) + naive(hashes[cut:])).digest()


def some(count: int) -> list[bytes]:
    return [leaf_hash(bytes([number % 256, number // 256])) for number in range(count)]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_empty_tree() -> None:
    assert root_of([]).hex() == EMPTY == EMPTY_ROOT.hex() == Frontier().root().hex()


def test_leaf_and_node_cannot_be_confused() -> None:
    left, right = some(2)
    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.lists(st.integers(0, 70), max_size=8))
def test_growing_in_any_portions_gives_the_naive_root(portions: list[int]) -> None:
    hashes = some(sum(portions))
    tree, at = Frontier(), 0
    for portion in portions:
        tree.extend(b"".join(hashes[at : at + portion]))
        at += portion
        assert tree.size == at
        assert tree.root() == naive(hashes[:at])


@pytest.mark.parametrize("size", [4095, 4096, 4097, 8192, 10_001])
def test_blocks_beyond_a_chunk(size: int) -> None:
    hashes = some(size)
    at_once, one_by_one = Frontier(), Frontier()
    at_once.extend(b"".join(hashes))
    for each in hashes:
        one_by_one.append(each)
    assert at_once.root() == one_by_one.root() == naive(hashes)


@given(st.integers(0, 9))
def test_perfect_roots(level: int) -> None:
    hashes = some(1 << level)
    assert perfect_root(b"".join(hashes)) == naive(hashes)


@given(st.integers(0, 200), st.integers(0, 60))
def test_a_copy_grows_on_its_own(size: int, more: int) -> None:
    hashes = some(size + more)
    tree = Frontier()
    tree.extend(b"".join(hashes[:size]))
    other = tree.copy()
    other.extend(b"".join(hashes[size:]))
    assert (tree.size, tree.root()) == (size, naive(hashes[:size]))
    assert (other.size, other.root()) == (size + more, naive(hashes))


@given(st.integers(1, 300), st.data())
def test_any_changed_leaf_changes_the_root(size: int, data: st.DataObject) -> None:
    hashes = some(size)
    place = data.draw(st.integers(0, size - 1))
    before = naive(hashes)
    hashes[place] = leaf_hash(b"something else")
    tree = Frontier()
    tree.extend(b"".join(hashes))
    assert tree.root() != before


def test_half_a_hash_is_refused() -> None:
    with pytest.raises(ValueError, match="whole number"):
        Frontier().extend(b"x" * 31)


def test_a_frontier_has_as_many_peaks_as_its_size_has_ones() -> None:
    with pytest.raises(ValueError, match="2 peaks"):
        Frontier(5, [b"x" * 32])
