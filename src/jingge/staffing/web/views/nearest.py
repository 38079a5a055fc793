"""The nearest office for a place and an hour: form, map and table. Posted places, never live ones (R32)."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import now, today
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.maps import AreaLayer, MapConfig
from jingge.common.web.parts import Badge
from jingge.staffing import queries
from jingge.staffing.terms import NearOffice
from jingge.staffing.web.officeforms import NearestForm, hour_now
from jingge.territory.queries import version_on


@require_GET
@requires(Ability.SEE_GROUND)
def nearest(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    initial = {"day": today(), "hour": hour_now(now())}
    asked = any(request.GET.get(name) for name in ("q", "lon", "lat"))
    form = NearestForm(request.GET if asked else None, initial=initial)
    context: dict[str, Any] = {"form": form}
    day, focus = today(), ""
    if asked and form.is_valid():
        moment = form.moment()
        day = moment.date()
        found = place_asked(viewer, form, day)
        context |= {"moment": moment, **found}
        if "spot" in found:
            focus = found["focus"]
            offices = queries.nearest_offices(viewer, found["spot"], found["unit"], moment)
            if request.GET.get("export") in ("xlsx", "csv"):
                return office_table(offices, moment).respond(request)
            rows = [(office, open_badge(office)) for office in offices]
            context |= {"offices": rows, "first": rows[0] if rows else None, "nearer": nearer(rows)}
    context["map_config"] = map_of(viewer, day, focus)
    context["export_query"] = request.GET.urlencode()
    return render(request, "staffing/nearest.html", context)


def place_asked(viewer: Viewer, form: NearestForm, day: date) -> dict[str, Any]:
    """The place, or several to choose from, or what to say when there is none."""
    point = form.point()
    if point is not None:
        at = queries.spot_at(viewer, day, *point)
        if at is None:
            return {"said": _("No grid of your ground holds this point on this day.")}
        spot, unit, block = at
        return {"spot": spot, "unit": unit, "focus": block}
    found = queries.find_spots(viewer, day, form.cleaned_data["q"])
    if not found:
        return {"said": _("No community, village or grid fits.")}
    if len(found) > 1:
        return {"choices": found, "more": len(found) >= queries.SUGGESTED}
    spot, unit, code = found[0]
    return {"spot": spot, "unit": unit, "focus": code}


def nearer(rows: list[tuple[NearOffice, Badge]]) -> tuple[NearOffice, Badge] | None:
    """The nearest of all, where one farther away comes first because it is open."""
    if not rows:
        return None
    nearest = min(rows, key=lambda one: one[0].km)
    return nearest if nearest[0].km < rows[0][0].km else None


def open_badge(row: NearOffice) -> Badge:
    if row.open is None:
        return Badge(_("No opening plan"), "neutral")
    if row.open and not row.until:
        return Badge(_("Open round the clock"), "good")
    if row.open:
        return Badge(_("Open until %(time)s") % {"time": row.until}, "good")
    if row.until:
        return Badge(_("Closed, opens %(time)s") % {"time": row.until}, "warn")
    return Badge(_("Closed"), "warn")


def office_table(offices: list[NearOffice], moment: datetime) -> ListPage:
    return ListPage(
        name="staffing-nearest",
        title=_("Nearest office"),
        subtitle=f"{moment:%Y-%m-%d %H:%M}",
        columns=(
            Column("name", _("Office name"), sort=""),
            Column("office_class", _("Office class"), sort=""),
            Column("station_name", _("Station"), sort=""),
            Column("km", _("Kilometres by road"), sort=""),
            Column("open", _("Open at that hour"), value=lambda r: str(open_badge(r)), sort=""),
        ),
        rows=lambda asked: offices,
    )


def map_of(viewer: Viewer, day: date, focus: str) -> dict[str, Any] | None:
    version = version_on(viewer, day)
    if version is None:
        return None
    base = reverse("territory_api:grids", args=[version.pk])
    layers = [AreaLayer("units", 2, f"{base}?level=2", label="name", pickable=True)]
    if focus:
        layers.append(AreaLayer("blocks", 4, f"{base}?level=4"))
    return MapConfig(
        areas=tuple(layers),
        roads=reverse("territory_api:roads"),
        offices=reverse("portal_api:offices"),
        focus=focus,
    ).as_json()
