"""The kinds and phases of the exit programme's method that this room knows by name. A test holds them to the file."""

METHOD, PROVIDERS, GRANTS = "avhopparverksamhet", "utforare", "statsbidrag"
CONDITIONS, DECISION, THREAT, NEED, FAMILY = (
    "police_conditions",
    "support_decision",
    "threat",
    "need",
    "family",
)
COST, ENDED = "cost", "support_end"
TRIED = ("motivated", "consents", "form_signed", "not_witness")  # what the police ask for, domain.md 4 [A2]
POINTS = (6, 12, 24)  # months after the decision on measures
PLANNED = ("acute", "relocation", "stabilisation", "ending")
DROPPED, DIED, REFUSED = "dropped_out", "died", "refused"
GRANT_PAYERS = ("state_grant", "police_grant")
AREA, PHASE, STATE = "area", "phase", "state"


def follow_up(months: int) -> str:
    """The kind of entry that a follow-up at a point is."""
    return f"follow_up_{months}"


FOLLOW_UPS = tuple(follow_up(months) for months in POINTS)
