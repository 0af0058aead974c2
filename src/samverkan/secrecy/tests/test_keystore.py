"""The key store: durable, private, and what is weeded stays weeded (attack 22)."""

import shutil
import sqlite3
import threading
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from samverkan.secrecy.keystore import LEDGER, KeyGone, KeyStore, TooManyPoints

AGENCY, OTHER, BOX = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.fixture
def store(tmp_path) -> KeyStore:
    made = KeyStore(tmp_path / "keys")
    made.create()
    made.found_agency(AGENCY)
    made.found_agency(OTHER)
    return made


def again(store: KeyStore) -> KeyStore:
    """The same folder as another process would open it."""
    return KeyStore(store.folder)


def test_the_folder_and_its_files_are_private(store) -> None:
    assert store.folder.stat().st_mode & 0o777 == 0o700
    for name in ("master.key", "django.key", "keys.sqlite3"):
        assert (store.folder / name).stat().st_mode & 0o077 == 0


def test_creating_it_again_keeps_every_key(store) -> None:
    before = (store.named("context"), store.agency(AGENCY), (store.folder / "django.key").read_text())
    other = again(store)
    other.create()
    assert (other.named("context"), other.agency(AGENCY), (other.folder / "django.key").read_text()) == before


def test_a_key_is_on_disk_before_it_is_handed_out(store) -> None:
    key = store.new_boxes(AGENCY, [BOX])[BOX]
    assert again(store).open_boxes(AGENCY, [BOX]) == {BOX: key}
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_keys_lie_wrapped(store) -> None:
    key = store.new_boxes(AGENCY, [BOX])[BOX]
    raw = b"".join(file.read_bytes() for file in store.folder.glob("keys.sqlite3*"))
    for secret in (key, store.named("context"), *vars(store.agency(AGENCY)).values()):
        assert secret not in raw


def test_another_master_key_opens_nothing(store, monkeypatch) -> None:
    store.new_boxes(AGENCY, [BOX])
    monkeypatch.setenv("SAMVERKAN_MASTER_KEY", "ab" * 32)
    with pytest.raises(InvalidTag):
        again(store).open_boxes(AGENCY, [BOX])


def test_an_agency_opens_its_own_boxes_only(store) -> None:
    store.new_boxes(AGENCY, [BOX])
    assert store.open_boxes(OTHER, [BOX]) == {}


def test_a_wrapped_key_moved_to_another_box_or_agency_does_not_open(store) -> None:
    store.new_boxes(AGENCY, [BOX])
    store.new_boxes(OTHER, [UUID(int=4)])
    store._db.execute("UPDATE box SET agency = ? WHERE id = ?", [OTHER.bytes, BOX.bytes])
    with pytest.raises(InvalidTag):
        store.open_boxes(OTHER, [BOX])


def test_more_boxes_than_one_question_holds_are_all_found(store) -> None:
    boxes = [UUID(int=1000 + n) for n in range(1203)]
    keys = store.new_boxes(AGENCY, boxes)
    assert store.open_boxes(AGENCY, boxes) == keys


def test_a_dropped_box_is_gone_and_its_id_is_never_used_again(store) -> None:
    store.new_boxes(AGENCY, [BOX])
    store.drop_box(AGENCY, BOX, at="2026-11-22", reason="gallring")
    assert store.open_boxes(AGENCY, [BOX]) == {}
    with pytest.raises(KeyGone):
        store.new_boxes(AGENCY, [BOX, UUID(int=9)])
    assert store.open_boxes(AGENCY, [UUID(int=9)]) == {}  # all or nothing


def test_the_dropped_keys_bytes_leave_the_file(store) -> None:
    store.new_boxes(AGENCY, [BOX])
    (wrapped,) = store._db.execute("SELECT wrapped FROM box WHERE id = ?", [BOX.bytes]).fetchone()
    store.drop_box(AGENCY, BOX, at="2026-11-22", reason="gallring")
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert wrapped not in (store.folder / "keys.sqlite3").read_bytes()


