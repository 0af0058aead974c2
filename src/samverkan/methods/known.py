"""The kinds that the program itself writes and asks by a fixed id, and what it needs of each.

A method's file names everything people read; these few ids are how the program finds what it fills in: who a
case is about, the reasons for a step, a task, a date coming. A file takes the ones it has use for.
"""

from dataclasses import dataclass

from samverkan.methods.words import CaseKind, FieldType
from samverkan.secrecy.kinds import Words

IDENTITY, PROTECTED, SUBJECT = "identity", "identity_protected", "subject"
OPENING, NOTE, ENDING, MARKING = "nomination", "note", "exit", "marking"
TASK, REPORT, COMING, TIED = "task", "task_report", "date_coming", "attachment_note"
SANCTION = "sanction"
HANDOVER, QUESTION, ADVICE, CONCERN = "handover", "lawyer_question", "lawyer_advice", "concern_draft"
NAMING = (IDENTITY, PROTECTED, SUBJECT)
LEVEL = "level"  # the field of a judgement that holds its level on a scale
ABOUT_PERSONS = frozenset({CaseKind.PERSON, CaseKind.PUPIL, CaseKind.LEAVER})


@dataclass(frozen=True)
class KnownField:
    """A field the program fills in or reads. `required`: it must be there; else it is used where it is."""

    id: str
    types: tuple[FieldType, ...]
    required: bool = True


@dataclass(frozen=True)
class KnownKind:
    """A reserved kind: what the program does with it, the fields it needs, and the kind it goes with.

    `alone`: the program writes it by itself, so no other field may be required. `identity`: it must be one.
    """

    id: str
    says: Words
    fields: tuple[KnownField, ...]
    alone: bool = False
    identity: bool = False
    partner: str = ""


def _field(name: str, *types: FieldType, optional: bool = False) -> KnownField:
    return KnownField(name, types, not optional)


_T = FieldType
_TEXT = _field("text", _T.LONGTEXT, _T.TEXT)
_NUMBER = _field("person_number", _T.PERSON_NUMBER, optional=True)
_FORMER = _field("former_names", _T.NAME, optional=True)

KNOWN: tuple[KnownKind, ...] = (
    KnownKind(
        IDENTITY, Words("Vem ärendet gäller.", "Who the case is about."),
        (_field("name", _T.NAME), _NUMBER, _FORMER), identity=True,
    ),
    KnownKind(
        PROTECTED, Words("Detsamma för den som har skyddade personuppgifter; i eget lås.",
                         "The same for a person with protected identity; under a lock of its own."),
        (_field("protection", _T.CHOICE), _field("name", _T.NAME), _NUMBER, _FORMER),
        identity=True, partner=IDENTITY,
    ),
    KnownKind(
        SUBJECT, Words("Vad ärendet kallas när det inte gäller en namngiven person: gruppen, platsen, ett alias.",
                       "What the case is called where it is about no named person: a group, a place, an alias."),
        (_field("name", _T.TEXT),),
    ),
    KnownKind(
        OPENING, Words("Skälen till att ärendet tas upp; frågas efter när det öppnas.",
                       "Why the case is taken up; asked when it is opened."), (),
    ),
    KnownKind(
        NOTE, Words("En anteckning. Programmet skriver skälen för ett steg och det som sägs på mötet så.",
                    "A note. The program writes the reasons for a step, and what is said at the meeting, as one."),
        (_field("event_date", _T.DATE), _TEXT, _field("source", _T.TEXT, optional=True)), alone=True,
    ),
    KnownKind(
        ENDING, Words("Skälen när ett ärende avslutas; finns det inte blir de en anteckning.",
                      "The reasons when a case ends; without it they become a note."),
        (_field("left_on", _T.DATE), _TEXT), alone=True,
    ),
    KnownKind(
        MARKING, Words("Märken som visas vid namnet: barn, brottsoffer, inte misstänkt.",
                       "Marks shown beside the name: child, victim, not suspected."),
        tuple(_field(name, _T.BOOL, optional=True) for name in ("not_suspected", "victim", "child")),
    ),
    KnownKind(
        TASK, Words("Ett uppdrag med en ansvarig myndighet och ett slutdatum.",
                    "A task with one authority responsible and a due date."),
        (_field("title", _T.TEXT), _field("responsible", _T.CHOICE), _field("due", _T.DATE)), partner=REPORT,
    ),
    KnownKind(
        REPORT, Words("Hur uppdraget gick.", "How the task went."),
        (_field("done_on", _T.DATE), _TEXT), partner=TASK,
    ),
    KnownKind(
        COMING, Words("Ett datum framåt, som visas i listan och på dagordningen.",
                      "A date to come, shown in the list and on the agenda."),
        (_field("date", _T.DATE),),
    ),
    KnownKind(
        SANCTION, Words("När den senaste påföljden var verkställd; gallring med last_sanction räknas från den.",
                        "When the last sanction had been served; weeding by last_sanction counts from it."),
        (_field("ended_on", _T.DATE),),
    ),
    KnownKind(
        TIED, Words("Varför en egen akt och ett mottaget ärende hör ihop; finns det inte blir det en anteckning.",
                    "Why an own file and a matter received belong together; without it, a note."),
        (_TEXT, _field("tied_on", _T.DATE)), alone=True,
    ),
    KnownKind(
        HANDOVER, Words("Överlämning till den som tar över ett ärende.", "Hand-over to whoever takes over a case."),
        (_TEXT, _field("from_day", _T.DATE), _field("to_day", _T.DATE, optional=True)),
    ),
    KnownKind(
        QUESTION, Words("En fråga till den egna juristen.", "A question to one's own lawyer."),
        (_TEXT, _field("needed_by", _T.DATE, optional=True)), partner=ADVICE,
    ),
    KnownKind(
        ADVICE, Words("Juristens svar: inget hinder, stopp eller anmärkning.",
                      "The lawyer's answer: no obstacle, stop or a remark."),
        (_field("advice", _T.CHOICE), _TEXT), partner=QUESTION,
    ),
    KnownKind(
        CONCERN, Words("Utkast till en orosanmälan om ett barn; leder aldrig till ett ärende.",
                       "A draft report of concern about a child; it never leads to a case."),
        (_TEXT, _field("sent_on", _T.DATE, optional=True)),
    ),
)  # fmt: skip
BY_ID = {kind.id: kind for kind in KNOWN}
