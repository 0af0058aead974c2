"""The words a question is asked in: what is given, for what purpose, and whether the person consents."""

from enum import StrEnum

from samverkan.secrecy.kinds import AgencyKind, Words


class RuleKind(StrEnum):
    """What a provision is: a possibility to disclose, a duty to, or the person's own consent."""

    POSSIBILITY = "possibility"
    DUTY = "duty"
    CONSENT = "consent"

    @property
    def label(self) -> Words:
        return _RULE_KINDS[self]


class Consent(StrEnum):
    """What the person has said so far. A withdrawn consent counts as refused."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"

    @property
    def label(self) -> Words:
        return _CONSENTS[self]


class Purpose(StrEnum):
    """What the receiver, or for `OWN_TASK` the giver, needs the data for."""

    PREVENT_CRIME = "prevent_crime"
    INVESTIGATE_CRIME = "investigate_crime"
    INTERVENE_NOW = "intervene_now"
    PROTECT_LIFE = "protect_life"
    PROTECT_CHILD = "protect_child"
    CARE = "care"
    SCHOOLING = "schooling"
    YOUTH_SUPERVISION = "youth_supervision"
    FEEDBACK = "feedback"
    FRAUD_CONTROL = "fraud_control"
    OWN_TASK = "own_task"

    @property
    def label(self) -> Words:
        return _PURPOSES[self]


class DataCategory(StrEnum):
    """Which secrecy rests on the data; the last three are traits that lie on top of it."""

    SOCIAL = "social"
    FAMILY_COUNSELLING = "family_counselling"
    HEALTH = "health"
    PUPIL_HEALTH = "pupil_health"
    PUPIL_SUPPORT = "pupil_support"
    PUPIL_OTHER = "pupil_other"
    POLICE = "police"
    POLICE_OPERATIONAL = "police_operational"
    PROBATION = "probation"
    CONCERN_REPORT = "concern_report"
    OTHER = "other"
    COMMITTED_CRIME = "committed_crime"
    CONTACT = "contact"
    PROTECTED_IDENTITY = "protected_identity"

    @property
    def label(self) -> Words:
        return _CATEGORIES[self][0]

    @property
    def provision(self) -> str:
        """The secrecy provision, e.g. `OSL 26 kap. 1 §`; empty where the category names none."""
        return _CATEGORIES[self][1]

    @property
    def is_trait(self) -> bool:
        """A trait describes the data whatever secrecy rests on it."""
        return self in TRAITS

    def usually_held_by(self, kind: AgencyKind) -> bool:
        """Whether this secrecy is primary at such an agency.

        Data received from another authority takes the receiver's secrecy (OSL 7 kap. 2 §),
        so a category that is foreign to the giver is worth a second look.
        """
        holders = _HOLDERS.get(self)
        return holders is None or kind in holders


TRAITS = frozenset({DataCategory.COMMITTED_CRIME, DataCategory.CONTACT, DataCategory.PROTECTED_IDENTITY})
SECRECIES = frozenset(DataCategory) - TRAITS

_K = AgencyKind
_CRIME_SIDE = frozenset(kind for kind in AgencyKind if kind.fights_crime)
_HOLDERS: dict[DataCategory, frozenset[AgencyKind]] = {
    DataCategory.SOCIAL: frozenset({_K.SOCIAL, _K.EXIT, _K.STATE_OTHER}),
    DataCategory.FAMILY_COUNSELLING: frozenset({_K.SOCIAL, _K.MUNICIPALITY}),
    # School nurses, prison health care and municipal home care hold health data too.
    DataCategory.HEALTH: frozenset({_K.HEALTH, _K.SCHOOL, _K.PROBATION, _K.SOCIAL, _K.STATE_OTHER}),
    DataCategory.PUPIL_HEALTH: frozenset({_K.SCHOOL}),
    DataCategory.PUPIL_SUPPORT: frozenset({_K.SCHOOL}),
    DataCategory.PUPIL_OTHER: frozenset({_K.SCHOOL}),
    DataCategory.POLICE: _CRIME_SIDE,
    DataCategory.POLICE_OPERATIONAL: _CRIME_SIDE,
    DataCategory.PROBATION: frozenset({_K.PROBATION}),
}

_RULE_KINDS = {
    RuleKind.POSSIBILITY: Words("möjlighet", "possibility"),
    RuleKind.DUTY: Words("skyldighet", "duty"),
    RuleKind.CONSENT: Words("samtycke", "consent"),
}
_CONSENTS = {
    Consent.NOT_ASKED: Words("inte tillfrågad", "not asked"),
    Consent.GIVEN: Words("har samtyckt", "has consented"),
    Consent.REFUSED: Words("har sagt nej eller återkallat", "has refused or withdrawn"),
}
_PURPOSES = {
    Purpose.PREVENT_CRIME: Words(
        "förebygga, förhindra eller upptäcka brottslig verksamhet",
        "prevent, stop or detect criminal activity",
    ),
    Purpose.INVESTIGATE_CRIME: Words("utreda ett begånget brott", "investigate a committed crime"),
    Purpose.INTERVENE_NOW: Words("ingripa omedelbart", "intervene at once"),
    Purpose.PROTECT_LIFE: Words("skydda någon mot våld", "protect someone from violence"),
    Purpose.PROTECT_CHILD: Words("skydda eller stödja ett barn", "protect or support a child"),
    Purpose.CARE: Words("ge vård, behandling eller stöd", "give care, treatment or support"),
    Purpose.SCHOOLING: Words("få skolgången att fungera", "make schooling work"),
    Purpose.YOUTH_SUPERVISION: Words("verkställa ungdomsövervakning", "carry out youth supervision"),
    Purpose.FEEDBACK: Words(
        "återkoppla till den som gjort en orosanmälan", "answer whoever reported concern"
    ),
    Purpose.FRAUD_CONTROL: Words(
        "motverka felaktiga utbetalningar, fusk och regelbrott",
        "counter wrong payments, cheating and breaches",
    ),
    Purpose.OWN_TASK: Words("fullgöra den egna myndighetens uppgift", "carry out the giver's own task"),
}
_CATEGORIES = {
    DataCategory.SOCIAL: (Words("socialtjänstens uppgifter", "social-services data"), "OSL 26 kap. 1 §"),
    DataCategory.FAMILY_COUNSELLING: (Words("familjerådgivning", "family counselling"), "OSL 26 kap. 3 §"),
    DataCategory.HEALTH: (Words("hälso- och sjukvård", "health care"), "OSL 25 kap. 1 §"),
    DataCategory.PUPIL_HEALTH: (
        Words(
            "elevhälsa: psykologisk, psykosocial eller specialpedagogisk insats",
            "pupil health: psychological, psychosocial or special-educational",
        ),
        "OSL 23 kap. 2 § första stycket",
    ),
    DataCategory.PUPIL_SUPPORT: (
        Words("annat särskilt elevstöd eller disciplinärende", "other special pupil support or discipline"),
        "OSL 23 kap. 2 § andra stycket",
    ),
    DataCategory.PUPIL_OTHER: (
        Words("skolans övriga uppgifter om elever", "the school's other data on pupils"),
        "OSL 23 kap. 2 § tredje stycket",
    ),
    DataCategory.POLICE: (
        Words("personuppgifter i polisens och åklagares arbete mot brott", "personal data in crime-fighting"),
        "OSL 35 kap. 1 §",
    ),
    DataCategory.POLICE_OPERATIONAL: (
        Words(
            "operativ sekretess: utredning och underrättelser", "operational secrecy: inquiry, intelligence"
        ),
        "OSL 18 kap. 1–2 §§",
    ),
    DataCategory.PROBATION: (
        Words("Kriminalvårdens uppgifter", "prison and probation data"),
        "OSL 35 kap. 15 §",
    ),
    DataCategory.CONCERN_REPORT: (
        Words("en orosanmälan hos den som anmält", "a report of concern, at the reporter"),
        "OSL 40 kap. 7 g §",
    ),
    DataCategory.OTHER: (Words("annan sekretess", "other secrecy"), ""),
    DataCategory.COMMITTED_CRIME: (
        Words("rör misstanke om ett begånget brott", "concerns suspicion of a committed crime"),
        "",
    ),
    DataCategory.CONTACT: (Words("är en kontaktuppgift", "is a contact detail"), "Lag (2025:170) 4 §"),
    DataCategory.PROTECTED_IDENTITY: (
        Words("rör någon med skyddade personuppgifter", "concerns someone with protected identity"),
        "",
    ),
}
