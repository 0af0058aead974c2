"""Writing lines as the rooms above do: through Django, in the act's own transaction."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from samverkan.trail import context, verbs
from samverkan.trail.tests.lines import KEY, Database
from samverkan.trail.verify import verify

pytestmark = pytest.mark.database
AT = datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=UTC)
AGENCY, OFFICER = uuid4(), uuid4()


@pytest.fixture(autouse=True)
def verb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "_known", dict(verbs._known))
    verbs.register("test.look", sv="tittade", en="looked")


@contextmanager
def acting(agency: UUID = AGENCY) -> Iterator[None]:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        pid = connection.connection.info.backend_pid
        signed = context.sign(KEY, agency, OFFICER, None, int(time.time()) + 60, pid)
        cursor.execute("SELECT sec.bind(%s)", [signed])
        yield


def write(**other: Any):
    from django.db import connection

    from samverkan.trail import writing

    usual: dict[str, Any] = {"outcome": "done", "agency": AGENCY, "officer": OFFICER, "at": AT}
    line = writing.line("test.look", **{**usual, **other})
    with connection.wrap_database_errors:
        psycopg.RawCursor(connection.connection).execute(writing.INSERT, writing.values_of(line))
    return line


def test_a_full_line_comes_back_as_written(database: Database) -> None:
    from samverkan.trail.models import Trace

    subjects = [uuid4(), uuid4()]
    with acting():
        written = write(
            assignment=uuid4(),
            subjects=subjects,
            digest=sha256(b"sealed").digest(),
            detail={"ground": "osl-10-27", "count": 2, "kinds": ["note", "colour"], "step_up": True},
        )
        found = Trace.objects.get(pk=written.pk)
    assert found.subjects == subjects
    assert bytes(found.digest) == sha256(b"sealed").digest()
    assert found.detail == {"ground": "osl-10-27", "count": 2, "kinds": ["note", "colour"], "step_up": True}
    assert (found.at, found.verb, found.outcome) == (AT, "test.look", "done")
    assert (found.agency_id, found.officer_id, found.assignment_id) == (
        AGENCY,
        OFFICER,
        written.assignment_id,
    )


def test_what_the_product_writes_verifies(database: Database) -> None:
    with acting():
        for count in range(5):
            write(subjects=[uuid4()] * count, detail={"count": count})
    database.publish()
    report = verify(database.auditor, witness=database.witness)
    assert report.ok
    assert report.lines == 5


def test_the_line_falls_with_the_act(database: Database) -> None:
    def failing_act() -> None:
        with acting():
            write()
            raise RuntimeError("the act fails after its line was written")

    with pytest.raises(RuntimeError, match="the act fails"):
        failing_act()
    assert database.one("SELECT count(*) FROM trail_trace") == (0,)


def test_an_act_for_another_agency_is_refused(database: Database) -> None:
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError, match="row-level security"), acting():
        write(agency=uuid4())


def test_many_lines_at_once(database: Database) -> None:
    from samverkan.trail import writing
    from samverkan.trail.models import Trace

    with acting():
        Trace.objects.bulk_create(
            writing.line("test.look", outcome="done", agency=AGENCY, officer=None, at=AT) for _ in range(50)
        )
    database.publish()
    assert verify(database.auditor, witness=database.witness).lines == 50


def test_a_subject_is_named_once_and_in_order(database: Database) -> None:
    one, two = uuid4(), uuid4()
    with acting():
        assert write(subjects=[two, one, two]).subjects == [two, one]


def test_id_and_salt_may_be_given(database: Database) -> None:
    line = uuid4()
    with acting():
        written = write(id=line, salt=bytes(16))
    assert (written.pk, written.salt) == (line, bytes(16))


def test_ids_and_salts_are_fresh(database: Database) -> None:
    with acting():
        lines = [write() for _ in range(10)]
    assert len({line.pk for line in lines}) == len({line.salt for line in lines}) == 10


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outcome", "maybe"),
        ("at", datetime(2026, 11, 22)),  # a time without zone is the fault
        ("digest", b"short"),
        ("digest", b""),
        ("salt", b"short"),
        ("detail", {"reason": "han var hemma"}),
        ("detail", {"reason": "Åsa"}),
        ("detail", {"reason": ""}),
        ("detail", {"reason": 1.5}),
        ("detail", {"reason": {"deep": 1}}),
        ("detail", {"reason": ["ok", "inte ok"]}),
        ("detail", {"Two words": 1}),
    ],
)
def test_what_is_refused_names_its_field(database: Database, field: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"^{field}: "):
        write(**{field: value})


def test_the_refusal_does_not_quote_the_text(database: Database) -> None:
    with pytest.raises(ValueError, match="detail") as refused:
        write(detail={"reason": "han var hemma"})
    assert "hemma" not in str(refused.value)


def test_an_unregistered_verb_is_refused(database: Database) -> None:
    from samverkan.trail import writing

    with pytest.raises(verbs.UnknownVerbError):
        writing.line("test.unknown", outcome="done", agency=AGENCY, officer=OFFICER, at=AT)


def test_a_line_says_what_it_is_without_content(database: Database) -> None:
    with acting():
        assert str(write(subjects=[uuid4()])) == "2026-11-22 09:30:00 test.look done"
