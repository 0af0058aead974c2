"""The SQL of the room's tables, from one place: what everyone reads, and what only its own authority writes.

Used by migrations only. secrecy/policies.py holds every expression as PostgreSQL prints it.
"""

from django.db.migrations import RunSQL

WEB = "samverkan_web"
MINE = "agency_id = (SELECT sec.me())"
PLANS = f"{MINE} AND (SELECT sec.plans())"


def paper(table: str) -> RunSQL:
    """A paper: everyone reads what is decided, its authority its drafts too; decided, nothing writes in it."""
    return _run(
        f"""
        CREATE POLICY decided_or_own ON {table} FOR SELECT TO {WEB} USING (decided_on IS NOT NULL OR {MINE});
        CREATE POLICY own_drafts ON {table} FOR INSERT TO {WEB} WITH CHECK ({PLANS} AND decided_on IS NULL);
        CREATE POLICY own_drafts_change ON {table} FOR UPDATE TO {WEB} USING ({PLANS} AND decided_on IS NULL)
            WITH CHECK ({MINE} AND (decided_on IS NULL OR (SELECT sec.governs())));
        """,
        table, "SELECT", "INSERT", "UPDATE",
    )  # fmt: skip


def part(table: str, parent: str, column: str) -> RunSQL:
    """A part of a paper: read where the paper is read, written while the paper is a draft."""
    read = f"EXISTS (SELECT 1 FROM {parent} d WHERE d.id = {table}.{column})"  # noqa: S608 - names of tables
    draft = f"{read[:-1]} AND d.decided_on IS NULL)"
    held = f"{PLANS} AND {draft}"
    return _run(
        f"""
        CREATE POLICY as_its_paper ON {table} FOR SELECT TO {WEB} USING ({MINE} OR {read});
        CREATE POLICY in_own_drafts ON {table} FOR INSERT TO {WEB} WITH CHECK ({held});
        CREATE POLICY in_own_drafts_change ON {table} FOR UPDATE TO {WEB} USING ({held}) WITH CHECK ({held});
        CREATE POLICY out_of_own_drafts ON {table} FOR DELETE TO {WEB} USING ({held});
        """,
        table, "SELECT", "INSERT", "UPDATE", "DELETE",
    )  # fmt: skip


def discarding(table: str, part: str, column: str) -> RunSQL:
    """A discarded draft is no draft: nothing writes in it or in its parts."""
    draft = "decided_on IS NULL AND discarded_at IS NULL"
    held = (
        f"{PLANS} AND EXISTS (SELECT 1 FROM {table} d WHERE d.id = {part}.{column} AND d.decided_on IS NULL"  # noqa: S608
    )
    held = f"{held} AND d.discarded_at IS NULL)"
    return RunSQL(
        f"""
        ALTER POLICY own_drafts ON {table} WITH CHECK ({PLANS} AND {draft});
        ALTER POLICY own_drafts_change ON {table} USING ({PLANS} AND {draft});
        ALTER POLICY in_own_drafts ON {part} WITH CHECK ({held});
        ALTER POLICY in_own_drafts_change ON {part} USING ({held}) WITH CHECK ({held});
        ALTER POLICY out_of_own_drafts ON {part} USING ({held});
        """,
        RunSQL.noop,
    )


def decides_with_verdicts() -> RunSQL:
    """No follow-up is decided while a measure of its plan has no verdict, whatever the program forgets."""
    return RunSQL(
        """
        CREATE FUNCTION sec.every_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            IF NEW.decided_on IS NOT NULL AND EXISTS (
                SELECT 1 FROM public.council_measure m WHERE m.plan_id = NEW.plan_id AND NOT EXISTS (
                    SELECT 1 FROM public.council_outcome o WHERE o.measure_id = m.id AND o.followup_id = NEW.id)) THEN
                RAISE EXCEPTION 'samverkan: a measure has no verdict' USING ERRCODE = '42501';
            END IF;
            RETURN NEW;
        END $$;
        REVOKE ALL ON FUNCTION sec.every_verdict() FROM PUBLIC;
        CREATE TRIGGER closed BEFORE UPDATE ON council_followup FOR EACH ROW EXECUTE FUNCTION sec.every_verdict();
        """,
        RunSQL.noop,
    )


def handed() -> RunSQL:
    """A programme's figures: read by all, added by the authority that published them for that month, never changed."""
    table = "council_handedfigures"
    published = (
        f"EXISTS (SELECT 1 FROM casework_figures f WHERE f.programme_id = {table}.programme_id"  # noqa: S608
        f" AND f.agency_id = {table}.agency_id AND f.month = {table}.month AND f.kind = 'list')"
    )
    return _run(
        f"""
        CREATE POLICY everyone_reads ON {table} FOR SELECT USING (true);
        CREATE POLICY owner_hands ON {table} FOR INSERT TO {WEB} WITH CHECK ({MINE} AND {published});
        """,
        table, "SELECT", "INSERT",
    )  # fmt: skip


def register(table: str) -> RunSQL:
    """A line of a register: everyone reads it, its authority adds and changes it."""
    return _run(
        f"""
        CREATE POLICY everyone_reads ON {table} FOR SELECT USING (true);
        CREATE POLICY own_lines ON {table} FOR INSERT TO {WEB} WITH CHECK ({PLANS});
        CREATE POLICY own_lines_change ON {table} FOR UPDATE TO {WEB} USING ({PLANS}) WITH CHECK ({PLANS});
        """,
        table, "SELECT", "INSERT", "UPDATE",
    )  # fmt: skip


def _run(policies: str, table: str, *rights: str) -> RunSQL:
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        {policies}
        GRANT {", ".join(rights)} ON {table} TO {WEB};
        GRANT SELECT ON {table} TO samverkan_backup;
        """,
        RunSQL.noop,
    )
