"""The method's question at a moment: it asks a human; a yes opens a draft and nothing more."""

from django.urls import reverse

from samverkan.methods.schema import Method
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.web import present
from samverkan.web.present import Part


def prompt_at(method: Method, moment: str) -> str:
    """The id of the method's question when something has just been done; empty where it has none."""
    return next((each.id for each in method.prompts if each.when == moment), "")


def question(actor: Actor, method: Method, case: CaseFile, wanted: str) -> Part | None:
    """The question with this id as a page puts it: `ask`, what a yes writes (`kind`), and where, if the officer may."""
    prompt = next((each for each in method.prompts if each.id == wanted), None)
    if prompt is None or case.closed_on:
        return None
    kind = method.kind(prompt.leads_to)
    url = reverse("fact_new", args=[case.pk, kind.id])
    may = actor.may(str(kind.capability), case.programme_id)
    return {"ask": present.words(prompt.ask), "url": url if may else "", "kind": present.words(kind.label)}
