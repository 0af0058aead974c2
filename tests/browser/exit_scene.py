"""An exit programme with something on every page: a leaver far along, a fresh contact, two towns, money, registers."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from support.exits import Exits
from support.posts import COORDINATOR, COUNSELLOR, DECIDER, OTHER, PLACE
from support.world import EXITS, EXITS_NEXT, GRANTS, PROVIDERS, World

CONTROLLER = "avh.ekonom"


def build(world: World) -> SimpleNamespace:
    """Act it out; every id that an address needs lands in what is returned."""
    exits = Exits(world)
    where = SimpleNamespace(exits=EXITS, providers=PROVIDERS, grants=GRANTS)
    for step in (_leaver, _place, _questions, _emergencies, _money):
        step(exits, where)
    return where


def _day(back: int) -> str:
    from samverkan.secrecy import clock

    return (clock.today() - timedelta(days=back)).isoformat()


def _add(exits: Exits, case: Any, kind: str, by: str = COORDINATOR, **fields: Any) -> Any:
    from samverkan.casework import actions

    return actions.add(by=exits.actor(by), case=case, kind=kind, fields=fields)


def _leaver(exits: Exits, where: Any) -> None:
    from samverkan.casework import actions

    case = exits.leaver()
    exits.assign(case, COUNSELLOR, OTHER)
    exits.identity(case)
    where.row, where.case, where.contact = case, case.pk, exits.leaver(alias="Ejder").pk
    tried = {"motivated": "met", "consents": "met", "form_signed": "not_met", "not_witness": "not_yet"}
    _add(exits, case, "police_conditions", event_date=_day(9), **tried)
    _add(exits, case, "support_decision", decided_on=_day(200), decision="granted", text="Boende och stöd.")
    for level, reason in (("life", "Sökt av två personer."), ("serious", "Ny ort, lugnare.")):
        actions.judge(by=exits.actor(COUNSELLOR), case=case, kind="threat", level=level, reason=reason,
                      more={"with_police": "together"})  # fmt: skip
    _add(exits, case, "need", area="housing", state="met", event_date=_day(30), text="Har en lägenhet.")
    _add(exits, case, "need", area="debt", state="open", event_date=_day(30), text="Skulder till flera.")
    _add(exits, case, "family", relation="own_child", child=True, moves_along=True, text="Byter förskola.")
    for phase, title, days in (("acute", "Kontakta skyddat boende", -3), ("relocation", "Ordna flytten", 20)):
        fields = {"title": title, "phase": phase, "responsible": "exit", "due": _day(-days)}
        actions.give_task(by=exits.actor(COUNSELLOR), case=case, fields=fields)
    actions.move(by=exits.actor(COORDINATOR), case=case, move="assess")
    actions.move(by=exits.actor(DECIDER), case=case, move="take_in", reason="Livsfara enligt polisen.")
    said = {
        "reached": "phone",
        "outside": "yes",
        "housing": "yes",
        "occupation": "no",
        "text": "Det går framåt.",
    }
    _add(exits, case, "follow_up_6", event_date=_day(10), **said)


def _place(exits: Exits, where: Any) -> None:
    where.lock = exits.locked(where.row, COUNSELLOR)
    exits.apart(where.row, what="person", name="Rivalen", number="199901012394", why="Hot.")
    exits.apart(where.row, name="Grupp X")
    exits.key_holder_opens(where.row, COUNSELLOR)


def _questions(exits: Exits, where: Any) -> None:
    """Two questions at the neighbour: one that has just come, one compared and found to have something in common."""
    from samverkan.exits import actions

    theirs = exits.leaver("gra.samordnare", EXITS_NEXT, "Trast")
    exits.assign(theirs, "gra.handlaggare", by="gra.beslut")
    exits.locked(theirs, "gra.handlaggare", by="gra.beslut", place={**PLACE, "address": "Grannvägen 9"})
    exits.apart(theirs, side="own", by="gra.handlaggare", name="Grupp X")
    exits.key_holder_opens(theirs, "gra.handlaggare")
    files = [exits.crossed(exits.ask(where.lock), DECIDER, "gra.handlaggare") for _each in range(2)]
    actions.compare(by=exits.actor("gra.handlaggare"), file=files[1])
    where.question, where.compared = files[0].pk, files[1].pk


def _emergencies(exits: Exits, where: Any) -> None:
    """One agreed to and waiting for its review; the alarms are not seen yet."""
    from samverkan.exits.actions import emergency

    key = emergency.ask(by=exits.actor(OTHER), lock=where.lock, reason="Hittades inte i morse.")
    emergency.agree(by=exits.actor(DECIDER, fresh=True), key=exits.anew(DECIDER, key))
    where.emergency = key.pk


def _money(exits: Exits, where: Any) -> None:
    from samverkan.casework import actions
    from samverkan.secrecy.models import Programme

    for amount, payer in ((41000, "exit"), (12500, "police_grant")):
        _add(
            exits,
            where.row,
            "cost",
            CONTROLLER,
            event_date=_day(20),
            sort="housing",
            amount=amount,
            payer=payer,
        )
    providers, grants = (Programme.objects.get(pk=key) for key in (PROVIDERS, GRANTS))
    name = "Boendet Björken (påhittat)"
    one = actions.nominate(by=exits.actor(COORDINATOR), programme=providers, identity={"name": name})
    _add(
        exits,
        one,
        "contract",
        event_date=_day(700),
        number="D 1",
        until_day=_day(20),
        permit="missing",
        text="Allt.",
    )
    _add(exits, one, "price", event_date=_day(700), amount=4100, text="Ett dygn.")
    _add(exits, one, "inspection", event_date=_day(90), way="unannounced", result="stop", text="Trasigt lås.")
    _add(exits, one, "deviation", event_date=_day(80), text="Låset var trasigt.")
    two = actions.nominate(by=exits.actor(CONTROLLER), programme=grants, identity={"name": "Polisens bidrag"})
    _add(exits, two, "grant_decision", CONTROLLER, event_date=_day(300), amount=700000, report_by=_day(5))
    _add(exits, two, "claim", CONTROLLER, event_date=_day(100), amount=500000)
