"""What waits about pupils, for the desk: questions, answers by one-time code, attendance to take in, files to read."""

from collections import Counter

from django.urls import reverse

from samverkan.casework.pinning import pinned
from samverkan.methods.wording import said
from samverkan.pupils import jobs, rules
from samverkan.pupils.reads import arriving, questions, voice
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Job, Programme
from samverkan.web import present
from samverkan.web.views.pupils.common import teams_of
from samverkan.web.views.pupils.team import question_part, voice_part


def pupils(actor: Actor) -> present.Part:
    """Nothing for whoever is in no team about pupils."""
    teams = teams_of(actor)
    if not teams:
        return {}
    came = Counter(flow.case.programme_id for flow in arriving.flows(actor) for _each in flow.deliveries)
    return {
        "questions": [question_part(each) for each in questions.waiting(actor)],
        "voices": [voice_part(each) for each in voice.answered(actor)],
        "teams": [_team(actor, each, came[each.pk]) for each in teams],
    }


def _team(actor: Actor, programme: Programme, arriving: int) -> present.Part:
    method = pinned(programme.method, programme.method_version)
    reads_in = bool(rules.read_in(actor, programme=programme))
    latest = Job.of(actor.agency).filter(subject=programme.pk, name=jobs.take.name, state=Job.State.DONE)
    done = latest.order_by("-made_at").values_list("made_at", flat=True).first() if reads_in else None
    return {
        "name": programme.name, "list": present.words(said(method).list), "arriving": arriving,
        "url": reverse("team", args=[programme.pk]),
        "send": reverse("absence_send", args=[programme.pk]) if reads_in else "", "read_in": done,
    }  # fmt: skip
