"""The results of a month: four areas, every figure with its rows behind, nothing scored and nobody named."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.disputes.queries.picture import months, span_of
from jingge.incidents.queries.listing import RECEIVED
from jingge.incidents.queries.preventable import PREVENTABLE
from jingge.portal.queries.results import results as result_rows


@require_GET
@requires(Ability.COUNT_FOLLOWUPS)
def results(request: HttpRequest) -> HttpResponse:
    viewer, known = viewer_in(request), months()
    month = request.GET.get("month", "")
    month = month if month in known else known[0]
    behind = Behind(viewer, month)
    return ListPage(
        name="portal-results",
        title=_("Results of a month"),
        subtitle=_("Four areas per station; preventable cases are shown and never cost a point"),
        columns=(
            Column("name", _("Station")),
            Column("blocks", _("Level-4 grids"), right=True),
            Column(
                "blocks_known",
                _("Base figures known"),
                right=True,
                value=lambda r: share(r.blocks_known, r.blocks),
                url=lambda r: reverse("portal:baseline"),
            ),
            Column("disputes", _("Disputes"), right=True, url=lambda r: behind.disputes(r)),
            Column(
                "settled",
                _("Of them settled"),
                right=True,
                value=lambda r: share(r.settled, r.disputes),
                hint=_("Mediated and performed, or referred; by today"),
            ),
            Column(
                "followed",
                _("Follow-ups in time"),
                right=True,
                url=lambda r: behind.followups(r.followed),
            ),
            Column(
                "not_followed",
                _("Late or not done"),
                right=True,
                url=lambda r: behind.followups(r.not_followed),
            ),
            Column("preventable", _("Preventable cases"), right=True, url=lambda r: behind.preventable(r)),
            Column(
                "preventable_before",
                _("Month before"),
                right=True,
                value=lambda r: plain(r.preventable_before),
            ),
            Column(
                "preventable_year", _("A year before"), right=True, value=lambda r: plain(r.preventable_year)
            ),
        ),
        filters=(
            Filter(
                "month",
                _("Month"),
                kind="choice",
                choices=[(one, one) for one in known],
                default=known[0],
                must=True,
            ),
        ),
        rows=lambda _asked: result_rows(viewer, month),
        note=_("A dash: the records begin later."),
    ).respond(request)


def share(part: int, whole: int) -> str:
    return f"{part} · {100 * part / whole:.0f} %" if whole else "—"


def plain(value: int | None) -> str:
    return "—" if value is None else str(value)


class Behind:
    """Where the rows of a station's figure are. Lists of the bureau hold brigades' too, so its sum leads to none."""

    def __init__(self, viewer: Viewer, month: str) -> None:
        self.viewer, self.span = viewer, span_of(month)

    def disputes(self, row: Any) -> str:
        return self._at("disputes:disputes", organ=row.code) if row.code and row.disputes else ""

    def followups(self, n: int) -> str:
        if not n:
            return ""
        return f"{reverse('followups:counts')}?{urlencode({'since': self.span[0].isoformat()})}"

    def preventable(self, row: Any) -> str:
        if not (row.code and row.preventable):
            return ""
        whose = {"whose": RECEIVED} if self.viewer.station_code else {"first": row.code}
        return self._at("incidents:incidents", category=PREVENTABLE, **whose)

    def _at(self, name: str, **asked: str) -> str:
        since, until = (day.isoformat() for day in self.span)
        given = {"since": since, "until": until, **asked}
        return f"{reverse(name)}?{urlencode({key: value for key, value in given.items() if value})}"
