"""Something on every page of the room `groups`: built once by the officers themselves, then only read."""

from datetime import timedelta
from typing import Any

from samverkan.secrecy import clock
from support.groups import AUDIT, GroupActs, on
from support.world import GVI, MUNICIPALITY, World

ANALYST, MUNICIPAL, SECURITY, DECIDER = "gvi.analytiker", "gvi.kommunpolis", "gvi.sakerhet", "gvi.beslut"
LEADER, LINE, VOICE = "kom.ledare", "kom.linje", "for.rost"


def build(world: World) -> dict[str, Any]:
    """What the pages' addresses name."""
    acts = GroupActs(world)
    where: dict[str, Any] = {"gvi": GVI, "then": on(190)}
    for step in (_groups, _incidents, _focus, _person, _call_in, _help_line, _community, _work, _crossing):
        step(acts, where)
    return {name: getattr(each, "pk", each) for name, each in where.items()}


def _groups(acts: GroupActs, where: dict[str, Any]) -> None:
    kvarts, gnejs, skiffer = (acts.group(name) for name in ("Kvarts", "Gnejs", "Skiffer"))
    for group, day, least, most in ((kvarts, 200, 12, 15), (kvarts, 20, 12, 20), (gnejs, 20, 5, 8)):
        size = {"audited_on": on(day), "size_least": str(least), "size_most": str(most)}
        acts.write(ANALYST, group, "group_audit", **{**AUDIT, **size})
    where["tie"] = acts.tie(kvarts, gnejs, since=on(60))
    acts.tie(gnejs, skiffer, relation="alliance", certainty="probable", since=on(220))
    acts.tie(kvarts, other="Grupp i grannkommunen", certainty="uncertain", relation="other", since=on(170))
    where["group"], where["other"] = kvarts, gnejs


def _incidents(acts: GroupActs, where: dict[str, Any]) -> None:
    first = acts.incident(event_date=on(21))
    second = acts.incident(event_date=on(75), what="explosion", place="Porten")
    acts.write(ANALYST, first, "subject", name="Skottlossning, gångtunneln")
    acts.write(ANALYST, first, "incident_detail", reference="K-1", text="Vittne N.")
    acts.write(ANALYST, first, "incident_review", reviewed_on=on(18), text="Kvarts.", next="Svar.")
    where["link"] = acts.link(first, where["group"], certainty="certain")
    acts.link(second, where["other"], part="exposed", certainty="uncertain")
    where["incident"] = first


def _focus(acts: GroupActs, where: dict[str, Any]) -> None:
    """One group in increased focus, one about which the criteria are answered."""
    group, today = where["group"], clock.today()
    acts.propose_focus(group, proposed_on=on(12))
    acts.groups.start_focus(
        by=acts.actor(DECIDER), group=group, text="Våldet fortsätter.",
        from_day=today - timedelta(days=10), review_on=today + timedelta(days=20),
    )  # fmt: skip
    acts.propose_focus(where["other"], proposed_on=on(12))
    acts.write(MUNICIPAL, group, "group_sanction", **{**SANCTION, "acted_on": on(9)})
    acts.write(MUNICIPAL, group, "act", acted_on=on(8), what="help_offer", authority="social")


def _person(acts: GroupActs, where: dict[str, Any]) -> None:
    where["person"] = person = acts.person()
    acts.write(ANALYST, person, "marking", not_suspected="on")
    how = {"since": on(170), "certainty": "certain", "source": "Egen iakttagelse"}
    acts.groups.join(by=acts.actor(ANALYST), person=person, group=where["group"], fields=how)
    talk = {"held_on": on(12), "place": "home", "messenger_one": "Kim", "messenger_two": "Fia",
            "said_message": "on", "said_help": "on", "response": "listened"}  # fmt: skip
    acts.groups.notify(by=acts.actor(MUNICIPAL), person=person, group=where["group"], fields=talk)


def _call_in(acts: GroupActs, where: dict[str, Any]) -> None:
    where["call_in"] = call_in = acts.call_in()
    acts.write(SECURITY, call_in, "call_in_security", place="Rådhuset, sal 2", text="Två ingångar.")
    acts.write(MUNICIPAL, call_in, "speaker", name="Klara Prov", organisation="Kommunen", part="welcome",
               place_in_order="1", minutes="5")  # fmt: skip
    why = {"grounds": "Den gruppen lyssnar på.", "basis": "Frivilligt"}
    invited = {"person": where["person"], "call_in": call_in}
    acts.groups.invite(by=acts.actor(MUNICIPAL), **invited, group=where["group"], fields=why)
    acts.groups.attend(by=acts.actor(SECURITY), **invited, came="came")


def _help_line(acts: GroupActs, where: dict[str, Any]) -> None:
    said = {"called_on": on(12), "caller": "unknown", "wants": "Vill byta stad."}
    where["call"] = acts.groups.take_call(by=acts.actor(LINE), programme=acts.programme(), call=said)


def _community(acts: GroupActs, where: dict[str, Any]) -> None:
    where["voice"] = acts.beside("voice", VOICE, voice={**SAID_YES, "said_yes_on": on(21)})
    for who in (LEADER, VOICE):
        _write(acts, who, "network_meeting", held_on=on(18), **MEETING)


def _work(acts: GroupActs, where: dict[str, Any]) -> None:
    _write(acts, LEADER, "fidelity", part="help", alive="partly", since=on(80), seen_on=on(21), text="Snart.")
    _write(acts, LEADER, "steering_note", held_on=on(21), text="Fler lokaler.")
    days = {"first": on(300), "last": on(7), "use_until": on(-400)}
    by = acts.actor(DECIDER)
    where["export"] = acts.groups.decide_export(by=by, programme=acts.programme(), fields={**EXPORT, **days})


def _crossing(acts: GroupActs, where: dict[str, Any]) -> None:
    acts.hand_over(where["group"], MUNICIPALITY, "subject", "group_audit", "tie", "focus_notice", "act")
    where["group_told"] = acts.receive(LEADER).case


def _write(acts: GroupActs, username: str, kind: str, **fields: str) -> None:
    by = acts.actor(username)
    acts.groups.write_work(by=by, programme=acts.programme(), kind=kind, fields=fields)


SANCTION = {
    "what": "traffic", "authority": "police", "basis": "Polislagen (1984:387) 2 §",
    "proportion": "Kort och utan våld.", "dose": "12", "unit": "checks",
}  # fmt: skip
SAID_YES = {"name": "Rosa Prov", "part": "parent", "text": "Kan tala på kvällar."}
MEETING = {"who": "Tre föreningar", "text": "Vi ses igen i januari.", "count": "14"}
EXPORT = {
    "analyst": "Eva Prov", "organisation": "Universitetet", "purpose": "Dos och utfall.", "basis": "Etikprövat 2026-1",
}  # fmt: skip
