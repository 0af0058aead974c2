"""Every policy of the wall as PostgreSQL must print it: what the self-check and the catalogue test hold it to.

A table that is not here has `own_compartment` and nothing else if it is secret, and no policy if it is public.
"""

from typing import NamedTuple

MINE = "(agency_id = ( SELECT sec.me() AS me))"  # walls.MINE, as the catalogue prints it
WEB, DOOR, LOCK, AUDITOR = "samverkan_web", "samverkan_door", "samverkan_lock", "samverkan_auditor"


class Policy(NamedTuple):
    """One policy: whom and which commands it lets through, by which expressions ("" is none)."""

    name: str
    roles: str
    command: str
    using: str
    check: str


OWN = Policy("own_compartment", WEB, "ALL", MINE, MINE)
DOOR_READS = Policy("door_reads_own", DOOR, "SELECT", MINE, "")
DOOR_DELIVERS = Policy(
    "door_delivers", DOOR, "INSERT", "", "true"
)  # the only one that reaches another's rows
LOCK_READS = Policy("lock_reads_own", LOCK, "SELECT", MINE, "")
LOCK_ADDS = Policy("lock_adds_own", LOCK, "INSERT", "", MINE)
LOCK_HOLDS = Policy("lock_holds_own", LOCK, "UPDATE", MINE, MINE)
EVERYONE_READS = Policy("everyone_reads", "public", "SELECT", "true", "")

GOVERNED = "((owner_id = ( SELECT sec.me() AS me)) AND ( SELECT sec.governs() AS governs))"
GOVERNS_ITSELF = f"({MINE} AND ( SELECT sec.governs() AS governs))"
_OWNED = (
    "(EXISTS ( SELECT 1 FROM secrecy_programme o WHERE ((o.id = {table}.programme_id)"
    " AND (o.owner_id = {table}.agency_id))))"
)
JOINS = (
    f"({MINE} AND ( SELECT sec.governs() AS governs) AND ({_OWNED.format(table='secrecy_party')} OR (EXISTS"  # noqa: S608 - constants
    " ( SELECT 1 FROM programmes_milestone i WHERE ((i.programme_id = secrecy_party.programme_id)"
    " AND ((i.kind)::text = 'invited'::text) AND (i.party_id = secrecy_party.agency_id))))))"
)
DECIDES = (
    f"({MINE} AND ( SELECT sec.governs() AS governs) AND (made_by_id = ( SELECT sec.assignment() AS assignment))"
    " AND (((kind)::text = ANY ((ARRAY['joined'::character varying, 'declined'::character varying,"
    " 'left'::character varying])::text[])) OR " + _OWNED.format(table="programmes_milestone") + "))"
)
OTHERS_THAN_ME = f"({MINE} AND (officer_id IS DISTINCT FROM ( SELECT sec.officer() AS officer)))"
OWN_OFFICER = (
    "(EXISTS ( SELECT 1 FROM secrecy_assignment a WHERE ((a.id = secrecy_seat.assignment_id)"
    " AND (a.agency_id = ( SELECT sec.me() AS me))"
    " AND (a.officer_id IS DISTINCT FROM ( SELECT sec.officer() AS officer)))))"
)
A_PARTY = (
    "(EXISTS ( SELECT 1 FROM secrecy_party p WHERE ((p.programme_id = casework_meeting.programme_id)"
    " AND (p.agency_id = ( SELECT sec.me() AS me)))))"
)
READER = A_PARTY.replace("casework_meeting", "casework_figures")
COUNTER = (
    "((agency_id = ( SELECT sec.me() AS me)) AND (EXISTS ( SELECT 1 FROM secrecy_party p"
    " WHERE ((p.programme_id = casework_figures.programme_id) AND (p.agency_id = casework_figures.agency_id))))"
    " AND (((kind)::text = 'acts'::text) OR (EXISTS ( SELECT 1 FROM secrecy_programme o"
    " WHERE ((o.id = casework_figures.programme_id) AND (o.owner_id = casework_figures.agency_id))))))"
)

# The municipality's loop (room council): drafts are its own, what is decided is everybody's.
PLANS = f"{MINE} AND ( SELECT sec.plans() AS plans)"
_DRAFT = "(decided_on IS NULL) AND (discarded_at IS NULL)"

HANDED = (
    f"({MINE} AND (EXISTS ( SELECT 1 FROM casework_figures f"  # noqa: S608 - constants
    " WHERE ((f.programme_id = council_handedfigures.programme_id)"
    " AND (f.agency_id = council_handedfigures.agency_id) AND (f.month = council_handedfigures.month)"
    " AND ((f.kind)::text = 'list'::text)))))"
)


