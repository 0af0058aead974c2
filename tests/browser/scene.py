"""A world with something on every page: cases, disclosures in every state, consents, tasks, meetings."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from browser.pupil_scene import pupils
from support import groups_scene
from support.acts import Acts, decision, standing_answers
from support.world import POLICE, PROBATION, SOCIAL, TREFAS, World

from samverkan.secrecy.actor import Actor

PROTECTED = "Skyddad Skyddsson"
NUMBERS = {
    "first": "199901012386",
    "second": "199901022393",
    "third": "199901032384",
    "fourth": "199901042391",
}
CONSENT = "osl-10-1"


@dataclass
class Scene:
    """Ids by the names that addresses use: `where.case`, `where.meeting` and so on."""

    acts: Acts
    where: SimpleNamespace

    def path(self, address: str) -> str:
        """An address of `browser.pages` with this scene's ids in it."""
        return address.format(**vars(self.where))


def build(world: World) -> Scene:
    """Act the scene out; every id that an address needs lands in `where`."""
    scene = Scene(Acts(world), SimpleNamespace())
    for step in (
        _weeding,
        _matter,
        _crossings,
        _afterwards,
        _consents,
        _protected,
        _tasks,
        _meetings,
        _package,
        _sample,
        _programmes,
        pupils,
        _council,
        _own_files,
        _evaluations,
    ):
        step(scene.acts, scene.where)
    vars(scene.where).update(groups_scene.build(world))
    scene.where.programme = scene.acts.programme().pk
    return scene


def _weeding(acts: Acts, where: Any) -> None:
    """Ended long ago: one that is due, one decided, one held back, one to come, and one that is gone."""
    from samverkan.casework import actions
    from samverkan.casework.actions import weeding
    from samverkan.secrecy import clock
    from samverkan.secrecy.officers import system_actor

    for n, days in enumerate((80, 60, 55, 50, 10)):
        with clock.frozen(clock.now() - timedelta(days=days)):
            row = acts.nominate("pol.samordnare", name=f"Gammal Gammelsson {n}", person_number="199901052390")
            actions.move(
                by=acts.actor("pol.beslut"), case=row, move="decline", reason="Fel person.", leaving="wrong"
            )
    by, system = acts.actor("pol.beslut"), system_actor(POLICE)
    with clock.frozen(clock.now() - timedelta(days=40)):
        weeding.find(by=system)
        weeding.decide(by=by, rows=_due(by)[:1])
    weeding.run(by=system)
    weeding.find(by=system)
    weeding.decide(by=by, rows=_due(by)[:1])
    held = _due(by)[:1]
    weeding.hold(
        by=by, rows=held, reason="Någon har begärt ut akten.", until=clock.today() + timedelta(days=60)
    )
    where.weeding = _due(by)[0].pk
    where.seat = _seat("pol.handlaggare")


def _seat(username: str) -> Any:
    from samverkan.secrecy.models import Seat

    return Seat.objects.get(assignment__officer__username=username, programme=TREFAS).pk


def _due(by: Actor) -> Any:
    from samverkan.casework.reads import weeding
    from samverkan.secrecy.binding import bound

    with bound(by):
        return weeding.lists(by).due


def _matter(acts: Acts, where: Any) -> None:
    row = acts.nominate("pol.samordnare")
    _assign(acts, "pol.beslut", row, "pol.handlaggare")
    where.note = acts.note("pol.samordnare", row, "Hotades utanför skolan i tisdags.").pk
    acts.judge("pol.samordnare", row, "yellow")
    acts.judge("pol.samordnare", row, "red", kind="joint_colour")
    where.row, where.case = row, row.pk
    where.deadline = _deadline(acts.actor("pol.samordnare"), row)
    where.nominated = acts.nominate("pol.samordnare", name="Ny Nyström", person_number=NUMBERS["second"]).pk
    where.own = _open(acts, "pol.samordnare", "Egen Egonsson", NUMBERS["third"]).pk


