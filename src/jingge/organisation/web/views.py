"""The bureau, its stations and brigades."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Link
from jingge.organisation import queries
from jingge.organisation.web.words import BRIGADE_KINDS, MODE_HINTS, MODES, RATIO_DISPLAYS, STATION_KINDS


@requires(Ability.SEE_GROUND)
@require_GET
def bureau(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_bureau(viewer)
    return render(
        request,
        "organisation/bureau.html",
        {
            "bureau": row,
            "stations": [(s, MODES[s.mode_now]) for s in queries.list_stations(viewer)],
            "brigades": [(b, BRIGADE_KINDS[b.kind]) for b in queries.list_brigades(viewer)],
            "ratio_display": RATIO_DISPLAYS[row.ratio_display],
            "may_edit": may(viewer, Ability.EDIT_SETTINGS),
            "whole_bureau": viewer.sees_whole_bureau,
        },
    )


@requires(Ability.SEE_GROUND)
@require_GET
def stations(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    edits = may(viewer, Ability.EDIT_SETTINGS)

    def links(station: Any) -> list[Link]:
        found = [Link(_("Open"), _address(station))]
        if edits and station.valid_to is None:
            found.append(Link(_("Working mode"), reverse("organisation:mode", args=[station.code])))
        return found

    return ListPage(
        name="organisation-stations",
        title=_("Stations"),
        subtitle=_("One station, one level-1 grid."),
        columns=(
            Column("code", _("Code")),
            Column("name", _("Name"), url=_address),
            Column("level1_name", _("Level-1 grid")),
            Column("level1_code", _("Level-1 code")),
            Column("mode_now", _("Working mode"), value=lambda s: MODES[s.mode_now]),
            Column("kind", _("Kind"), value=lambda s: STATION_KINDS[s.kind]),
            Column("lon", _("Longitude"), right=True, optional=True),
            Column("lat", _("Latitude"), right=True, optional=True),
            Column("valid_from", _("In force from"), optional=True),
        ),
        filters=(
            Filter("q", _("Name or code")),
            Filter("mode", _("Working mode"), "choice", tuple(MODES.items())),
        ),
        rows=lambda asked: queries.list_stations(viewer, words=asked["q"], mode=asked["mode"]),
        default_sort="code",
        row_links=links,
        empty=_("No station fits."),
    ).respond(request)


def _address(station: Any) -> str:
    return reverse("organisation:station", args=[station.code])


@requires(Ability.SEE_GROUND)
@require_GET
def station(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_station(viewer, code)
    planned = queries.planned_mode(viewer, code)
    return render(
        request,
        "organisation/station.html",
        {
            "station": row,
            "mode": MODES[row.mode_now],
            "mode_hint": MODE_HINTS[row.mode_now],
            "planned": planned,
            "planned_mode": MODES[planned.mode] if planned else "",
            "kind": STATION_KINDS[row.kind],
            "may_edit": may(viewer, Ability.EDIT_SETTINGS) and row.valid_to is None,
        },
    )


@requires(Ability.SEE_GROUND)
@require_GET
def brigades(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="organisation-brigades",
        title=_("Brigades"),
        subtitle=_("They receive what a station does not handle."),
        columns=(
            Column("code", _("Code")),
            Column("name", _("Name")),
            Column("kind", _("Kind"), value=lambda b: BRIGADE_KINDS[b.kind]),
        ),
        rows=lambda asked: queries.list_brigades(viewer),
        default_sort="code",
        empty=_("No brigade yet."),
    ).respond(request)
