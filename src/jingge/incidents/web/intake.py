"""Taking in a report, correcting it, and what the form says while it is being filled."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import now, today
from jingge.common.errors import Invalid, refuse_if
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.incidents import actions
from jingge.incidents.queries.alike import alike
from jingge.incidents.queries.choices import SHORT, categories_by_frequency, category_label, organ_choices
from jingge.incidents.queries.doors import doors_of
from jingge.incidents.queries.organs import own_place
from jingge.incidents.queries.places import at_point, find_places
from jingge.incidents.queries.suggesting import suggest
from jingge.incidents.queries.visible import get_incident
from jingge.incidents.terms import OrganKind, Spot
from jingge.incidents.web.forms import IntakeForm, mark
from jingge.territory.queries import version_on
from jingge.territory.web.presenters import version_map

POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d+)?)\s*")


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    moment = timezone.localtime(now()).replace(second=0, microsecond=0)
    initial = {"id": new_id(), "received_at": moment, "where": request.GET.get("where", "")}
    form = IntakeForm(request.POST or None, initial=initial, organs=sendable(viewer))
    if request.method == "POST" and form.is_valid():
        try:
            incident = actions.take_in(spec=spec_of(viewer, form), by=viewer)
        except Invalid as refusal:
            mark(form, refusal)
        else:
            messages.success(
                request, _("Registered as %(number)s. Print the receipt.") % {"number": incident.number}
            )
            return redirect("incidents:incident", incident.pk)
    return page(request, viewer, form, _("Take in a report"), _("Register"), reverse("incidents:inbox"))


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def correct(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    incident = get_incident(viewer, incident_id)
    refuse_if(doors_of(viewer, incident).correct)
    names = ("category", "urgency", "way", "place", "facts", "occurred_on", "official_ref")
    initial = {name: getattr(incident, name) for name in names}
    initial["where"] = incident.block_code or incident.unit_code
    form = IntakeForm(request.POST or None, initial=initial, correcting=True)
    back = reverse("incidents:incident", args=[incident.pk])
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(incident_id=incident.pk, spec=spec_of(viewer, form), by=viewer)
        except Invalid as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("Corrected; the story of the incident says what was changed."))
            return redirect(back)
    title = _("Correct %(number)s") % {"number": incident.number}
    return page(request, viewer, form, title, _("Keep"), back)


def spec_of(viewer: Viewer, form: IntakeForm) -> Any:
    """Where the words of a place fit several, nothing is guessed: the form asks which."""
    where = form.cleaned_data["where"].strip()
    point = POINT.fullmatch(where)
    if point:
        return form.spec(lon=float(point[1]), lat=float(point[2]), grid_code="")
    if not where:
        return form.spec(lon=None, lat=None, grid_code="")
    found = spots(viewer, where)
    if len(found) != 1:
        mend = (
            _("No place of the map is called so.")
            if not found
            else _("Several places fit; choose one of those shown.")
        )
        raise Invalid("where", where, mend)
    return form.spec(lon=None, lat=None, grid_code=found[0].block_code or found[0].unit_code)


def spots(viewer: Viewer, where: str) -> list[Spot]:
    point = POINT.fullmatch(where)
    if point:
        return [at_point(viewer.bureau_id, today(), float(point[1]), float(point[2]))]
    return find_places(viewer.bureau_id, today(), where)


@require_GET
@requires(Ability.TAKE_INCIDENTS)
def look(request: HttpRequest) -> HttpResponse:
    """Beside the form: which place is meant, whose it is by the rule, what may be the same."""
    viewer = viewer_in(request)
    return render(request, "incidents/parts/look.html", looked(viewer, request.GET))


def looked(viewer: Viewer, asked: Any) -> dict[str, Any]:
    where = str(asked.get("where", ""))[:80]
    category = str(asked.get("category", "")).strip().split(" ")[0].upper()[:12]
    found = spots(viewer, where) if where.strip() else []
    spot = found[0] if len(found) == 1 else Spot()
    return {
        "where": where,
        "found": found if len(found) != 1 else [],
        "spot": spot if spot.unit_code else None,
        "outside": len(found) == 1 and not spot.unit_code,
        "suggestion": suggest(viewer, category, spot, now()) if category else None,
        "alike": alike(viewer, category, spot, now()),
    }


def sendable(viewer: Viewer) -> list[tuple[str, str]]:
    place = own_place(viewer)
    if place is None or place[0] is not OrganKind.COMMAND:
        return []
    return organ_choices(viewer, but=place[1])


def map_of_today(viewer: Viewer) -> dict[str, Any] | None:
    version = version_on(viewer, today())
    return None if version is None else version_map(version, finest=3).as_json()


def page(
    request: HttpRequest, viewer: Viewer, form: IntakeForm, title: str, label: str, back: str
) -> HttpResponse:
    kinds = categories_by_frequency(viewer)
    context = {
        "form": form,
        "title": title,
        "label": label,
        "back": back,
        "kinds": [(one.code, category_label(one)) for one in kinds],
        "short": [(one.code, category_label(one)) for one in kinds[:SHORT]],
        "map_config": map_of_today(viewer),
        **looked(viewer, request.POST or {"where": form.initial.get("where", "")}),
    }
    return render(request, "incidents/intake.html", context, status=422 if form.errors else 200)
