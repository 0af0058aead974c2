"""The wall as the database itself tells it, told apart from the product's own self-check.

Each function lists faults in plain words, so that a test can both hold the real database to none and see
that a weakened one has some.
"""

from typing import Any

MINE = "(agency_id = ( SELECT sec.me() AS me))"
SYSTEM = "('pg_catalog', 'information_schema', 'pg_toast')"
# The policies that reach past one compartment: the door's insert, and the auditor's ids and hashes.
PAST_ONE = {
    ("secrecy_delivery", "door_delivers", "a", "samverkan_door"),
    ("trail_trace", "auditor_checks", "r", "samverkan_auditor"),
}
# What the functions round a locked place see and add, all of it the acting agency's own.
LOCKS = {
    "lock_reads_own": {"secrecy_casefile", "exits_lock", "exits_lockkey", "exits_alarm", "exits_location",
                       "exits_lockhalf", "exits_lockshare"},
    "lock_adds_own": {"exits_opening", "exits_location", "exits_lockhalf", "exits_lockshare"},
    "lock_holds_own": {"exits_lockkey"},
}  # fmt: skip
PAPER = {"decided_or_own", "own_drafts", "own_drafts_change"}
LINES = {"everyone_reads", "own_lines", "own_lines_change"}
PART = {"as_its_paper", "in_own_drafts", "in_own_drafts_change", "out_of_own_drafts"}
# Public tables of which only some rows may be written; all their policies but everyone_reads ask who acts.
OF_PUBLIC = {
    "secrecy_programme": {"everyone_reads", "owner_starts", "owner_changes"},
    "secrecy_party": {"everyone_reads", "joins_for_itself", "leaves_for_itself"},
    "programmes_milestone": {"everyone_reads", "own_decisions"},
    "secrecy_assignment": {"everyone_reads", "own_people", "own_people_end"},
    "secrecy_seat": {"everyone_reads", "own_people", "own_people_end"},
    "casework_meeting": {"everyone_reads", "parties_write", "parties_change"},
    "casework_figures": {"parties_read", "owner_counts"},
    "council_situationpicture": PAPER,
    "council_problem": PART,
    "council_actionplan": PAPER,
    "council_measure": PART,
    "council_followup": PAPER,
    "council_outcome": PART,
    "council_agreement": LINES,
    "council_member": LINES,
    "council_promise": LINES,
    "council_report": LINES,
    "council_handedfigures": {"everyone_reads", "owner_hands"},
    "council_initiative": LINES,
    "council_lifeevent": LINES,
    "council_sitting": LINES,
}


def faults(db: Any) -> list[str]:
    """Every way in which the wall in the database is not as house.md says."""
    secret = secret_tables(db)
    return [*_row_security(db, secret), *_policies(db, secret), *_keys(db, secret), *_shortcuts(db)]


def secret_tables(db: Any) -> set[str]:
    """All tables but those on the short list."""
    from samverkan.secrecy.public_tables import PUBLIC_TABLES

    rows = db.execute(
        f"SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p') AND {_ours('relnamespace')}"
    )
    return {row[0] for row in rows} - PUBLIC_TABLES.keys()


def _row_security(db: Any, secret: set[str]) -> list[str]:
    rows = db.execute("SELECT oid::regclass::text, relrowsecurity, relforcerowsecurity FROM pg_class")
    closed = {name: (enabled, forced) for name, enabled, forced in rows}
    unforced = [
        f"{table}: row-level security not forced" for table in sorted(secret) if closed[table] != (True, True)
    ]
    open_ = [f"{table}: row-level security not enabled" for table in OF_PUBLIC if not closed[table][0]]
    return unforced + open_


