"""The base figures as a list: sort, choose columns, export, print."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_of
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.portal.queries import get_baseline
from jingge.portal.terms import StationBaseline


def _station(row: StationBaseline) -> str:
    return reverse("organisation:station", args=[row.code]) if row.code else ""


COLUMNS = (
    Column("name", _("Station"), url=_station),
    Column("units", _("Communities and villages"), right=True),
    Column("beats", _("Areas"), right=True),
    Column("blocks", _("Blocks"), right=True),
    Column("households", _("Households"), right=True),
    Column("population", _("People"), right=True),
    Column("organisations", _("Organisations"), right=True),
    Column(
        "incidents",
        _("Incidents"),
        right=True,
        hint=_("Reports, requests, disputes and complaints in a year"),
    ),
    Column("area_km2", _("Area km²"), value=lambda r: round(r.area_km2, 1), right=True),
    Column("officers", _("Officers"), right=True),
    Column("community_officers", _("Community officers"), right=True),
    Column("auxiliaries", _("Auxiliaries"), right=True),
    Column("helpers", _("Police helpers"), right=True),
    Column("offices", _("Police offices"), right=True),
    Column("load", _("Workload (hours a year)"), value=lambda r: round(r.load), right=True),
    Column("heaviest", _("Heaviest area"), value=lambda r: round(r.heaviest), right=True, optional=True),
)


def rows_of(viewer: Viewer, day: date) -> list[StationBaseline]:
    """Stations and, where there are several, their sum."""
    baseline = get_baseline(viewer, day)
    rows = list(baseline.stations)
    if baseline.total is not None and len(rows) > 1:
        rows.append(replace(baseline.total, name=str(_("Bureau"))))
    return rows


@require_GET
@requires(Ability.SIGNED_IN)
def baseline(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="portal-baseline",
        title=_("Base figures per station"),
        subtitle=_("Population, officers and workload; the last row is the sum"),
        columns=COLUMNS,
        filters=(Filter("on", _("As on"), kind="date", default=today().isoformat()),),
        rows=lambda asked: rows_of(viewer, day_of(asked["on"])),
    ).respond(request)
