"""The four result areas per station: base register, disputes, follow-ups by document, preventable cases (R41)."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.disputes.queries import picture
from jingge.followups.queries.listing import counts_by_station
from jingge.incidents.queries.preventable import kept_since, preventable_by_station
from jingge.organisation.queries import station_names
from jingge.portal.terms import ResultRow
from jingge.territory.models import Grid, Level
from jingge.territory.queries import version_in_force

KNOWN = Q(households__gt=0) | Q(population__gt=0) | Q(organisations__gt=0)


def results(viewer: Viewer, month: str) -> list[ResultRow]:
    """A row per station the viewer may see and, where there are several, their sum."""
    since, until = picture.span_of(month)
    before = _span_before(since)
    year = picture.span_of(f"{since.year - 1}-{since:%m}")
    blocks = _blocks(viewer, min(until, today()))
    disputes = picture.by_station(viewer, month)
    followed = counts_by_station(viewer, since)
    now = preventable_by_station(viewer, since, until)
    then, ago = (_preventable(viewer, *span) for span in (before, year))
    rows = [
        ResultRow(
            code,
            name,
            *blocks.get(code, (0, 0)),
            *disputes.get(code, (0, 0)),
            *followed.get(code, (0, 0)),
            preventable=now.get(code, 0),
            preventable_before=None if then is None else then.get(code, 0),
            preventable_year=None if ago is None else ago.get(code, 0),
        )
        for code, name in station_names(viewer).items()
    ]
    return [*rows, _sum(rows)] if len(rows) > 1 else rows


def _span_before(since: date) -> tuple[date, date]:
    last = since - timedelta(days=1)
    return last.replace(day=1), last


def _preventable(viewer: Viewer, since: date, until: date) -> dict[str, int] | None:
    return preventable_by_station(viewer, since, until) if kept_since(viewer, since) else None


def _blocks(viewer: Viewer, day: date) -> dict[str, tuple[int, int]]:
    """Code of the station → level-4 grids, and those whose base figures are known."""
    version = version_in_force(viewer.bureau_id, day)
    rows = Grid.objects.filter(version=version, level=Level.BLOCK).order_by()
    counted = rows.values_list("station__code").annotate(n=Count("pk"), known=Count("pk", filter=KNOWN))
    return {code: (n, known) for code, n, known in counted}


def _sum(rows: list[ResultRow]) -> ResultRow:
    """Of all; a month nobody has records of stays without a figure."""
    sums: dict[str, Any] = {}
    for one in fields(ResultRow)[2:]:
        values = [getattr(row, one.name) for row in rows]
        sums[one.name] = None if any(value is None for value in values) else sum(values)
    return ResultRow(code="", name=_("Bureau"), **sums)
