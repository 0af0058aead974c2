"""What a school decides for itself: its usual day, its breaks, and the thresholds that open a question."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.pupils import rules
from samverkan.pupils.absence.threshold import PROVISION
from samverkan.pupils.actions import settings as actions
from samverkan.pupils.reads.settings import school
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.pupils import SettingsForm
from samverkan.web.language import in_language
from samverkan.web.opening import show_form
from samverkan.web.views.pupils.common import team_or_404


@page("school.read", "läste skolans inställningar", "read the school's settings")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Read them; whoever gives out the cases may change them."""
    actor = acting(request)
    chosen = team_or_404(request, programme)
    held = school(actor, chosen)
    may = bool(rules.decide_settings(actor, programme=chosen))
    form = SettingsForm(held, posted(request) if may else None)
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.decide(by=actor, programme=chosen, **form.decided())
            messages.success(request, _("Inställningarna gäller från nästa fil."))
            return redirect("school_settings", chosen.pk)
    by = present.officer_names([held.row.decided_by]) if held.row else {}
    return show_form(
        request, "pupils/settings.html", form, programme=chosen, may=may, provision=PROVISION,
        thresholds=[in_language(each.words) for each in held.thresholds], school=held,
        decided={"by": next(iter(by.values()), ""), "at": held.row.decided_at} if held.row else None,
        back={"url": reverse("team", args=[chosen.pk]), "label": chosen.name},
    )  # fmt: skip


urlpatterns = [path("elever/<uuid:programme>/installningar/", show, name="school_settings")]