def paper() -> frozenset[Policy]:
    """Of a paper: picture, plan, follow-up."""
    decides = f"({MINE} AND ((decided_on IS NULL) OR ( SELECT sec.governs() AS governs)))"
    return frozenset(
        {
            Policy("decided_or_own", WEB, "SELECT", f"((decided_on IS NOT NULL) OR {MINE})", ""),
            Policy("own_drafts", WEB, "INSERT", "", f"({PLANS} AND {_DRAFT})"),
            Policy("own_drafts_change", WEB, "UPDATE", f"({PLANS} AND {_DRAFT})", decides),
        }
    )


def part(table: str, parent: str, column: str) -> frozenset[Policy]:
    """Of a part of a paper: read where the paper is read, written while it is a draft."""
    of_it = f"d.id = {table}.{column}"
    read = f"({MINE} OR (EXISTS ( SELECT 1 FROM {parent} d WHERE ({of_it}))))"  # noqa: S608 - constants
    draft = "(d.decided_on IS NULL) AND (d.discarded_at IS NULL)"
    held = f"({PLANS} AND (EXISTS ( SELECT 1 FROM {parent} d WHERE (({of_it}) AND {draft}))))"  # noqa: S608 - constants
    return frozenset(
        {
            Policy("as_its_paper", WEB, "SELECT", read, ""),
            Policy("in_own_drafts", WEB, "INSERT", "", held),
            Policy("in_own_drafts_change", WEB, "UPDATE", held, held),
            Policy("out_of_own_drafts", WEB, "DELETE", held, ""),
        }
    )


def lines() -> frozenset[Policy]:
    """Of a municipality's register: read by all, written by its own."""
    return frozenset(
        {
            EVERYONE_READS,
            Policy("own_lines", WEB, "INSERT", "", f"({PLANS})"),
            Policy("own_lines_change", WEB, "UPDATE", f"({PLANS})", f"({PLANS})"),
        }
    )


ON_SECRET: dict[str, frozenset[Policy]] = {
    "secrecy_disclosure": frozenset({OWN, DOOR_READS}),
    "secrecy_disclosedentry": frozenset({OWN, DOOR_READS}),
    "secrecy_entry": frozenset({OWN, DOOR_READS}),
    "secrecy_consent": frozenset({OWN, DOOR_READS}),
    "secrecy_standingdecision": frozenset({OWN, DOOR_READS}),
    "secrecy_delivery": frozenset({OWN, DOOR_READS, DOOR_DELIVERS}),
    # Round a locked place: the product has no right to the tables of location, half and share at all.
    "secrecy_casefile": frozenset({OWN, DOOR_READS, LOCK_READS}),
    "exits_lock": frozenset({OWN, LOCK_READS}),
    "exits_lockkey": frozenset({OWN, LOCK_READS, LOCK_HOLDS}),
    "exits_alarm": frozenset({OWN, LOCK_READS}),
    "exits_opening": frozenset({OWN, LOCK_ADDS}),
    "exits_location": frozenset({OWN, LOCK_READS, LOCK_ADDS}),
    "exits_lockhalf": frozenset({OWN, LOCK_READS, LOCK_ADDS}),
    "exits_lockshare": frozenset({OWN, LOCK_READS, LOCK_ADDS}),
    # The trail's lines are added and read, never changed; the auditor sees ids and hashes by column grants.
    "trail_trace": frozenset(
        {
            Policy("own_agency", WEB, "SELECT", MINE, ""),
            Policy("own_agency_adds", WEB, "INSERT", "", MINE),
            Policy("auditor_checks", AUDITOR, "SELECT", "true", ""),
        }
    ),
}
ON_PUBLIC: dict[str, frozenset[Policy]] = {
    "secrecy_programme": frozenset(
        {
            EVERYONE_READS,
            Policy("owner_starts", WEB, "INSERT", "", GOVERNED),
            Policy("owner_changes", WEB, "UPDATE", GOVERNED, ""),
        }
    ),
    "secrecy_party": frozenset(
        {
            EVERYONE_READS,
            Policy("joins_for_itself", WEB, "INSERT", "", JOINS),
            Policy("leaves_for_itself", WEB, "UPDATE", GOVERNS_ITSELF, ""),
        }
    ),
    "programmes_milestone": frozenset({EVERYONE_READS, Policy("own_decisions", WEB, "INSERT", "", DECIDES)}),
    "secrecy_assignment": frozenset(
        {
            EVERYONE_READS,
            Policy("own_people", WEB, "INSERT", "", OTHERS_THAN_ME),
            Policy("own_people_end", WEB, "UPDATE", MINE, MINE),
        }
    ),
    "secrecy_seat": frozenset(
        {
            EVERYONE_READS,
            Policy("own_people", WEB, "INSERT", "", OWN_OFFICER),
            Policy("own_people_end", WEB, "UPDATE", OWN_OFFICER, ""),
        }
    ),
    "casework_meeting": frozenset(
        {
            EVERYONE_READS,
            Policy("parties_write", WEB, "INSERT", "", A_PARTY),
            Policy("parties_change", WEB, "UPDATE", A_PARTY, ""),
        }
    ),
    "casework_figures": frozenset(
        {
            Policy("parties_read", WEB, "SELECT", READER, ""),
            Policy("owner_counts", WEB, "INSERT", "", COUNTER),
        }
    ),
    "council_situationpicture": paper(),
    "council_problem": part("council_problem", "council_situationpicture", "picture_id"),
    "council_actionplan": paper(),
    "council_measure": part("council_measure", "council_actionplan", "plan_id"),
    "council_followup": paper(),
    "council_outcome": part("council_outcome", "council_followup", "followup_id"),
    "council_agreement": lines(),
    "council_member": lines(),
    "council_promise": lines(),
    "council_report": lines(),
    "council_handedfigures": frozenset({EVERYONE_READS, Policy("owner_hands", WEB, "INSERT", "", HANDED)}),
    "council_initiative": lines(),
    "council_lifeevent": lines(),
    "council_sitting": lines(),
}

