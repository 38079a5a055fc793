"""The picture of a month: disputes by type and by place, every figure with its rows behind."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Link, Tile
from jingge.disputes.queries import picture as counted
from jingge.disputes.queries.listing import CHECK, JUDGE, VISIT, list_disputes
from jingge.disputes.terms import Level, TypeCount
from jingge.disputes.web.reading import dues, organ_filter
from jingge.incidents.queries.visible import sees_all


@require_GET
@requires(Ability.SEE_INCIDENTS)
def picture(request: HttpRequest) -> HttpResponse:
    viewer, months = viewer_in(request), counted.months()
    month = request.GET.get("month", "")
    month = month if month in months else months[0]
    organ = request.GET.get("organ", "") if sees_all(viewer) else ""

    def behind(**more: str) -> str:
        since, until = counted.span_of(month)
        asked = {"since": since.isoformat(), "until": until.isoformat(), "organ": organ, **more}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('disputes:disputes')}?{query}"

    def place(key: str, label: Any, **more: str) -> Column:
        return Column(
            key,
            label,
            right=True,
            url=lambda r: behind(unit=r.unit_code or "-", **more) if getattr(r, key) else "",
        )

    types = counted.by_type(viewer, month, organ)
    return ListPage(
        name="disputes-picture",
        title=_("Disputes of a month"),
        subtitle=_("%(month)s, by type and place; %(n)d in all")
        % {"month": month, "n": sum(one.count for one in types)},
        columns=(
            Column(
                "unit_name", _("Community or village"), value=lambda r: r.unit_name or _("not on the map")
            ),
            Column("station_name", _("Station"), sort="station_code"),
            place("count", _("Disputes")),
            place("red", _("Red"), level=Level.RED.value),
            place("orange", _("Orange"), level=Level.ORANGE.value),
            place("yellow", _("Yellow"), level=Level.YELLOW.value),
            place("mediated", _("Mediated and performed"), end="mediated"),
            place("referred", _("Referred"), end="referred"),
            place("case", _("Handled as a case"), end="case"),
            place("open", _("Under way"), end="open"),
        ),
        filters=(
            Filter(
                "month",
                _("Month"),
                kind="choice",
                choices=[(one, one) for one in months],
                default=months[0],
                must=True,
            ),
            *organ_filter(viewer),
        ),
        rows=lambda _asked: counted.by_place(viewer, month, organ),
        empty=_("No dispute came in this month."),
        toolbar=(Link(_("Disputes"), reverse("disputes:disputes"), "list"),),
        template="disputes/picture.html",
        context={
            "types": [(one, behind(type=one.code), hint(one)) for one in types if one.count],
            "most": max((one.count for one in types), default=1) or 1,
            "tiles": tiles(viewer, organ),
        },
    ).respond(request)


def hint(one: TypeCount) -> str:
    return f"{one.count} · {one.share:.0f} %"


def tiles(viewer: Any, organ: str) -> list[Tile]:
    """What waits today, whatever the month."""
    labels = dict(dues())
    asked = {"organ": organ} if organ else {}
    return [
        Tile(
            label=labels[due],
            value=list_disputes(viewer, due=due, organ_code=organ).count(),
            url=f"{reverse('disputes:disputes')}?{urlencode({'due': due, **asked})}",
        )
        for due in (JUDGE, CHECK, VISIT)
    ]