def _policies(db: Any, secret: set[str]) -> list[str]:
    rows = db.execute(
        """SELECT polrelid::regclass::text, polname, polcmd::text, polpermissive,
                  coalesce((SELECT string_agg(rolname, ',') FROM pg_roles WHERE oid = ANY (polroles)), 'public'),
                  pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy"""
    ).fetchall()
    found = []
    for table, name, command, permissive, role, using, check in rows:
        exprs = {each for each in (using, check) if each is not None}
        narrow = permissive and exprs and exprs <= {MINE} and role != "public"
        if table in secret and not narrow and (table, name, command, role) not in PAST_ONE:
            found.append(f"{table}: the policy {name} is not the one equality")
    web = {}
    for table, _name, command, _permissive, role, using, check in rows:
        if role == "samverkan_web":
            reads = {"r", "a", "w", "d"} if command == "*" else {command}
            web.setdefault(table, set()).update(reads if using or check else set())
    found += [
        f"{table}: no policy of the one equality"
        for table in sorted(secret)
        if not {"r", "a"} <= web.get(table, set())
    ]
    found += [
        f"{table}: rows of others can be written" for table in OF_PUBLIC if not _own_writes(rows, table)
    ]
    found += [
        f"{table}: {name} is gone"
        for table, name, *_ in PAST_ONE
        if (table, name) not in {r[:2] for r in rows}
    ]
    door_reads = {row[0] for row in rows if row[1] == "door_reads_own"}
    needs = {"secrecy_casefile", "secrecy_disclosure", "secrecy_disclosedentry", "secrecy_entry", "secrecy_delivery",
             "secrecy_consent", "secrecy_standingdecision"}  # fmt: skip
    found += [f"{table}: what the door reads differs" for table in sorted(needs ^ door_reads)]
    for name, tables in LOCKS.items():
        held = {row[0] for row in rows if row[1] == name and row[4] == "samverkan_lock"}
        found += [f"{table}: what the lock's functions see differs" for table in sorted(tables ^ held)]
    return found


def _own_writes(rows: list[Any], table: str) -> bool:
    """Whether each policy on a public table is there and, but for everyone_reads, asks who is acting."""
    held = {row[1]: (row[2], row[5] or "", row[6] or "") for row in rows if row[0] == table}
    names = set(held)
    reads = held.pop("everyone_reads", ("r", "true", ""))
    asks = all(
        "sec.me()" in using + check and "true" not in (using, check) for _c, using, check in held.values()
    )
    return names == OF_PUBLIC[table] and asks and reads == ("r", "true", "")


def _keys(db: Any, secret: set[str]) -> list[str]:
    found = []
    indexes = db.execute(
        f"""SELECT indrelid::regclass::text, indexrelid::regclass::text, indisprimary, indnkeyatts,
                   (SELECT attname FROM pg_attribute WHERE attrelid = indrelid AND attnum = indkey[0])
              FROM pg_index JOIN pg_class c ON c.oid = indrelid WHERE {_ours("c.relnamespace")}"""
    ).fetchall()
    for table, index, primary, columns, first in indexes:
        if table in secret and ((first, columns) != ("id", 1) if primary else first != "agency_id"):
            found.append(f"{index}: does not start with agency_id")
    ids = db.execute(
        """SELECT attrelid::regclass::text, attname, atttypid::regtype::text, atthasdef, attidentity::text
             FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE attnum > 0 AND c.relkind = 'r'"""
    ).fetchall()
    for table, column, kind, default, identity in ids:
        if table in secret and (identity or (column == "id" and (kind != "uuid" or default))):
            found.append(f"{table}.{column}: not 128 random bits given by the product")
    counted = db.execute(
        "SELECT refobjid::regclass::text FROM pg_depend WHERE classid = 'pg_class'::regclass"
        " AND objid IN (SELECT oid FROM pg_class WHERE relkind = 'S') AND deptype IN ('a', 'i')"
    )
    found += [f"{table}: has a sequence" for (table,) in counted if table in secret]
    return found + _references(db, secret)


def _references(db: Any, secret: set[str]) -> list[str]:
    ties = db.execute(
        """SELECT conname, confrelid::regclass::text,
                  (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]),
                  (SELECT attname FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1])
             FROM pg_constraint WHERE contype = 'f'"""
    )
    return [f"{name}: a reference across compartments can be probed" for name, target, mine, theirs in ties
            if target in secret and (mine, theirs) != ("agency_id", "agency_id")]  # fmt: skip


def _shortcuts(db: Any) -> list[str]:
    rows = db.execute(
        f"""SELECT oid::regclass::text, relkind::text FROM pg_class WHERE {_ours("relnamespace")} AND (
              relkind IN ('m', 'f') OR relkind = 'v'
              AND NOT coalesce('security_invoker=true' = ANY (reloptions), false))"""
    )
    found = [f"{name}: a way round the policies ({kind})" for name, kind in rows]
    definers = db.execute(
        f"SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef AND {_ours('pronamespace')}"
        " AND NOT coalesce('search_path=pg_catalog' = ANY (proconfig), false)"
    )
    return found + [f"{name}: a definer whose search_path is the caller's" for (name,) in definers]


def _ours(column: str) -> str:
    return (
        f"{column} NOT IN (SELECT oid FROM pg_namespace WHERE nspname IN {SYSTEM} OR nspname LIKE 'pg_temp%')"
    )
