"""Reading the bureau and its organs, beginning with who asks."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import today
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.common.workdays import DayKind, WorkingCalendar, published, with_days
from jingge.organisation.models import Brigade, Bureau, HolidayYear, ModeChange, Station
from jingge.organisation.terms import SpecialDay


def get_bureau(viewer: Viewer) -> Bureau:
    bureau = Bureau.objects.filter(pk=viewer.bureau_id).first()
    if bureau is None:
        raise NotYours(_("There is no such bureau."))
    return bureau


def every_bureau() -> QuerySet[Bureau]:
    """For the system's own regular work, which no person asks for."""
    return Bureau.objects.order_by("code")


def with_modes(stations: QuerySet[Station], day: date) -> QuerySet[Station]:
    """The same rows, each with the mode it works in on a day as `mode_now`."""
    changes = ModeChange.objects.filter(station=OuterRef("pk"), from_date__lte=day).order_by("-from_date")
    found: dict[str, Any] = {"mode_now": Coalesce(Subquery(changes.values("mode")[:1]), F("mode"))}
    return stations.annotate(**found)


def planned_mode(viewer: Viewer, code: str) -> ModeChange | None:
    """The latest change of mode of a station, when it may still be taken back."""
    changes = ModeChange.objects.filter(station__in=list_stations(viewer, closed=True), station__code=code)
    return changes.filter(from_date__gte=today()).order_by("from_date").last()


def list_stations(
    viewer: Viewer, *, closed: bool = False, words: str = "", mode: str = ""
) -> QuerySet[Station]:
    """The viewer's stations by code with `mode_now`, today's mode; those written off only when asked for."""
    rows = with_modes(Station.objects.filter(bureau_id=viewer.bureau_id), today())
    if not viewer.sees_whole_bureau:
        rows = rows.filter(code=viewer.station_code)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__istartswith=words))
    if mode:
        wanted: dict[str, Any] = {"mode_now": mode}
        rows = rows.filter(**wanted)
    return rows if closed else rows.filter(valid_to__isnull=True)


def get_station(viewer: Viewer, code: str) -> Station:
    station = list_stations(viewer, closed=True).filter(code=code).first()
    if station is None:
        raise NotYours(_("There is no such station."))
    return station


def list_brigades(viewer: Viewer) -> QuerySet[Brigade]:
    """The brigades by code. They serve the whole bureau, so everyone in it may know them."""
    return Brigade.objects.filter(bureau_id=viewer.bureau_id, valid_to__isnull=True)


def brigade_names(viewer: Viewer) -> dict[str, str]:
    """As `station_names`, for brigades."""
    return dict(list_brigades(viewer).values_list("code", "name"))


def station_names(viewer: Viewer) -> dict[str, str]:
    """Code to name of the viewer's open stations, for choosing the ground of an account."""
    return dict(list_stations(viewer).values_list("code", "name"))


def calendar_of(bureau_id: UUID) -> WorkingCalendar:
    """The published years and those the bureau has loaded."""
    loaded = HolidayYear.objects.filter(bureau_id=bureau_id, taken_back_at__isnull=True)
    return _calendar(tuple(loaded.values_list("pk", flat=True)))


@lru_cache(maxsize=64)
def _calendar(loaded: tuple[UUID, ...]) -> WorkingCalendar:
    """What is loaded never changes, so its reading is kept."""
    if not loaded:
        return published()
    rows = HolidayYear.objects.in_bulk(loaded).values()
    days = [(date.fromisoformat(day), DayKind(kind)) for row in rows for day, kind, _name in row.days]
    return with_days(published(), days, [row.year for row in rows])


def list_holidays(viewer: Viewer) -> QuerySet[HolidayYear]:
    """Every year loaded, also those taken back; newest first."""
    return HolidayYear.objects.filter(bureau_id=viewer.bureau_id)


def get_holidays(viewer: Viewer, year_id: UUID) -> HolidayYear:
    found = list_holidays(viewer).filter(pk=year_id).first()
    if found is None:
        raise NotYours(_("There is no such year."))
    return found


def days_of(row: HolidayYear) -> list[SpecialDay]:
    return [SpecialDay(date.fromisoformat(day), kind, name, row.document) for day, kind, name in row.days]
