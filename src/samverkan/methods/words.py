"""The closed lists of words that a method's file may use, each with its name in Swedish and English.

They are closed on purpose: a file may choose among them but not invent a new one, so that every method means
the same thing by them and no file can smuggle in a computed judgement.
"""

from enum import StrEnum
from typing import Self

from samverkan.secrecy.kinds import Words


class Word(StrEnum):
    """A word of the format: its value stands in the file, `label` says what it means."""

    label: Words

    def __new__(cls, value: str, sv: str, en: str) -> Self:
        """Build a member from (value, Swedish meaning, English meaning)."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = Words(sv, en)
        return word


class CaseKind(Word):
    """What a case in the method is about."""

    PERSON = "person", "en person", "a person"
    GROUP = "group", "en grupp eller ett nätverk", "a group or network"
    PLACE = "place", "en plats, aldrig en person", "a place, never a person"
    PUPIL = "pupil", "en elev", "a pupil"
    LEAVER = "leaver", "en avhoppare", "a leaver"


class Capability(Word):
    """One thing a role may be allowed to do. A role can do nothing that is not listed."""

    NOMINATE = "nominate", "föreslå ett nytt ärende", "nominate a new case"
    CONFIRM = "confirm", "bekräfta det en annan har föreslagit", "confirm what another nominated"
    ASSIGN = "assign", "ge och lämna över ärenden till handläggare", "assign cases and hand them over"
    WRITE = "write", "skriva uppgifter i den egna akten", "write entries in the own case file"
    JUDGE = "judge", "göra en bedömning, med skäl", "make a judgement, with reasons"
    TASK = "task", "lämna och rapportera uppdrag", "give and report tasks"
    MOVE = "move", "flytta ett ärende mellan faser", "move a case between phases"
    LEAVE = "leave", "avsluta ett ärende, med orsak", "end a case, with a reason"
    PROPOSE = "propose", "föreslå ett utlämnande", "propose a disclosure"
    DECIDE = "decide", "besluta om utlämnande", "decide a disclosure"
    DECIDE_ON_THE_SPOT = (
        "decide_on_the_spot",
        "lämna ut det man själv säger på mötet",
        "disclose what one says at the meeting",
    )
    SECOND = "second", "vara den andra som beslutar", "be the second who decides"
    RECEIVE = "receive", "ta emot det som lämnas ut", "receive what is disclosed"
    ADVISE = "advise", "råda om sekretess, stoppa och anmärka", "advise on secrecy, stop and annotate"
    RUN_MEETING = "run_meeting", "leda mötet", "run the meeting"
    MINUTE = "minute", "föra myndighetens minnesanteckningar", "keep the authority's minutes"
    READ_FIGURES = "read_figures", "läsa siffror utan identiteter", "read figures without identities"
    PUBLISH_FIGURES = (
        "publish_figures",
        "ge ut siffrorna till styrgruppen",
        "publish figures to the steering group",
    )
    REVIEW_LOG = "review_log", "granska spåret", "review the trail"
    WEED = "weed", "besluta om gallring", "decide on weeding"
    OPERATE = "operate", "sköta driften utan att se uppgifter", "operate the system without seeing entries"


class FieldType(Word):
    """What a field of an entry holds."""

    TEXT = "text", "en rad text", "one line of text"
    LONGTEXT = "longtext", "längre text", "longer text"
    DATE = "date", "ett datum", "a date"
    CHOICE = "choice", "ett val ur en lista", "a choice from a list"
    BOOL = "bool", "ja eller nej", "yes or no"
    PERSON_NUMBER = "person_number", "ett personnummer", "a personal number"
    NAME = "name", "en persons namn", "a person's name"
    SCALE = "scale", "ett steg på en skala som en människa sätter", "a level on a scale, set by a human"
    INT = "int", "ett antal", "a count"
    GRADE = "grade", "ett betyg, A till F eller streck", "a grade, A to F or a dash"
    MATTER = (
        "matter",
        "en koppling till ett annat ärende i verksamheten, vald på en sida gjord för det",
        "a link to another matter of the programme, chosen on a page made for it",
    )


class SetBy(Word):
    """Who sets a level on a scale. There is one answer."""

    HUMAN = (
        "human",
        "en människa, med skäl, datum och giltig till",
        "a human, with reason, date and valid-until",
    )


class Shape(Word):
    """The form drawn beside a colour, since colour is never the only sign (WCAG 2.2, 1.4.1)."""

    SQUARE = "square", "kvadrat", "square"
    TRIANGLE = "triangle", "triangel", "triangle"
    CIRCLE = "circle", "cirkel", "circle"
    DIAMOND = "diamond", "romb", "diamond"
    HEXAGON = "hexagon", "sexhörning", "hexagon"
    RING = "ring", "ring", "ring"


class Colour(Word):
    """A colour token; the style sheet decides its shade, with enough contrast in light and dark."""

    RED = "red", "röd", "red"
    YELLOW = "yellow", "gul", "yellow"
    GREEN = "green", "grön", "green"
    BLUE = "blue", "blå", "blue"
    GREY = "grey", "grå", "grey"


class AgendaKey(Word):
    """What the agenda may be ordered by, beside `scale:LEVEL`. Never a score."""

    CHANGED = "changed", "ändrat sedan förra mötet", "changed since the last meeting"
    NEW = "new", "nya sedan förra mötet", "new since the last meeting"
    DATES = "dates", "kommande datum", "dates coming"
    OVERDUE = "overdue", "försenade uppdrag", "overdue tasks"
    STALE = "stale", "bedömningar vars tid har gått ut", "judgements past their valid-until"
    LAST_DISCUSSED = "last_discussed", "längst sedan ärendet togs upp", "longest since last discussed"
    OPENED = "opened", "datum då ärendet öppnades", "date the case was opened"
    NAME = "name", "namn eller nummer", "name or number"


class DisclosureForm(Word):
    """How something may be handed over."""

    SINGLE = "single", "ett enskilt utlämnande", "a single disclosure"
    PACKAGE = "package", "ett paket inför mötet, beslutat i ett svep", "a package prepared before the meeting"
    ON_THE_SPOT = (
        "on_the_spot",
        "på plats, det som sägs över bordet",
        "on the spot, what is said across the table",
    )
    STANDING = "standing", "ett stående beslut till ett datum", "a standing decision until a date"


class KeptFrom(Word):
    """From when the time until weeding (gallring) is counted."""

    LAST_ENTRY = "last_entry", "sista anteckningen i akten", "the last entry in the file"
    WRITTEN = "written", "uppgiften skrevs", "the entry was written"
    LEFT = "left", "ärendet avslutades", "the case ended"
    LAST_SANCTION = "last_sanction", "den senaste påföljden verkställts", "the last sanction was served"
    BIRTHDAY = "birthday", "personens födelse (år = ålder)", "the person's birth (years = age)"


class Counted(Word):
    """What a figure for the steering group counts."""

    CASES = "cases", "öppna ärenden, i alla skeden", "open cases, in every phase"
    PERSONS = "persons", "personer i ett ärende på gång", "persons in a case at work"
    ENTRIES = "entries", "uppgifter av ett slag", "entries of one kind"
    EXITS = "exits", "avslut", "exits"
    TASKS = "tasks", "uppdrag", "tasks"
    DISCLOSURES = "disclosures", "utlämnanden", "disclosures"
    MEETINGS = "meetings", "möten", "meetings"
    ATTENDANCE = (
        "attendance",
        "elever efter hur närvaron har ändrats",
        "pupils by how attendance has changed",
    )
    ELIGIBILITY = (
        "eligibility",
        "elever efter behörighet till gymnasiet",
        "pupils by eligibility for upper-secondary school",
    )


class CountedBy(Word):
    """In whose compartment a figure is counted."""

    OWNER = "owner", "listans ägare, i en enda akt", "the list's owner, in one compartment"
    EACH = "each", "varje myndighet för sig, i egen kolumn", "each authority by itself, in its own column"


class Split(Word):
    """How a figure may be split, beside `scale:ID`."""

    PHASE = "phase", "fas", "phase"
    REASON = "reason", "orsak till avslut", "reason for leaving"
    MONTH = "month", "månad", "month"
    PARTY = "party", "myndighet", "authority"
    FORM = "form", "sätt att lämna ut", "form of disclosure"
    ON_TIME = "on_time", "i tid eller för sent", "in time or late"
    CHANGE = "change", "högre, oförändrad eller lägre närvaro", "higher, unchanged or lower attendance"
    ELIGIBLE = "eligible", "vad betygen ger behörighet till", "what the grades make eligible for"


class EvidenceKind(Word):
    """Which question a line of evidence answers: EMMIE (Johnson, Tilley & Bowers 2015), each kept apart, and rivals."""

    EFFECT = "effect", "effekt: hände det som skulle hända?", "effect: did what should happen, happen?"
    MECHANISM = "mechanism", "verkan: hur skulle det fungera?", "mechanism: how would it work?"
    MODERATORS = "moderators", "villkor: för vem, var och när?", "moderators: for whom, where and when?"
    PROCESS = (
        "process",
        "genomförande: gjordes det som skulle göras?",
        "implementation: was it done as meant?",
    )
    ECONOMY = "economy", "ekonomi: vad kostade det, och vem betalade?", "economy: what did it cost, and whom?"
    CONTEXT = "context", "sammanhang: vad annat kan förklara?", "context: what else may explain it?"


class Verdict(Word):
    """What a human concluded of one outcome. The program lists what speaks for each and chooses none."""

    WORKED = "worked", "fungerade", "worked"
    DID_NOT = "did_not", "fungerade inte", "did not work"
    CANNOT_TELL = "cannot_tell", "går inte att avgöra", "cannot tell"
    HARMFUL = "harmful", "gjorde skada", "harmful"


class EvidenceDesign(Word):
    """How it was found out, so that a review and a before-after are not read as one."""

    REVIEW = "review", "systematisk översikt av flera studier", "systematic review of several studies"
    RANDOMISED = "randomised", "lottade grupper", "randomised groups"
    COMPARISON = (
        "comparison",
        "jämförelse med liknande platser eller personer",
        "comparison with similar ones",
    )
    BEFORE_AFTER = "before_after", "före och efter, utan jämförelse", "before and after, without comparison"
    PROCESS_STUDY = "process_study", "studie av genomförandet", "study of the implementation"
    EXPERIENCE = "experience", "de inblandades egen bedömning", "the view of those involved"
    SEARCH = "search", "sökning efter studier", "search for studies"


class WorkState(Word):
    """What became of the work that the evidence is about. Failed and stopped work stands on equal terms."""

    RUNNING = "running", "pågår", "running"
    ENDED = "ended", "avslutat enligt plan", "ended as planned"
    STOPPED = "stopped", "avbrutet i förtid", "stopped early"
    NEVER_BEGAN = "never_began", "kom aldrig igång", "never got going"


class Certainty(Word):
    """How sure one can be, in words. `none_found` says that nothing was found, not that nothing works."""

    NONE_FOUND = "none_found", "ingen utvärdering hittad (inte samma som ingen effekt)", "no evaluation found"
    VERY_LOW = "very_low", "mycket låg", "very low"
    LOW = "low", "låg", "low"
    MODERATE = "moderate", "måttlig", "moderate"
    HIGH = "high", "hög", "high"


class NeedKind(Word):
    """What it takes to run the method."""

    PEOPLE = "people", "människor", "people"
    LAW = "law", "rättsligt stöd", "law"
    TIME = "time", "tid", "time"
    MONEY = "money", "pengar", "money"