def test_one_agency_does_not_drop_anothers_key(store) -> None:
    store.new_boxes(AGENCY, [BOX])
    store.drop_box(OTHER, UUID(int=77), at="2026-11-22", reason="x")
    assert store.open_boxes(AGENCY, [BOX])


@pytest.fixture
def put_back(store, tmp_path) -> KeyStore:
    """A key store of which an older file was put back after a box had been weeded."""
    store.new_boxes(AGENCY, [BOX])
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(store.folder / "keys.sqlite3", tmp_path / "older")
    store.drop_box(AGENCY, BOX, at="2026-11-22", reason="gallring")
    store._db.close()
    for file in store.folder.glob("keys.sqlite3*"):
        file.unlink()
    shutil.copy(tmp_path / "older", store.folder / "keys.sqlite3")
    return again(store)


def test_an_older_key_file_does_not_bring_the_weeded_back(put_back) -> None:
    assert put_back.open_boxes(AGENCY, [BOX]) == {}
    with pytest.raises(KeyGone):
        put_back.new_boxes(AGENCY, [BOX])


def test_without_the_ledger_the_older_file_would(put_back) -> None:
    # What the test above rests on is the ledger, not luck.
    (put_back.folder / LEDGER).unlink()
    assert put_back.open_boxes(AGENCY, [BOX]) != {}


def test_replaying_tells_how_many_keys_went(put_back) -> None:
    ledger = (put_back.folder / LEDGER).read_text()
    (put_back.folder / LEDGER).unlink()
    assert put_back.open_boxes(AGENCY, [BOX])
    (put_back.folder / LEDGER).write_text(ledger + "half a li")  # a line torn by a crash is passed over
    assert put_back.replay_tombstones() == 1
    assert put_back.replay_tombstones() == 0


def test_an_older_key_file_without_an_agency_is_refused_not_refilled(store) -> None:
    with pytest.raises(KeyGone):
        store.agency(UUID(int=99))
    names = [name for (name,) in store._db.execute("SELECT name FROM named")]
    assert not [name for name in names if str(UUID(int=99)) in name]


def test_founding_an_agency_twice_changes_nothing(store) -> None:
    assert store.found_agency(AGENCY) == again(store).found_agency(AGENCY)


def test_two_processes_that_make_a_named_key_at_once_agree(store) -> None:
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(again(store).named("fresh"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 6
    assert len(set(made)) == 1


def test_a_failed_change_leaves_the_store_usable(store) -> None:
    store.new_boxes(AGENCY, [BOX])
    with pytest.raises(sqlite3.IntegrityError):
        store.new_boxes(AGENCY, [BOX])
    assert store.new_boxes(AGENCY, [UUID(int=8)])


def test_points_are_multiplied_by_a_key_that_stays_so_many_times_and_no_more(store) -> None:
    key, base = store.new_boxes(AGENCY, [BOX])[BOX], (9).to_bytes(32, "little")
    public = X25519PrivateKey.from_private_bytes(key).public_key()
    wanted = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert store.multiply(AGENCY, BOX, [base, base], most=3) == [wanted, wanted]
    for other in (store, again(store)):
        with pytest.raises(TooManyPoints):
            other.multiply(AGENCY, BOX, [base, base], most=3)
    assert store.multiply(AGENCY, BOX, [base], most=3) == [wanted]


def test_a_dropped_key_multiplies_nothing_nor_another_agencys(store) -> None:
    store.new_boxes(AGENCY, [BOX])
    with pytest.raises(KeyGone):
        store.multiply(OTHER, BOX, [], most=3)
    store.drop_box(AGENCY, BOX, at="2026-11-28", reason="answered")
    with pytest.raises(KeyGone):
        store.multiply(AGENCY, BOX, [], most=3)
