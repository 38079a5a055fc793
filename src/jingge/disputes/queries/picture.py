"""The disputes of a month by type and place."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.disputes.models import Dispute
from jingge.disputes.queries.listing import ENDS, list_disputes, type_names
from jingge.disputes.rules.types import dispute_types
from jingge.disputes.terms import Level, PlaceCount, TypeCount
from jingge.territory.models import Grid
from jingge.territory.models import Level as GridLevel
from jingge.territory.queries import version_in_force

MONTHS = 13


def months() -> list[str]:
    """This month and the twelve before it, newest first."""
    first, found = today().replace(day=1), []
    for _n in range(MONTHS):
        found.append(f"{first:%Y-%m}")
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def span_of(month: str) -> tuple[date, date]:
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _of(viewer: Viewer, month: str, organ_code: str) -> QuerySet[Dispute]:
    since, until = span_of(month)
    return list_disputes(viewer, organ_code=organ_code, since=since, until=until).order_by()


def by_type(viewer: Viewer, month: str, organ_code: str = "") -> list[TypeCount]:
    """All types, the most frequent first, beside the real month they are compared with."""
    rows = _of(viewer, month, organ_code).values_list("type").annotate(n=Count("pk"))
    counts, names = Counter(dict(rows)), type_names()
    total = sum(counts.values())
    found = [
        TypeCount(
            code=one.code,
            name=names[one.code],
            count=counts[one.code],
            share=100 * counts[one.code] / total if total else 0.0,
            known_share=one.share,
        )
        for one in dispute_types()
    ]
    return sorted(found, key=lambda one: (-one.count, one.code))


def by_place(viewer: Viewer, month: str, organ_code: str = "") -> list[PlaceCount]:
    """By level-2 unit of the place, the most frequent first."""
    counted = {
        **{level.value: Count("pk", filter=Q(level=level)) for level in Level},
        **{key: Count("pk", filter=Q(state__in=states)) for key, states in ENDS.items()},
    }
    place = ("incident__unit_code",)
    rows = list(_of(viewer, month, organ_code).values(*place).annotate(count=Count("pk"), **counted))
    units = _units(viewer, {row["incident__unit_code"] for row in rows}, span_of(month)[1])
    found = []
    for row in rows:
        code = row.pop("incident__unit_code")
        name, station, station_name = units.get(code, (code, "", ""))
        found.append(
            PlaceCount(unit_code=code, unit_name=name, station_code=station, station_name=station_name, **row)
        )
    return sorted(found, key=lambda one: (-one.count, one.unit_code))


def by_station(viewer: Viewer, month: str) -> dict[str, tuple[int, int]]:
    """Code of the station → how many came in the month, and how many of them are settled by now."""
    settled = (*ENDS["mediated"], *ENDS["referred"])
    rows = _of(viewer, month, "").values_list("incident__owner__station__code")
    counted = rows.annotate(n=Count("pk"), done=Count("pk", filter=Q(state__in=settled)))
    return {code: (n, done) for code, n, done in counted if code}


def _units(viewer: Viewer, codes: set[str], day: date) -> dict[str, tuple[str, str, str]]:
    """Names by the map of the month's last day."""
    version = version_in_force(viewer.bureau_id, min(day, today()))
    if version is None:
        return {}
    rows = Grid.objects.filter(version=version, level=GridLevel.UNIT, code__in=codes)
    names = rows.values_list("code", "name", "station__code", "station__name")
    return {code: (name, station, station_name) for code, name, station, station_name in names}