def _crossings(acts: Acts, where: Any) -> None:
    """To the probation service: received, and one that waits. At home: proposed, awaiting a second, refused."""
    from samverkan.secrecy import disclosing

    row = where.row
    identity = acts.of_kind("pol.samordnare", row, "identity")
    acts.disclose("pol.beslut", row, PROBATION, identity)
    taken = acts.receive("fri.handlaggare")
    where.theirs, where.received = taken.case.pk, taken.delivery.pk
    acts.note("fri.handlaggare", taken.case, "Kom inte till mötet hos oss.")
    acts.disclose("fri.beslut", taken.case, SOCIAL, acts.of_kind("fri.beslut", taken.case, "note"))
    where.waiting = acts.deliveries("soc.beslut")[0].pk
    for name in ("proposed", "refused"):
        note = acts.note("pol.samordnare", row, f"En anteckning som är {name}.")
        setattr(where, name, _propose(acts, row, SOCIAL, note).pk)
    disclosing.refuse(
        by=acts.actor("pol.beslut"), disclosure=_disclosure(acts, where.refused), reasons="Behövs inte."
    )
    two = _propose(acts, row, SOCIAL, acts.note("pol.samordnare", row, "Kräver två."))
    where.second = disclosing.decide(
        by=acts.actor("pol.beslut"), disclosure=two, decision=decision("osl-10-27")
    ).pk


def _afterwards(acts: Acts, where: Any) -> None:
    """Withdrawn, and corrected at the giver with the correction on its way."""
    from samverkan.casework import actions
    from samverkan.secrecy import afterwards, clock

    row = where.row
    note = acts.note("pol.samordnare", row, "Sågs på torget.")
    given = acts.disclose("pol.beslut", row, PROBATION, note)
    acts.receive("fri.beslut")
    fields = {"event_date": clock.today().isoformat(), "text": "Sågs på stationen."}
    mended = actions.supersede(by=acts.actor("pol.samordnare"), entry=note, fields=fields)
    where.decided, where.corrected_entry = given.pk, mended.pk
    other = acts.note("pol.samordnare", row, "En annan sak.")
    away = acts.disclose("pol.beslut", row, PROBATION, other)
    where.to_correct = acts.receive("fri.beslut").delivery.pk
    again = actions.supersede(
        by=acts.actor("pol.samordnare"), entry=other, fields={**fields, "text": "Rättad sak."}
    )
    afterwards.correct(by=acts.actor("pol.beslut"), disclosure=away, corrected=again)
    third = acts.disclose("pol.beslut", row, PROBATION, acts.note("pol.samordnare", row, "Återkallad."))
    where.taken_back = acts.receive("fri.beslut").delivery.pk
    where.withdrawn = acts.withdraw("pol.beslut", third).pk


def _consents(acts: Acts, where: Any) -> None:
    from samverkan.secrecy import clock, consents, standing

    until = clock.today() + timedelta(days=90)
    by = acts.actor("pol.samordnare")
    consent = consents.record(
        by=by,
        case=where.row,
        given_by="self",
        receivers=[SOCIAL],
        kinds=["contact"],
        until=until,
        scope="Kontakter.",
    )
    live, waits = (
        standing.decide(
            by=acts.actor("pol.beslut"), case=where.row, receiver=SOCIAL, kinds=["contact"], ground=CONSENT,
            answers=standing_answers(CONSENT), reasons="Han vill det.", until=until, consent=consent,
        )
        for _each in range(2)
    )  # fmt: skip
    standing.second(by=acts.actor("pol.beslut2"), case=where.row, decision=live)
    where.consent, where.standing, where.waiting_standing = consent.pk, live.pk, waits.pk


def _protected(acts: Acts, where: Any) -> None:
    from samverkan.casework import actions

    person = {"name": PROTECTED, "person_number": NUMBERS["fourth"], "protection": "marked"}
    row = actions.nominate(
        by=acts.actor("pol.samordnare"), programme=acts.programme(), identity=person, protected=True,
        nomination={"grounds": "Hotad sedan i somras."},
    )  # fmt: skip
    where.protected = row.pk


