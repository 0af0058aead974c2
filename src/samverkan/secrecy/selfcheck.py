"""The start-up self-check: the product refuses to serve behind a wall that is not whole.

Asked of the database itself, as the role that serves: who it is and what it may do, that every table is
secret unless `public_tables` names it, that every policy reads exactly as `policies` has it, and that nothing
(view, function, trigger, key store) lies where it would open a way round. Takes a few milliseconds.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from samverkan.secrecy import policies
from samverkan.secrecy.public_tables import PUBLIC_TABLES

OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'"
ROLE = """
SELECT r.rolname, r.rolname = session_user, r.rolsuper, r.rolbypassrls, r.rolcreaterole OR r.rolcreatedb OR r.rolreplication,
       (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid),
       ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid ORDER BY 1),
       has_database_privilege(r.oid, current_database(), 'CREATE, TEMP')
           OR EXISTS (SELECT 1 FROM pg_namespace n WHERE has_schema_privilege(r.oid, n.oid, 'CREATE'))
  FROM pg_roles r WHERE r.rolname IN (session_user, current_user)
"""  # noqa: E501 - reads as one table
TABLES = f"""
SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname, c.relkind::text,
       c.relrowsecurity, c.relforcerowsecurity,
       coalesce('security_invoker=true' = ANY (c.reloptions) OR 'security_invoker=on' = ANY (c.reloptions), false),
       has_table_privilege(c.oid, 'TRUNCATE, REFERENCES, TRIGGER, MAINTAIN')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {OURS} ORDER BY 1
"""  # noqa: S608, E501 - a constant
POLICIES = """
SELECT CASE schemaname WHEN 'public' THEN '' ELSE schemaname || '.' END || tablename, policyname, permissive,
       roles::text[], cmd, qual, with_check FROM pg_policies
"""
FUNCTIONS = f"""
SELECT n.nspname || '.' || p.proname, p.prosecdef, p.proleakproof, coalesce('search_path=pg_catalog' = ANY (p.proconfig), false)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE {OURS} AND (p.prosecdef OR p.proleakproof) ORDER BY 1
"""  # noqa: S608, E501 - a constant
TRIGGERS = """
SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname || ': ' || t.tgname
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE NOT t.tgisinternal AND t.tgenabled = 'O'
"""
UNBOUND = "DO $$ BEGIN PERFORM sec.me(); EXCEPTION WHEN insufficient_privilege THEN RETURN; END $$"
UNBOUND = """
DO $$ DECLARE answered boolean := true; BEGIN
    BEGIN PERFORM sec.me(); EXCEPTION WHEN insufficient_privilege THEN answered := false; END;
    IF answered THEN RAISE EXCEPTION 'samverkan: answered without a context'; END IF;
END $$
"""


def check(connection: Any) -> list[str]:
    """Every fault in plain words; an empty list lets the product start.

    `connection` is Django's or psycopg's, outside any transaction, as the role that will serve.
    """
    with connection.cursor() as cursor:
        faults = _role(_all(cursor, ROLE))
        if faults:  # a superuser would pass every other question
            return faults
        tables = _all(cursor, TABLES)
        return [
            *_tables(tables),
            *_policies(_all(cursor, POLICIES), {row[0] for row in tables}),
            *_functions(_all(cursor, FUNCTIONS)),
            *_triggers({row[0] for row in _all(cursor, TRIGGERS)}),
            *_unbound(cursor),
            *keys_in_database(Path(settings.SAMVERKAN["KEYS"])),
        ]


def refuse_unless_whole(connection: Any) -> None:
    """Raise SystemExit, saying why, unless the wall is whole. Called before the product serves."""
    if faults := check(connection):
        said = "\n".join(f"  - {fault}" for fault in faults)
        raise SystemExit(f"Samverkan startar inte: muren är inte hel (the wall is not whole).\n{said}")


def keys_in_database(keys: Path) -> list[str]:
    """Whether the key store lies in a PostgreSQL data folder, and so in the database's backups."""
    for folder in [keys.resolve(), *keys.resolve().parents]:
        with suppress(PermissionError):
            if (folder / "PG_VERSION").exists():
                return [f"the key store lies inside a database's data folder, {folder}"]
    return []


def _role(rows: list[Any]) -> list[str]:
    faults = []
    for name, _own, is_super, bypasses, creates, owned, member_of, makes in rows:
        if is_super:
            faults.append(f"the role {name} is a superuser")
        if bypasses:
            faults.append(f"the role {name} bypasses row-level security")
        if creates:
            faults.append(f"the role {name} may create roles or databases, or replicate")
        if owned:
            faults.append(f"the role {name} owns {owned} tables or indexes")
        if member_of:
            faults.append(f"the role {name} is a member of {', '.join(member_of)}")
        if makes:
            faults.append(f"the role {name} may create tables or functions")
    return faults


def _tables(rows: list[Any]) -> list[str]:
    faults = [f"{name}: is on the list of public tables but does not exist"
              for name in sorted(PUBLIC_TABLES.keys() - {row[0] for row in rows})]  # fmt: skip
    for name, kind, enabled, forced, invoker, too_much in rows:
        if too_much:
            faults.append(f"{name}: the product may truncate it, refer to it or hang triggers on it")
        if kind == "v":
            if not invoker:
                faults.append(f"{name}: a view without security_invoker shows what its owner sees")
        elif kind in "mf":
            faults.append(f"{name}: a materialised view or foreign table knows no row-level security")
        elif name not in PUBLIC_TABLES:
            if not enabled:
                faults.append(f"{name}: row-level security is not enabled")
            if not forced:
                faults.append(f"{name}: row-level security is not forced")
        elif name in policies.ON_PUBLIC and not enabled:
            faults.append(f"{name}: row-level security is not enabled, so anybody's rows can be written")
    return faults


def _policies(rows: list[Any], tables: set[str]) -> list[str]:
    found: dict[str, set[policies.Policy]] = {table: set() for table in tables}
    for table, name, permissive, roles, command, using, check_ in rows:
        kind = "" if permissive == "PERMISSIVE" else permissive
        read = policies.Policy(name, ",".join(roles) + kind, command, _flat(using), _flat(check_))
        found.setdefault(table, set()).add(read)
    faults = []
    for table in sorted(found):
        wanted = policies.expected(table, secret=table not in PUBLIC_TABLES)
        if table.startswith("pg_") or found[table] == wanted:
            continue
        faults += [f"{table}: the policy {each.name} is missing or reads otherwise" for each in sorted(wanted - found[table])]
        faults += [f"{table}: the policy {each.name} should not be there as it reads" for each in sorted(found[table] - wanted)]
    return faults
