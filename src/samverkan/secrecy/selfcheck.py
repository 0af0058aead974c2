"""The start-up self-check: the product refuses to serve behind a wall that is not whole.

Asked of the database itself, as the role that serves: who it is and what it may do, that every table is
secret unless `public_tables` names it, that every policy reads exactly as `policies` has it, and that nothing
(view, function, trigger, key store) lies where it would open a way round. Takes a few milliseconds.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from psycopg import Error

from samverkan.secrecy import policies
from samverkan.secrecy.policies import Policy
from samverkan.secrecy.public_tables import PUBLIC_TABLES

Rows = list[tuple[Any, ...]]
OURS = r"n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'"
NAMED = "CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname"
ROLES = """
    SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole OR r.rolcreatedb OR r.rolreplication,
           (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid)
             + (SELECT count(*) FROM pg_proc p WHERE p.proowner = r.oid),
           ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                  WHERE m.member = r.oid ORDER BY 1),
           has_database_privilege(r.oid, current_database(), 'CREATE, TEMP')
             OR EXISTS (SELECT FROM pg_namespace n WHERE has_schema_privilege(r.oid, n.oid, 'CREATE'))
      FROM pg_roles r WHERE r.rolname IN (session_user, current_user)"""
TABLES = f"""
    SELECT {NAMED}, c.relkind::text, c.relrowsecurity, c.relforcerowsecurity,
           coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on'], false),
           has_table_privilege(c.oid, 'TRUNCATE, REFERENCES, TRIGGER')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {OURS} ORDER BY 1"""  # noqa: S608 - constants
POLICIES = f"""
    SELECT {NAMED}, p.policyname, p.permissive, p.roles::text[], p.cmd, p.qual, p.with_check
      FROM pg_policies p JOIN pg_namespace n ON n.nspname = p.schemaname
      JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename"""  # noqa: S608 - constants
FUNCTIONS = f"""
    SELECT n.nspname || '.' || p.proname, p.proleakproof,
           coalesce('search_path=pg_catalog' = ANY (p.proconfig), false)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE {OURS} AND (p.prosecdef OR p.proleakproof) ORDER BY 1"""  # noqa: S608 - constants
TRIGGERS = f"""
    SELECT {NAMED} || ': ' || t.tgname FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT t.tgisinternal AND t.tgenabled = 'O'"""  # noqa: S608 - constants
UNBOUND = """
    DO $$ DECLARE answered boolean := true; BEGIN
        BEGIN PERFORM sec.me(); EXCEPTION WHEN insufficient_privilege THEN answered := false; END;
        IF answered THEN RAISE EXCEPTION 'samverkan: answered without a context'; END IF;
    END $$"""


def check(connection: Any) -> list[str]:
    """Every fault in plain words; an empty list lets the product start.

    `connection` is Django's or psycopg's, outside any transaction, as the role that will serve.
    """
    with connection.cursor() as cursor:
        faults = _roles(_all(cursor, ROLES))
        if faults:  # whoever stands above the wall would pass every other question
            return faults
        tables = _all(cursor, TABLES)
        return [
            *_tables(tables),
            *_policies(_all(cursor, POLICIES), {row[0] for row in tables if row[1] in {"r", "p"}}),
            *_functions(_all(cursor, FUNCTIONS)),
            *_triggers({row[0] for row in _all(cursor, TRIGGERS)}),
            *_unbound(cursor),
            *keys_in_database(Path(str(settings.SAMVERKAN["KEYS"]))),
        ]


def refuse_unless_whole(connection: Any) -> None:
    """Raise SystemExit, saying why, unless the wall is whole. Called before the product serves."""
    if faults := check(connection):
        said = "\n".join(f"  - {fault}" for fault in faults)
        raise SystemExit(f"Samverkan startar inte: muren är inte hel (the wall is not whole).\n{said}")


def keys_in_database(keys: Path) -> list[str]:
    """Whether the key store lies in a PostgreSQL data folder, and so in the database's backups."""
    whole = keys.resolve()
    for folder in (whole, *whole.parents):
        with suppress(PermissionError):
            if (folder / "PG_VERSION").exists():
                return [f"the key store lies inside a database's data folder, {folder}"]
    return []


def _all(cursor: Any, query: str) -> Rows:
    cursor.execute(query)
    return list(cursor.fetchall())


def _roles(rows: Rows) -> list[str]:
    return [
        f"the role {name} {fault}"
        for name, is_super, bypasses, creates, owns, member_of, makes in rows
        for holds, fault in (
            (is_super, "is a superuser"),
            (bypasses, "bypasses row-level security"),
            (creates, "may create roles or databases, or replicate"),
            (owns, f"owns {owns} tables, indexes or functions"),
            (member_of, f"is a member of {', '.join(member_of)}"),
            (makes, "may create tables or functions"),
        )
        if holds
    ]


def _tables(rows: Rows) -> list[str]:
    absent = sorted(PUBLIC_TABLES.keys() - {row[0] for row in rows})
    faults = [f"{name}: stands on the list of public tables but does not exist" for name in absent]
    for name, kind, enabled, forced, invoker, too_much in rows:
        faults += [f"{name}: {fault}" for fault in _faults_of(name, kind, enabled, forced, invoker)]
        if too_much:
            faults.append(f"{name}: the product may truncate it, refer to it or hang triggers on it")
    return faults


def _faults_of(name: str, kind: str, enabled: bool, forced: bool, invoker: bool) -> Iterable[str]:
    if kind == "v":
        if not invoker:
            yield "a view without security_invoker shows what its owner sees"
    elif kind in {"m", "f"}:
        yield "a materialised view or foreign table knows no row-level security"
    elif name not in PUBLIC_TABLES or name in policies.ON_PUBLIC:
        if not enabled:
            yield "row-level security is not enabled"
        if not forced and name not in PUBLIC_TABLES:
            yield "row-level security is not forced"


def _policies(rows: Rows, tables: set[str]) -> list[str]:
    found: dict[str, set[Policy]] = {table: set() for table in tables}
    for table, name, permissive, roles, command, using, with_check in rows:
        whom = ",".join(roles) + ("" if permissive == "PERMISSIVE" else " (restrictive)")
        found.setdefault(table, set()).add(Policy(name, whom, command, _flat(using), _flat(with_check)))
    faults = []
    for table, held in sorted(found.items()):
        wanted = policies.expected(table, secret=table not in PUBLIC_TABLES)
        lacks, beside = sorted(wanted - held), sorted(held - wanted)
        faults += [f"{table}: the policy {each.name} is missing or reads otherwise" for each in lacks]
        faults += [f"{table}: the policy {each.name} should not be there as it reads" for each in beside]
    return faults


def _functions(rows: Rows) -> list[str]:
    faults = []
    for name, leakproof, fixed_path in rows:
        if name not in policies.DEFINERS or leakproof:
            faults.append(
                f"{name}: a function with its owner's rights, or leakproof, that is not on the list"
            )
        elif not fixed_path:
            faults.append(f"{name}: its search_path is not fixed to pg_catalog")
    return faults


def _triggers(found: set[str]) -> list[str]:
    return [f"{name}: the trigger is missing or off" for name in sorted(policies.TRIGGERS.keys() - found)]


def _unbound(cursor: Any) -> list[str]:
    try:
        cursor.execute(UNBOUND)
    except (Error, DatabaseError):
        return ["sec.me() answers without a signed context"]
    return []


def _flat(expression: str | None) -> str:
    return " ".join((expression or "").split())