def _tasks(acts: Acts, where: Any) -> None:
    """One of one's own, one given to the probation service and offered there."""
    where.own_task = acts.give_task("pol.samordnare", where.row, "police", "Besök hemmet").pk
    given = acts.give_task("pol.samordnare", where.row, "probation", "Boka ett samtal")
    where.given_task = given.pk
    acts.disclose("pol.beslut", where.row, PROBATION, given.entry)
    acts.receive("fri.handlaggare")
    where.offered_task = _task_of(acts.actor("fri.handlaggare")).pk


def _meetings(acts: Acts, where: Any) -> None:
    from samverkan.casework import actions
    from samverkan.secrecy import clock

    chair, now = acts.actor("pol.samordnare"), clock.now()
    planned = [
        actions.plan_meeting(
            by=chair, programme=acts.programme(), starts_at=now + timedelta(days=n), place="Rum 3"
        )
        for n in (-21, 0, 21)
    ]
    actions.open_meeting(by=chair, meeting=planned[0])
    actions.add(
        by=chair, case=where.row, kind="minute",
        fields={"held_on": clock.today().isoformat(), "text": "Vi ringer skolan."},
    )  # fmt: skip
    actions.close_meeting(by=chair, meeting=planned[0])
    opened = actions.open_meeting(by=chair, meeting=planned[1])
    acts.note("pol.samordnare", where.row, "Ny sedan förra mötet.")
    actions.point_at(by=chair, meeting=opened, case=where.row)
    where.closed, where.open, where.planned = (each.pk for each in planned)


def _package(acts: Acts, where: Any) -> None:
    """Two lines that wait for their decider."""
    from uuid import uuid4

    from samverkan.secrecy import packages

    note = acts.note("pol.samordnare", where.row, "I paketet.")
    lines = [packages.Line(where.row, to, (_item(note),)) for to in (PROBATION, SOCIAL)]
    packages.propose(
        by=acts.actor("pol.samordnare"),
        programme=acts.programme(),
        package=where.planned,
        lines=lines,
        request=uuid4(),
    )


def _sample(acts: Acts, where: Any) -> None:
    """A sample of the police's log, not signed off yet."""
    from samverkan.casework.actions.log import draw_sample
    from samverkan.casework.reads import log
    from samverkan.secrecy.binding import bound

    by = acts.actor("pol.logg")
    draw_sample(by=by, chosen=log.Filter(), size=10)
    with bound(by):
        where.sample = log.draws(by, 1)[0].id


def _evaluations(acts: Acts, where: Any) -> None:
    """One planned, one in the queue, one computed, one judged."""
    from support.evaluations import Analyst

    from samverkan.evaluations import actions

    analyst = Analyst(acts.world)
    planned = analyst.plan()
    analyst.computed(planned)
    computed, judged = analyst.done(), analyst.done()
    reason = "Hela intervallet ligger under noll, men en polisstation öppnade samtidigt."
    actions.judge(by=analyst.actor, study=judged, word="cannot_tell", reason=reason)
    where.planned_study, where.running_study = planned.pk, analyst.plan().pk
    where.computed_study, where.judged_study = computed.pk, judged.pk


def _programmes(acts: Acts, where: Any) -> None:
    """One that waits for answers, spread from the first; one that was renamed, made permanent and has ended."""
    from samverkan.programmes import actions
    from samverkan.secrecy import clock

    by, day = acts.actor("pol.beslut"), clock.today()
    facts = {"method": "trefas", "parties": [PROBATION, SOCIAL], "review_on": day + timedelta(days=300)}
    purpose = "Hindra dödligt våld kring namngivna personer. Inget annat."
    young = actions.start(
        by=by, name="Trefas Unga", area="Norr", purpose=purpose, started_on=day, decision="Dnr 2026/1",
        origin=acts.programme(), **facts,
    )  # fmt: skip
    over = actions.start(
        by=by, name="Trefas Förr", area="Söder", purpose=purpose, started_on=day - timedelta(days=900),
        decision="Dnr 2024/1", **facts,
    )  # fmt: skip
    past = {"by": by, "programme": over, "reasons": "Skäl."}
    actions.rename(**past, name="Trefas Söder", on=day - timedelta(days=500), decision="Dnr 2025/2")
    actions.make_permanent(
        **past, on=day - timedelta(days=400), review_on=day + timedelta(days=90), decision="Dnr 2025/3"
    )
    actions.end(**past, on=day, why="replaced", cases="close", decision="Dnr 2026/4")
    where.young, where.over = young.pk, over.pk


