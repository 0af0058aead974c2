"""The exit programme, as `browser.pages` has the others: address by name, and an officer with something to see."""

from support.posts import COORDINATOR, COUNSELLOR, DECIDER, OTHER, SECOND

CONTROLLER, NEIGHBOUR = "avh.ekonom", "gra.handlaggare"

EXIT_PAGES: dict[str, tuple[str, str]] = {
    "desk:counsellor": (COUNSELLOR, "/"),
    "desk:alarmed": (SECOND, "/"),
    "case:leaver": (COUNSELLOR, "/arenden/{case}/"),
    "case:question": (NEIGHBOUR, "/arenden/{question}/"),
    "exits_leaver": (COUNSELLOR, "/arenden/{case}/avhopp/"),
    "exits_leaver:new": (COORDINATOR, "/arenden/{contact}/avhopp/"),
    "exits_leaver:money": (CONTROLLER, "/arenden/{case}/avhopp/"),
    "exits_place": (COUNSELLOR, "/arenden/{case}/plats/"),
    "exits_place:decider": (DECIDER, "/arenden/{case}/plats/"),
    "exits_place:other": (OTHER, "/arenden/{case}/plats/"),
    "exits_place:none": (DECIDER, "/arenden/{contact}/plats/"),
    "exits_place_write": (COUNSELLOR, "/arenden/{case}/plats/skriv/"),
    "exits_key_give": (DECIDER, "/arenden/{case}/plats/nyckel/"),
    "exits_emergency": (COORDINATOR, "/arenden/{case}/plats/nod/"),
    "exits_emergency_review": (SECOND, "/nycklar/{emergency}/granska/"),
    "exits_apart": (COUNSELLOR, "/arenden/{case}/isar/"),
    "exits_apart:empty": (COORDINATOR, "/arenden/{contact}/isar/"),
    "exits_term_new": (COUNSELLOR, "/arenden/{case}/isar/ny/"),
    "exits_ask": (COUNSELLOR, "/arenden/{case}/placering/"),
    "exits_question": (NEIGHBOUR, "/arenden/{question}/fraga/"),
    "exits_question:compared": (NEIGHBOUR, "/arenden/{compared}/fraga/"),
    "exits": (COORDINATOR, "/avhopp/"),
    "exits_programme": (COORDINATOR, "/avhopp/{exits}/"),
    "exits_programme:money": (CONTROLLER, "/avhopp/{exits}/"),
    "exits_programme:empty": (COORDINATOR, "/avhopp/{exits}/?ar=2025"),
    "exits_costs": (CONTROLLER, "/avhopp/{exits}/kostnader/"),
    "exits_register": (COORDINATOR, "/avhopp/register/{providers}/"),
    "exits_register:grants": (CONTROLLER, "/avhopp/register/{grants}/"),
}  # fmt: skip

# What takes a form and leads on. exits_place_open: the place itself, in test_exit_pages.
EXIT_NO_PAGES = {
    "exits_lock_make", "exits_place_open", "exits_key_end", "exits_emergency_agree", "exits_emergency_decline",
    "exits_alarm_seen", "exits_term_end", "exits_compare",
}  # fmt: skip

EXIT_FORMS: dict[str, tuple[str, str, str]] = {
    "exits_place_write": (COUNSELLOR, "/arenden/{case}/plats/skriv/", "Lägg under låset"),
    "exits_key_give": (DECIDER, "/arenden/{case}/plats/nyckel/", "Ge nyckeln"),
    "exits_emergency": (COORDINATOR, "/arenden/{case}/plats/nod/", "Larma och begär"),
    "exits_emergency_review": (SECOND, "/nycklar/{emergency}/granska/", "Spara granskningen"),
    "exits_term_new": (COUNSELLOR, "/arenden/{case}/isar/ny/", "Spara"),
    "exits_ask": (COUNSELLOR, "/arenden/{case}/placering/", "Ställ frågan"),
    "exits_question": (NEIGHBOUR, "/arenden/{compared}/fraga/", "Skriv svaret"),
}
