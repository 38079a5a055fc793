"""Need, have and delta by day and shift."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge
from jingge.rosters import queries
from jingge.rosters.queries import ReadinessRow
from jingge.staffing.queries import list_station_names


@require_GET
@requires(Ability.SEE_STAFF)
def readiness(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)

    def rows(asked: dict[str, str]) -> list[ReadinessRow]:
        try:
            month = date.fromisoformat(f"{asked['month']}-01")
        except ValueError:
            raise Invalid("month", asked["month"], _("Write the month as 2026-11.")) from None
        return queries.readiness(
            viewer, month, station_code=asked["station"], only_short=asked["short"] == "short"
        )

    return ListPage(
        name="rosters-readiness",
        title=_("Readiness"),
        subtitle=_("Need, have and delta of every shift of the months drawn"),
        columns=(
            Column("station_name", _("Station"), url=lambda r: reverse("rosters:month", args=[r.roster_id])),
            Column("day", _("Day")),
            Column("kind", _("Kind of shift")),
            Column("hours", _("Hours of the day")),
            Column("need", _("Need"), right=True),
            Column("have", _("Have"), right=True),
            Column(
                "delta",
                _("Delta"),
                value=lambda r: Badge(f"{r.delta:+d}", "bad" if r.delta < 0 else "good"),
                export=lambda r: r.delta,
                right=True,
                hint=_("Have less need"),
            ),
        ),
        filters=(
            Filter("month", _("Month"), default=f"{today():%Y-%m}"),
            Filter("station", _("Station"), kind="choice", choices=list_station_names(viewer, today())),
            Filter(
                "short", _("Which"), kind="choice", choices=(("short", _("Only where somebody is missing")),)
            ),
        ),
        rows=rows,
        default_sort="day",
        empty=_("No month drawn fits, or nobody is missing."),
    ).respond(request)