def _council(acts: Acts, where: Any) -> None:
    """A municipality's picture, plan and follow-up, decided, and the next of each as a draft."""
    from support.council import Municipality

    from samverkan.council.actions import pictures

    city = Municipality(acts.world)
    picture = city.decided_picture()
    plan = city.decided_plan(picture)
    where.situation, where.plan, where.judged = picture.pk, plan.pk, city.measures(plan)[0].pk
    where.followup = city.decided_followup(plan).pk
    where.followup_draft = city.followup(plan).pk
    young = city.plan(picture)
    where.agreement, where.initiative = city.registers()
    where.plan_draft, where.measure = young.pk, city.measures(young)[0].pk
    draft = pictures.draft(by=city.actor(), place="0180", title="Lägesbild, nästa version")
    where.situation_draft, where.problem = draft.pk, city.problems(draft)[0].pk


def _propose(acts: Acts, row: Any, receiver: Any, entry: Any) -> Any:
    from samverkan.secrecy import disclosing

    return disclosing.propose(
        by=acts.actor("pol.samordnare"), case=row, receiver=receiver, items=[_item(entry)]
    )


def _item(entry: Any) -> Any:
    from samverkan.secrecy.disclosing import Item

    return Item(entry.pk, ("text",))


def _open(acts: Acts, username: str, name: str, number: str) -> Any:
    from samverkan.casework import actions

    person = {"name": name, "person_number": number}
    return actions.open_file(by=acts.actor(username), programme=acts.programme(), identity=person)


def _assign(acts: Acts, username: str, row: Any, to: str) -> None:
    from samverkan.casework import actions
    from samverkan.secrecy.models import Assignment

    given = Assignment.objects.get(officer__username=to)
    actions.assign(by=acts.actor(username), case=row, assignment=given)


def _disclosure(acts: Acts, key: Any) -> Any:
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Disclosure

    by = acts.actor("pol.beslut")
    with bound(by):
        return Disclosure.of(by.agency).select_related("case", "programme").get(pk=key)


def _deadline(actor: Actor, case: Any) -> Any:
    """The limit that the nomination set going."""
    from samverkan.casework.models import Deadline
    from samverkan.secrecy.binding import bound

    with bound(actor):
        return Deadline.objects.get(case=case, clock="confirm_nomination").pk


def _task_of(actor: Actor) -> Any:
    from samverkan.casework.models import Task
    from samverkan.secrecy.binding import bound

    with bound(actor):
        return Task.of(actor.agency).get(state="offered")


def _own_files(acts: Acts, where: Any) -> None:
    """The social services have read own files into their picture, and look at another."""
    from samverkan.picture import jobs
    from samverkan.picture.own import filing, made_up
    from samverkan.picture.own.wishes import Wishes
    from samverkan.secrecy import background

    by = acts.actor("soc.beslut")
    made_up.take_in(by)
    raw = "När;Kategori;Stadsdel;Anteckning\n2026-01-01;Klotter;180R076;x\ni går;Klotter;Rinkeby;x\n".encode()
    wishes = Wishes("incidents", {"happened": "När", "kind": "Kategori", "area": "Stadsdel"})
    job = background.start(by=by, kind=jobs.preview, parts_in=filing.packed("egna.csv", raw, wishes))
    jobs.preview.act(by=by, job=job)
    where.own_file = job.pk
