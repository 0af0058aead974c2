"""The commands as an operator runs them."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from samverkan.trail.tests.lines import SIGNER, Database, write_lines
from samverkan.trail.witness import Witness

pytestmark = pytest.mark.database


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "trail.key"
    file.write_bytes(bytes(range(32)))
    return file


def run(database: Database, *words: str, **environment: str) -> Result:
    from samverkan.trail.commands import trail

    usual = {
        "SAMVERKAN_AUDITOR_DSN": database.auditor,
        "SAMVERKAN_SEQUENCER_DSN": database.sequencer,
        "SAMVERKAN_WITNESS": str(database.witness),
        "SAMVERKAN_TRAIL_ORIGIN": SIGNER.verifier.name,
    }
    return CliRunner().invoke(trail, words, env={**usual, **environment})


def test_a_whole_trail_exits_0_and_says_how_many(database: Database) -> None:
    write_lines(database.web, 3)
    database.publish()
    done = run(database, "verify")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Alla rader stämmer.\nRader i loggen: 3 (utfyllnad: 5).")


def test_one_update_exits_1_and_names_the_line(database: Database) -> None:
    lines = write_lines(database.web, 3)
    database.publish()
    database.tamper(f"UPDATE trail_trace SET outcome = 'refused' WHERE id = '{lines[1]}'")
    done = run(database, "verify")
    assert done.exit_code == 1
    assert (
        f"Första felet: Rad 1 är ändrad: den stämmer inte med sitt löv i loggen ({lines[1]}, 20"
        in done.output
    )


def test_a_checkpoint_kept_elsewhere(database: Database, tmp_path: Path) -> None:
    write_lines(database.web, 3)
    database.publish()
    kept, key = tmp_path / "kept", tmp_path / "vkey"
    kept.write_text(Witness(database.witness).latest() or "")
    key.write_text(str(SIGNER.verifier))
    database.tamper("DELETE FROM trail_leaf WHERE seq = 7")
    done = run(
        database,
        "verify",
        "--checkpoint",
        str(kept),
        "--key",
        str(key),
        SAMVERKAN_WITNESS=str(tmp_path / "empty"),
    )
    assert done.exit_code == 1
    assert "Loggen är avkortad: löv 7 till 7 har funnits men är borta." in done.output


def test_sequencing_once(database: Database, key: Path) -> None:
    write_lines(database.web, 3)
    done = run(database, "sequence", "--once", "--key", str(key), "--step", "4")
    assert (done.exit_code, done.output) == (0, "Loggen har nu 4 löv.\n")
    assert run(database, "verify").exit_code == 0


def test_the_sequencer_sets_up_no_room_and_logs_codes_only(database: Database, key: Path) -> None:
    script = (
        "import logging, signal, sys, threading\n"
        "from samverkan.trail import commands\n"
        "stopped = threading.Event(); stopped.set()\n"
        "commands._stopped_by_signal = lambda: stopped\n"
        "commands.trail(['sequence'], standalone_mode=False)\n"
        "print([name for name in sys.modules if name.startswith('samverkan.casework')])\n"
        "print([type(each.formatter).__name__ for each in logging.getLogger().handlers])\n"
    )
    environment = {
        "SAMVERKAN_SEQUENCER_DSN": database.sequencer, "SAMVERKAN_WITNESS": str(database.witness),
        "SAMVERKAN_TRAIL_ORIGIN": SIGNER.verifier.name, "SAMVERKAN_TRAIL_KEY": str(key),
        "DJANGO_SETTINGS_MODULE": "samverkan.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[]\n['CodesOnly']\n", done.stderr


def test_a_second_sequencer_is_told_so(database: Database, key: Path) -> None:
    with database.sequencing() as running:
        running.run_once()
        done = run(database, "sequence", "--once", "--key", str(key))
    assert done.exit_code == 1
    assert "En annan process" in done.output


def test_sequencing_a_broken_trail_points_to_verify(database: Database, key: Path) -> None:
    database.publish()
    database.tamper("DELETE FROM trail_leaf")
    done = run(database, "sequence", "--once", "--key", str(key))
    assert done.exit_code == 1
    assert "trail verify" in done.output


def test_a_key_of_the_wrong_length(database: Database, tmp_path: Path) -> None:
    (tmp_path / "short").write_bytes(b"short")
    done = run(database, "sequence", "--once", "--key", str(tmp_path / "short"))
    assert done.exit_code == 1
    assert "kunde inte fogas in" in done.output


def test_an_unreachable_database_is_said_plainly(database: Database) -> None:
    done = run(database, "verify", SAMVERKAN_AUDITOR_DSN="host=/nonexistent dbname=x")
    assert done.exit_code == 1
    assert "Spåret kunde inte kontrolleras" in done.output
    assert "Traceback" not in done.output


def test_a_missing_setting_is_named(database: Database) -> None:
    done = run(database, "verify", SAMVERKAN_AUDITOR_DSN="")
    assert done.exit_code == 1
    assert "SAMVERKAN_AUDITOR_DSN saknas" in done.output
