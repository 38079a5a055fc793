"""Settings of a station and of the bureau."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.organisation import actions, queries
from jingge.organisation.web.forms import ModeForm, RatioDisplayForm
from jingge.organisation.web.words import MODES


@requires(Ability.EDIT_SETTINGS)
@require_http_methods(["GET", "POST"])
def mode(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    station = queries.get_station(viewer, code)
    form = ModeForm(request.POST or None, initial={"mode": station.mode_now, "from_date": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        changed = actions.change_mode(
            station_code=code, mode=given["mode"], from_date=given["from_date"], by=viewer
        )
        messages.success(request, _("%(station)s works from %(day)s on as: %(mode)s") % {
            "station": station.name, "day": changed.from_date.isoformat(), "mode": MODES[changed.mode]
        })  # fmt: skip
        return redirect("organisation:station", code)
    return render(
        request,
        "common/form.html",
        {
            "title": _("Working mode of %(station)s") % {"station": station.name},
            "text": _("The change is recorded with your name."),
            "form": form,
            "label": _("Save"),
            "back": reverse("organisation:station", args=[code]),
        },
    )


@requires(Ability.EDIT_SETTINGS)
@require_POST
def take_back_mode(request: HttpRequest, code: str) -> HttpResponse:
    station = actions.take_back_mode(station_code=code, by=viewer_in(request))
    messages.success(request, _("The change of mode is taken back."))
    return redirect("organisation:station", station.code)


@requires(Ability.EDIT_SETTINGS)
@require_http_methods(["GET", "POST"])
def ratio_display(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    bureau = queries.get_bureau(viewer)
    form = RatioDisplayForm(request.POST or None, initial={"display": bureau.ratio_display})
    if request.method == "POST" and form.is_valid():
        actions.change_ratio_display(display=form.cleaned_data["display"], by=viewer)
        messages.success(request, _("Percentages are now shown so everywhere."))
        return redirect("organisation:bureau")
    return render(
        request,
        "common/form.html",
        {
            "title": _("How percentages are shown"),
            "text": _("Both staffing ratios are exact fractions; only their display changes."),
            "form": form,
            "label": _("Save"),
            "back": reverse("organisation:bureau"),
        },
    )
