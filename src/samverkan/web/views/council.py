"""The municipality's statutory loop on one page: where it stands, and the way to every paper."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from samverkan.council import rules
from samverkan.council.reads import pictures
from samverkan.secrecy.paging import page
from samverkan.web.council.saying import line
from samverkan.web.finding import acting
from samverkan.web.sheets import render


@page("council.read", "läste om kommunens brottsförebyggande arbete", "read about the municipality's work")
def index(request: HttpRequest) -> HttpResponse:
    """Every paper of the loop, drafts first."""
    actor = acting(request)
    context = {
        "pictures": [line(each) for each in pictures.every()],
        "may_write": bool(rules.coordinate(actor)),
    }
    return render(request, "council/index.html", context)


urlpatterns: list[URLPattern] = [path("radet/", index, name="council")]
