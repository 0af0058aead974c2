"""What kinds of agency the grounds tell apart, and the two-language words used for data.

No Django here: the words come in both languages at once, and the caller picks.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Swedish and English. Both are always there."""

    sv: str
    en: str

    def for_language(self, code: str | None) -> str:
        """English for `en` and `en-gb`, Swedish for everything else."""
        return self.en if (code or "").lower().startswith("en") else self.sv


class AgencyKind(StrEnum):
    """Kinds of giver and receiver, as fine as a provision needs and no finer.

    An independent branch of an authority counts as an agency of its own (OSL 8 kap. 2 §).
    """

    POLICE = "police"
    SAPO = "sapo"
    CUSTOMS = "customs"
    PROSECUTOR = "prosecutor"
    CRIME_OTHER = "crime_other"
    PROBATION = "probation"
    SOCIAL = "social"
    EXIT = "exit"
    SCHOOL = "school"
    HEALTH = "health"
    MUNICIPALITY = "municipality"
    STATE_OTHER = "state_other"
    SUPPLIER = "supplier"

    @property
    def label(self) -> Words:
        return _LABELS[self]

    @property
    def is_authority(self) -> bool:
        """False for a private supplier: most grounds reach authorities only."""
        return self is not AgencyKind.SUPPLIER

    @property
    def fights_crime(self) -> bool:
        """One of the authorities in 2 § lag (2025:170). Kriminalvården and schools are not among them."""
        return self in _CRIME_FIGHTING


_LABELS = {
    AgencyKind.POLICE: Words("Polismyndigheten", "Police Authority"),
    AgencyKind.SAPO: Words("Säkerhetspolisen", "Security Service"),
    AgencyKind.CUSTOMS: Words("Tullverket", "Customs"),
    AgencyKind.PROSECUTOR: Words(
        "Åklagare (även Ekobrottsmyndigheten)", "Prosecutor (also Economic Crime Authority)"
    ),
    AgencyKind.CRIME_OTHER: Words(
        "Kustbevakningen eller Skatteverkets brottsbekämpning", "Coast Guard or Tax Agency crime unit"
    ),
    AgencyKind.PROBATION: Words("Kriminalvården", "Prison and Probation Service"),
    AgencyKind.SOCIAL: Words("Socialtjänsten", "Social services"),
    AgencyKind.EXIT: Words("Kommunal avhopparverksamhet", "Municipal exit programme"),
    AgencyKind.SCHOOL: Words("Skola", "School"),
    AgencyKind.HEALTH: Words("Hälso- och sjukvård", "Health care"),
    AgencyKind.MUNICIPALITY: Words("Annan kommunal verksamhet", "Other municipal activity"),
    AgencyKind.STATE_OTHER: Words("Annan statlig myndighet", "Other state authority"),
    AgencyKind.SUPPLIER: Words("Leverantör eller annan enskild", "Supplier or other private party"),
}

_CRIME_FIGHTING = frozenset(
    {
        AgencyKind.POLICE,
        AgencyKind.SAPO,
        AgencyKind.CUSTOMS,
        AgencyKind.PROSECUTOR,
        AgencyKind.CRIME_OTHER,
    }
)
