"""Drop, weaken or go round any one part of the wall, and both the catalogue test and the self-check turn red.

Each weakening is made by a superuser in a transaction of the cloned database, looked at as the product would,
and rolled back; roles made here are rolled back too, so no other run on the same server ever sees them.
"""

from itertools import chain

import pytest

from wall import catalogue

TO_TRUE = {
    "ALL": "USING (true) WITH CHECK (true)",
    "SELECT": "USING (true)",
    "DELETE": "USING (true)",
    "UPDATE": "USING (true)",
    "INSERT": "WITH CHECK (true)",
}


class Weakened:
    """One database to weaken: `unseen` tells which of the two checks missed a weakening."""

    def __init__(self, db) -> None:
        self.db = db

    def unseen(self, *statements: str, catalogue_sees: bool = True) -> list[str]:
        missed = []
        try:
            for statement in statements:
                self.db.execute(statement)
            if catalogue_sees and not catalogue.faults(self.db):
                missed.append(f"catalogue: {statements[-1]}")
            if not self.as_role("samverkan_web"):
                missed.append(f"self-check: {statements[-1]}")
        finally:
            self.db.rollback()
        return missed

    def as_role(self, role: str) -> list[str]:
        from samverkan.secrecy import selfcheck

        self.db.execute(f"SET LOCAL SESSION AUTHORIZATION {role}")
        return selfcheck.check(self.db)

    def policies(self) -> list[tuple[str, ...]]:
        rows = self.db.execute(
            "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies"
        ).fetchall()
        self.db.rollback()
        return rows

    def secret(self) -> list[str]:
        tables = catalogue.secret_tables(self.db)
        self.db.rollback()
        return sorted(tables)


@pytest.fixture
def wall(catalogue_db) -> Weakened:
    return Weakened(catalogue_db)


def test_the_whole_wall_has_no_fault(wall) -> None:
    assert catalogue.faults(wall.db) == []
    assert wall.as_role("samverkan_web") == []


def test_dropping_any_one_policy_is_seen(wall) -> None:
    held = wall.policies()
    assert len(held) > 25
    missed = [wall.unseen(f"DROP POLICY {name} ON {table}") for table, name, *_ in held]
    assert list(chain(*missed)) == []


def test_weakening_any_one_policy_to_true_is_seen(wall) -> None:
    missed = [
        wall.unseen(f"ALTER POLICY {name} ON {table} {TO_TRUE[command]}")
        for table, name, command, using, check in wall.policies()
        if "true" not in {using, check}
    ]
    assert len(missed) > 20
    assert list(chain(*missed)) == []


def test_weakening_only_half_of_a_policy_is_seen(wall) -> None:
    missed = [
        wall.unseen(f"ALTER POLICY {name} ON {table} {half} (true)")
        for table, name, command, *_ in wall.policies()
        if command == "ALL"
        for half in ("USING", "WITH CHECK")
    ]
    assert len(missed) > 20
    assert list(chain(*missed)) == []


def test_a_policy_beside_the_right_one_is_seen(wall) -> None:
    made = "CREATE POLICY more ON {} FOR SELECT TO samverkan_web USING (true)"
    missed = [wall.unseen(made.format(table)) for table in wall.secret()]
    assert list(chain(*missed)) == []


@pytest.mark.parametrize("how", ["NO FORCE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"])
def test_opening_any_one_table_is_seen(wall, how) -> None:
    missed = [wall.unseen(f"ALTER TABLE {table} {how}") for table in wall.secret()]
    assert list(chain(*missed)) == []


@pytest.mark.parametrize("table", sorted(catalogue.OF_PUBLIC))
def test_opening_a_public_table_for_anybody_to_write_is_seen(wall, table) -> None:
    assert wall.unseen(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY") == []


ROUND = {
    "a view that is not its caller's": "CREATE VIEW every_entry AS SELECT * FROM secrecy_entry",
    "a materialised view": "CREATE MATERIALIZED VIEW every_entry AS SELECT * FROM secrecy_entry",
    "a new table without policy": "CREATE TABLE fresh (id uuid PRIMARY KEY, agency_id uuid)",
    "a new table with a policy of its own": """CREATE TABLE fresh (id uuid PRIMARY KEY, agency_id uuid);
        ALTER TABLE fresh ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY own_compartment ON fresh TO samverkan_web USING (agency_id IS NOT NULL)""",
    "a partition beside the policies": "CREATE TABLE fresh () INHERITS (secrecy_entry)",
}


@pytest.mark.parametrize("way", ROUND, ids=list(ROUND))
def test_a_way_round_is_seen(wall, way) -> None:
    assert wall.unseen(ROUND[way]) == []


def test_a_view_with_its_callers_rights_is_no_fault(wall) -> None:
    wall.db.execute("CREATE VIEW my_entries WITH (security_invoker = true) AS SELECT * FROM secrecy_entry")
    assert catalogue.faults(wall.db) == []
    assert wall.as_role("samverkan_web") == []


BY_SELFCHECK = {
    "a definer function": "CREATE FUNCTION public.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
    " SET search_path = pg_catalog AS 'SELECT count(*) FROM public.secrecy_entry'",
    "a leakproof function": "CREATE FUNCTION public.peek(text) RETURNS text LANGUAGE sql LEAKPROOF AS 'SELECT $1'",
    "a search path left to the caller": "ALTER FUNCTION sec.bind(text) RESET search_path",
    "an answer without context": "CREATE OR REPLACE FUNCTION sec.me() RETURNS uuid LANGUAGE sql STABLE"
    " SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT ''00000000-0000-0000-0000-0000000000a1''::uuid'",
    "no queue to the log": "ALTER TABLE trail_trace DISABLE TRIGGER queue_trace",
    "a decision in anybody's name": "DROP TRIGGER signed ON secrecy_disclosure",
    "truncate": "GRANT TRUNCATE ON secrecy_entry TO samverkan_web",
    "references": "GRANT REFERENCES ON secrecy_entry TO samverkan_web",
    "triggers": "GRANT TRIGGER ON secrecy_entry TO samverkan_web",
    "a listed table that is gone": "ALTER TABLE axes_accesslog RENAME TO other",
    "making tables": "GRANT CREATE ON SCHEMA public TO samverkan_web",
}


@pytest.mark.parametrize("way", BY_SELFCHECK, ids=list(BY_SELFCHECK))
def test_the_self_check_sees(wall, way) -> None:
    assert wall.unseen(BY_SELFCHECK[way], catalogue_sees=False) == []


KEYS = {
    "an index that starts elsewhere": "CREATE INDEX fresh ON secrecy_entry (kind, agency_id)",
    "a unique key over all agencies": "ALTER TABLE secrecy_casefile ADD CONSTRAINT fresh UNIQUE (number)",
    "a reference over all agencies": "ALTER TABLE secrecy_entry ADD CONSTRAINT fresh FOREIGN KEY (case_id)"
    " REFERENCES secrecy_casefile (id)",
    "a counter over all agencies": "ALTER TABLE secrecy_entry ADD COLUMN fresh serial",
    "an identity over all agencies": "ALTER TABLE secrecy_entry ADD COLUMN fresh int GENERATED ALWAYS AS IDENTITY",
    "an id from the database": "ALTER TABLE secrecy_entry ALTER COLUMN id SET DEFAULT gen_random_uuid()",
}


@pytest.mark.parametrize("way", KEYS, ids=list(KEYS))
def test_the_catalogue_sees_a_key_that_can_be_probed(wall, way) -> None:
    wall.db.execute(KEYS[way])
    assert catalogue.faults(wall.db)
