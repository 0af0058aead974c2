"""Lines enough for the trail to be verified for a while: written as the product writes them, in bulk.

A tenth of the lines show 50 entries, as a case page does; the rest one to three, as an act does.
"""

import shutil
import time
from typing import TYPE_CHECKING

import psycopg

from samverkan.secrecy.keystore import KeyStore
from samverkan.setup import roles
from samverkan.trail import context
from samverkan.trail.commands import ORIGIN
from samverkan.trail.notes import Signer
from samverkan.trail.sequencer import Sequencer
from samverkan.trail.witness import Witness

if TYPE_CHECKING:
    from bench.kit.place import Nation

LINES = 400_000
PAGES = 10  # one line in so many is a page
_INSERT = """
    INSERT INTO trail_trace
           (id, agency_id, at, officer_id, assignment_id, verb, outcome, subjects, digest, salt, detail)
    SELECT gen_random_uuid(), %(agency)s, now() - (%(lines)s - n) * interval '1 second', %(officer)s, %(officer)s,
           CASE WHEN page THEN 'case.read' ELSE 'entry.write' END, 'done',
           ARRAY(SELECT gen_random_uuid() FROM generate_series(1, CASE WHEN page THEN 50 ELSE 1 + n %% 3 END)),
           CASE WHEN NOT page THEN sha256(n::text::bytea) END, uuid_send(gen_random_uuid()), '{}'
    FROM generate_series(1, %(lines)s) AS n, LATERAL (SELECT n %% %(pages)s = 0 AS page) AS kind
"""


def write(nation: "Nation") -> None:
    """Let every agency write its share, and the sequencer fold and sign them."""
    with psycopg.connect(nation.database.admin_here) as db:
        officers = db.execute(
            "SELECT DISTINCT ON (agency_id) agency_id, officer_id FROM secrecy_assignment ORDER BY agency_id, id"
        ).fetchall()
    key = KeyStore(nation.folder.keys).named("context")
    with psycopg.connect(nation.database.as_role(roles.WEB), autocommit=True) as db:
        for agency, officer in officers:
            signed = context.sign(key, agency, officer, officer, int(time.time()) + 60, db.info.backend_pid)
            with db.transaction():
                db.execute("SELECT sec.bind(%s)", [signed])
                lines = -(-LINES // len(officers))
                db.execute(_INSERT, {"agency": agency, "officer": officer, "lines": lines, "pages": PAGES})
    fold(nation)
    with psycopg.connect(nation.database.admin_here, autocommit=True) as db:
        db.execute("VACUUM (ANALYZE) trail_trace, trail_leaf, trail_pending")


def anew(nation: "Nation") -> None:
    """The declared lines and no others: what the pages of a bench have written since is not of this mix."""
    with psycopg.connect(nation.database.admin_here) as db:
        db.execute("TRUNCATE trail_trace, trail_leaf, trail_pending")
    shutil.rmtree(nation.folder.witness)
    write(nation)


def fold(nation: "Nation") -> None:
    """Bring every waiting line into the log, under a signed checkpoint."""
    signer = Signer(ORIGIN, nation.folder.trail_key.read_bytes())
    with Sequencer(
        nation.database.as_role(roles.SEQUENCER), Witness(nation.folder.witness), signer
    ) as sequencer:
        sequencer.run_once()
