"""Every address of the product. A page that is not listed in `pages` does not exist."""

from django.urls import URLPattern, include, path
from django.views.i18n import set_language

from samverkan.web.exits import urls as exits
from samverkan.web.views import (
    agenda,
    cases,
    clocks,
    consents,
    council,
    council_papers,
    desk,
    disclosures,
    errors,
    evaluations,
    facts,
    figures,
    guide,
    handing,
    health,
    inbox,
    lists,
    log,
    meetings,
    methods,
    packages,
    picture,
    programme_decisions,
    programme_start,
    programmes,
    search,
    seating,
    signin,
    take_in,
    tasks,
    weeding,
)
from samverkan.web.views.pupils import urls as pupils

ROOMS = [
    take_in, weeding, seating, handing, agenda,
    signin, desk, lists, cases, clocks, facts, search, disclosures, inbox, packages, consents, guide, meetings, tasks,
    figures, picture, log, programmes, programme_start, programme_decisions, methods, pupils, council, council_papers,
    exits,
    evaluations,
]  # fmt: skip
pages: list[URLPattern] = [pattern for room in ROOMS for pattern in room.urlpatterns]

urlpatterns = [
    path("healthz", health.show, name="healthz"),
    path("sprak/", set_language, name="set_language"),
    path("api/", include("samverkan.api.urls")),
    *pages,
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failed