# Functions that run with their owner's rights, and what each may do with them.
DEFINERS: dict[str, str] = {
    "sec.acting": "checks the signed context against a key no login role can read",
    "sec.me": "the acting agency of a checked context",
    "sec.officer": "the acting officer of a checked context",
    "sec.assignment": "the acting assignment of a checked context",
    "sec.fresh": "whether the acting officer of a checked context has just proved afresh who asks",
    "sec.bind": "sets and checks a context; tells the high-water time",
    "sec.door_time": "reads the high-water time",
    "sec.in_history": "tells the door whether history is being written",
    "sec.deliver_copy": "the one door: a decided disclosure",
    "sec.deliver_event": "the one door: what happened to an earlier disclosure",
    "sec.deliver_pointer": "the one door: the meeting's pointer",
    "sec.enqueue": "puts two ids in the queue of background work",
    "sec.queue_trace": "hashes each line of the trail into the queue of the log",
    "sec.sign_disclosure": "holds a decision to the officer who is bound",
    "sec.sign_standing": "holds a standing decision to the officer who is bound",
    "sec.keep_programme": "reads the mark of time that no login role reads, and whether history is being written",
    "sec.leave_answer": "lets anybody leave a sealed answer where no login role can look",
    "sec.answers_waiting": "tells under which of the lookups an officer holds an answer waits",
    "sec.take_answer": "takes out the answer under one lookup, once",
    "sec.second_standing": "holds the second name on a standing decision to the officer who is bound",
    "sec.moment": "reads the high-water time and whether history is written",
    "sec.make_lock": "a new lock's half, for a decider of the programme's owner",
    "sec.share_lock": "an officer's share of the half: from a decider, or from the second in an emergency",
    "sec.open_lock": "a locked place, to whoever holds a key and proved afresh; writes down that it was opened",
    "sec.put_location": "a new place under the lock, from whoever holds a named key",
    "sec.sign_lockkey": "holds a key to the officers who are bound, and to its end",
    "sec.sign_question": "a question about the place under a lock, from whoever holds a key to it, in a slot of today",
    "sec.sign_reply": "a comparison by whoever is bound, in a slot of today",
}
TRIGGERS: dict[str, str] = {
    "trail_trace: queue_trace": "no line can be inserted around the log",
    "sec.clock: clock_never_back": "time never runs backwards",
    "secrecy_disclosure: signed": "decided and seconded by whoever is bound, once, and never untied from it",
    "secrecy_standingdecision: signed": "decided by whoever is bound",
    "secrecy_standingdecision: seconded": "seconded by whoever is bound, another than the decider, once",
    "secrecy_standingdecision: stopped_once": "a stopped decision stays stopped",
    "secrecy_consent: withdrawn_once": "a consent taken back stays taken back",
    "council_followup: closed": "no follow-up is decided while a measure of its plan has no verdict",
    "secrecy_programme: kept": "what has happened to a programme is not undone",
    "secrecy_delivery: running": "nothing new crosses in a programme that is not running, or to a party that left",
    "secrecy_delivery: four_eyes": "nothing crosses on one decider where the method asks for two",
    "secrecy_keybox: dropped_once": "what is weeded stays weeded",
    "exits_lockkey: signed": "a key is given by a decider to another, seconded by a third, ended once",
    "exits_alarm: seen_once": "an alarm that was seen stays seen",
    "exits_question: signed": "a question is about a real place, and counted",
    "exits_reply: signed": "a comparison is counted",
    "exits_term: ended_once": "a line of the keep-apart list that has ended stays ended",
    "exits_token: ended_once": "a token that has ended stays ended",
    "secrecy_entry: counted": "no placement question or answer that has not taken its slot",
}


def expected(table: str, *, secret: bool) -> frozenset[Policy]:
    """The exact set of policies a table must have."""
    if secret:
        return ON_SECRET.get(table, frozenset({OWN}))
    return ON_PUBLIC.get(table, frozenset())
