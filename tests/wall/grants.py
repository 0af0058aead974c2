"""Who has which right to what, as the database tells it."""

from typing import Any

TABLES = """
    SELECT c.oid::regclass::text, a.grantee::regrole::text, a.privilege_type
      FROM pg_class c, aclexplode(c.relacl) a WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
       AND c.relnamespace = ANY ('{public,sec,queue}'::regnamespace[]) AND a.grantee <> c.relowner"""
COLUMNS = """
    SELECT c.oid::regclass::text, x.grantee::regrole::text, x.privilege_type,
           string_agg(a.attname, ' ' ORDER BY a.attname)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) x
     WHERE c.relnamespace = ANY ('{public,sec,queue}'::regnamespace[]) GROUP BY 1, 2, 3"""
FUNCTIONS = """
    SELECT p.oid::regprocedure::text, CASE a.grantee WHEN 0 THEN 'public' ELSE a.grantee::regrole::text END
      FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
     WHERE p.pronamespace = ANY ('{public,sec,queue}'::regnamespace[]) AND a.grantee <> p.proowner"""

Held = dict[str, dict[str, list[str]]]


def on_tables(db: Any) -> Held:
    """Role -> table -> rights, a right to some columns with their names in brackets; owners left out."""
    held: Held = {}
    for table, role, right in db.execute(TABLES):
        held.setdefault(role, {}).setdefault(table, []).append(right)
    for table, role, right, columns in db.execute(COLUMNS):
        held.setdefault(role, {}).setdefault(table, []).append(f"{right} ({columns})")
    return {
        role: {table: sorted(rights) for table, rights in sorted(tables.items())}
        for role, tables in held.items()
    }


def on_functions(db: Any) -> dict[str, list[str]]:
    """Role -> functions it may run; owners left out."""
    held: dict[str, list[str]] = {}
    for function, role in db.execute(FUNCTIONS):
        held.setdefault(role, []).append(function.split("(")[0])
    return {role: sorted(functions) for role, functions in held.items()}
