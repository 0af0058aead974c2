"""Inclusion and consistency proofs: every one that is made holds, and no changed one does."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samverkan.trail.merkle import EMPTY_ROOT, leaf_hash
from samverkan.trail.proofs import consistency, consistent, included, inclusion
from samverkan.trail.tests.test_merkle import LEAVES, naive, some

HASHES = [leaf_hash(leaf) for leaf in LEAVES]
sizes = st.integers(1, 130)


# The certificate-transparency project's vectors: (leaf, size) -> proof.
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


@pytest.mark.parametrize(("place", "expected"), INCLUSION.items())
def test_published_inclusion_proofs(place: tuple[int, int], expected: list[str]) -> None:
    index, size = place
    assert [step.hex() for step in inclusion(HASHES[:size], index)] == expected


@pytest.mark.parametrize(("place", "expected"), CONSISTENCY.items())
def test_published_consistency_proofs(place: tuple[int, int], expected: list[str]) -> None:
    earlier, later = place
    assert [step.hex() for step in consistency(HASHES[:later], earlier)] == expected


@given(sizes, st.data())
def test_every_leaf_is_proved(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    hashes = some(size)
    proof = inclusion(hashes, index)
    assert included(hashes[index], index, size, proof, naive(hashes))
    assert len(proof) <= size.bit_length()


@given(sizes, st.data())
def test_no_other_claim_of_inclusion_passes(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(-1, size + 1))
    hashes = some(size)
    proof, root = inclusion(hashes, index), naive(hashes)
    assert not included(leaf_hash(b"never written"), index, size, proof, root)
    assert not included(hashes[index], index, size, [*proof, root], root)
    assert not included(hashes[index], index, size, proof, leaf_hash(b"another root"))
    assert other == index or not included(hashes[index], other, size, proof, root)
    assert not proof or not included(hashes[index], index, size, proof[:-1], root)


@given(sizes, st.data())
def test_every_earlier_tree_is_consistent(size: int, data: st.DataObject) -> None:
    earlier = data.draw(st.integers(0, size))
    hashes = some(size)
    proof = consistency(hashes, earlier)
    assert consistent(earlier, size, proof, naive(hashes[:earlier]), naive(hashes))


@given(st.integers(2, 130), st.data())
def test_a_rewritten_past_is_inconsistent(size: int, data: st.DataObject) -> None:
    earlier = data.draw(st.integers(1, size))
    changed = data.draw(st.integers(0, earlier - 1))
    hashes = some(size)
    signed = naive(hashes[:earlier])
    hashes[changed] = leaf_hash(b"rewritten")
    assert not consistent(earlier, size, consistency(hashes, earlier), signed, naive(hashes))


@given(st.integers(2, 130), st.data())
def test_a_tampered_consistency_proof_fails(size: int, data: st.DataObject) -> None:
    earlier = data.draw(st.integers(1, size - 1))
    hashes = some(size)
    proof = consistency(hashes, earlier)
    roots = naive(hashes[:earlier]), naive(hashes)
    place = data.draw(st.integers(0, len(proof) - 1))
    changed = [*proof[:place], leaf_hash(b"forged"), *proof[place + 1 :]]
    assert not consistent(earlier, size, changed, *roots)
    assert not consistent(earlier, size, proof[:-1], *roots)
    assert not consistent(earlier, size, [*proof, proof[0]], *roots)


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_log_never_shrinks(earlier: int, later: int) -> None:
    assume(earlier > later)
    hashes = some(earlier)
    assert not consistent(earlier, later, consistency(hashes, later), naive(hashes), naive(hashes[:later]))


def test_only_the_empty_root_precedes_everything() -> None:
    root = naive(some(3))
    assert consistent(0, 3, [], EMPTY_ROOT, root)
    assert not consistent(0, 3, [], root, root)
    assert not consistent(3, 3, [], root, EMPTY_ROOT)


@pytest.mark.parametrize("index", [-1, 3, 4])
def test_no_proof_of_what_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion(some(3), index)


@pytest.mark.parametrize("earlier", [-1, 4])
def test_no_proof_of_a_tree_that_never_was(earlier: int) -> None:
    with pytest.raises(IndexError):
        consistency(some(3), earlier)
