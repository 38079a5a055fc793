"""What may be done to the bureau, its stations and brigades."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.audit.actions import record
from jingge.common.changes import Change, changed, created, image, revert
from jingge.common.clock import today
from jingge.common.errors import Invalid, NotYours, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Brigade, Bureau, ModeChange, Station
from jingge.organisation.rules import RATIO_DISPLAYS, problems_of_organs, why_not_mode, why_not_take_back_mode
from jingge.organisation.terms import BrigadeSpec, StationSpec


@transaction.atomic
def found_bureau(*, code: str, name: str, name_en: str, is_synthetic: bool, by: Viewer) -> Bureau:
    """The bureau with this code, made or renamed.

    The bureau of an account is founded under the id the account carries, so that the two meet.
    """
    bureau = Bureau.objects.select_for_update().filter(code=code).first()
    if bureau is None:
        own_is_free = not Bureau.objects.filter(pk=by.bureau_id).exists()
        bureau = Bureau(pk=by.bureau_id) if own_is_free else Bureau()
        bureau.code = code
    bureau.name, bureau.name_en, bureau.is_synthetic = name, name_en, is_synthetic
    bureau.save()
    record(
        action="organisation.found_bureau",
        by=by,
        subject=bureau,
        subject_label=name,
        detail={"code": code, "synthetic": is_synthetic},
    )
    return bureau


@transaction.atomic
def put_organisation(
    *, bureau: Bureau, stations: Sequence[StationSpec], brigades: Sequence[BrigadeSpec], by: Viewer
) -> list[Change]:
    """Add stations and brigades and correct those known by code; nothing is removed."""
    problems = problems_of_organs(stations, brigades)
    if problems:
        first = problems[0]
        raise Invalid(f"{first.table}.{first.code}.{first.field}", first.value, f"{first.what} {first.mend}")
    changes = [*_put(Station, bureau, stations), *_put(Brigade, bureau, brigades)]
    record(
        action="organisation.put_organisation",
        by=by,
        subject=bureau,
        subject_label=bureau.name,
        detail={"stations": len(stations), "brigades": len(brigades), "changed": len(changes)},
    )
    return changes


def _put(
    model: type[Station] | type[Brigade], bureau: Bureau, rows: Sequence[StationSpec] | Sequence[BrigadeSpec]
) -> list[Change]:
    known = {row.code: row for row in model.objects.filter(bureau=bureau)}
    changes = []
    for spec in rows:
        values = asdict(spec)
        row = known.get(spec.code)
        if row is None:
            row = model.objects.create(bureau=bureau, **values)
            changes.append(created(row))
        elif any(getattr(row, name) != value for name, value in values.items()):
            before = image(row)
            _set(row, values)
            changes.append(changed(before, row))
    return changes


def _set(row: Station | Brigade, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _own_station(code: str, by: Viewer) -> Station:
    station = Station.objects.select_for_update().filter(bureau_id=by.bureau_id, code=code).first()
    if station is None or not (by.sees_whole_bureau or by.station_code == code):
        raise NotYours(_("There is no such station."))
    return station


@transaction.atomic
def change_mode(*, station_code: str, mode: str, by: Viewer, from_date: date | None = None) -> ModeChange:
    """A station starts to work in another mode (勤务模式) on a day, today unless said."""
    station = _own_station(station_code, by)
    day = from_date or today()
    last = station.mode_changes.last()
    before = last.mode if last else station.mode
    refuse_if(why_not_mode(before, mode, from_date=day, last_change=last.from_date if last else None))
    change = ModeChange.objects.create(station=station, mode=mode, from_date=day)
    record(
        action="organisation.change_mode",
        by=by,
        subject=station,
        subject_label=station.name,
        detail={"from": before, "to": mode, "from_date": day.isoformat()},
        station_code=station.code,
    )
    return change


@transaction.atomic
def take_back_mode(*, station_code: str, by: Viewer) -> Station:
    """The latest change of mode, not begun before today, is as if it had never been entered."""
    station = _own_station(station_code, by)
    last = station.mode_changes.last()
    refuse_if(why_not_take_back_mode(last.from_date if last else None, today()))
    assert last is not None
    record(
        action="organisation.take_back_mode",
        by=by,
        subject=station,
        subject_label=station.name,
        detail={"to": last.mode, "from_date": last.from_date.isoformat()},
        station_code=station.code,
    )
    last.delete()
    return station


@transaction.atomic
def change_ratio_display(*, display: str, by: Viewer) -> Bureau:
    """Show percentages cut (as the article does) or rounded, everywhere."""
    if display not in RATIO_DISPLAYS:
        raise Invalid("ratio_display", display, _("Write cut or round."))
    bureau = Bureau.objects.select_for_update().filter(pk=by.bureau_id).first()
    if bureau is None:
        raise NotYours(_("There is no such bureau."))
    before = bureau.ratio_display
    bureau.ratio_display = display
    bureau.save(update_fields=["ratio_display"])
    record(
        action="organisation.change_ratio_display",
        by=by,
        subject=bureau,
        subject_label=bureau.name,
        detail={"from": before, "to": display},
    )
    return bureau


@transaction.atomic
def revert_changes(*, changes: Sequence[Change], by: Viewer) -> None:
    """Play back the changes of this context, newest first; all of them or none."""
    moved_on = revert(changes, app="organisation")
    if moved_on:
        raise Refused(
            _("%(count)d rows have changed since (first: %(first)s); nothing was taken back.")
            % {"count": len(moved_on), "first": moved_on[0]}
        )
    mine = sum(change.table.startswith("organisation.") for change in changes)
    record(action="organisation.revert_changes", by=by, detail={"rows": mine})
