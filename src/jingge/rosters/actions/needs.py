"""How many are needed on single dates: entered, changed, taken out again; what is drawn stands and shows who is short."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now, today
from jingge.common.errors import Invalid, NotYours
from jingge.common.viewer import Viewer
from jingge.organisation.models import Station
from jingge.rosters.actions.locking import arranged_station, record
from jingge.rosters.models import DayNeed, ShiftKind
from jingge.rosters.rules.settings import MOST_NEEDED
from jingge.rosters.terms import NeedSpec
from jingge.uploads.rules.tabled import Faults, Line


@transaction.atomic
def set_need(*, station_code: str, given: NeedSpec, by: Viewer) -> DayNeed:
    """What a date asks for of one kind of shift; said again it is changed."""
    station = arranged_station(station_code, by)
    row, before = put_need(station, given, by)
    record(
        "set_need", row, f"{station.name} {given.day:%Y-%m-%d}", by,
        kind=row.kind.code, need=given.need, before=before, why=row.why,
    )  # fmt: skip
    return row


def put_need(station: Station, given: NeedSpec, by: Viewer) -> tuple[DayNeed, int | None]:
    """The row and what it asked for before, in the caller's transaction."""
    kind = ShiftKind.objects.filter(station=station, code=given.code, closed_at__isnull=True).first()
    if kind is None:
        raise Invalid("code", given.code, _("Choose a kind of shift that is open at this station."))
    if given.day < today():
        raise Invalid("day", given.day, _("This day has gone by: choose one from today on."))
    if not 0 <= given.need <= MOST_NEEDED:
        raise Invalid("need", given.need, _("From 0 to 99 people."))
    if not given.why.strip():
        raise Invalid("why", given.why, _("Say why: a festival, a market day."))
    before = DayNeed.objects.select_for_update().filter(kind=kind, day=given.day).first()
    row, _made = DayNeed.objects.update_or_create(
        kind=kind,
        day=given.day,
        defaults={
            "bureau_id": station.bureau_id, "station": station, "need": given.need, "why": given.why.strip(),
            "entered_at": now(), "entered_by_label": by.label,
        },
    )  # fmt: skip
    return row, before.need if before else None


@transaction.atomic
def set_needs(
    *,
    station_code: str,
    rows: Sequence[tuple[Line, NeedSpec]],
    faults: Faults,
    by: Viewer,
    only_check: bool = False,
) -> int:
    """From a table, whole or not at all; how many replace one that is there."""
    station = arranged_station(station_code, by)
    done: list[list[object]] = []
    for line, given in rows:
        with faults.row(line, of="day"):
            faults.once(line, "day", (given.day, given.code))
            _row, before = put_need(station, given, by)
            done.append([given.day.isoformat(), given.code, given.need, before])
    faults.refuse()
    if only_check:
        transaction.set_rollback(True)
    elif done:
        record("set_needs", station, station.name, by, needs=done)
    return sum(before is not None for _day, _code, _need, before in done)


@transaction.atomic
def remove_need(*, station_code: str, code: str, day: date, by: Viewer) -> None:
    """The date asks for what the kind says of such days again."""
    station = arranged_station(station_code, by)
    row = (
        DayNeed.objects.select_for_update(of=("self",))
        .select_related("kind")
        .filter(station=station, kind__code=code, day=day)
        .first()
    )
    if row is None:
        raise NotYours(_("There is no such need of a single day."))
    if day < today():
        raise Invalid("day", day, _("This day has gone by: choose one from today on."))
    record("remove_need", row, f"{station.name} {day:%Y-%m-%d}", by, kind=code, need=row.need, why=row.why)
    row.delete()
