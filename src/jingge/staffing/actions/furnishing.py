"""An office's class, what stands in it, when it is open: each from a day on."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.errors import Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.actions.officespecs import put_office
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import Dated, OfficeEquipment, OpeningPlan, PoliceOffice, held_on, reaching
from jingge.staffing.rules.dates import why_not_end
from jingge.staffing.rules.offices import why_not_change_class
from jingge.staffing.rules.openings import why_not_equip, why_not_plan
from jingge.staffing.rules.standing import why_not_edit_staff
from jingge.staffing.terms import Week


@transaction.atomic
def change_office_class(
    *, office: PoliceOffice, office_class: int, from_date: date, by: Viewer
) -> PoliceOffice:
    """From a day on the office is of another class; until then it was as it was."""
    office = locked(office, by)
    refuse_if(
        why_not_end(office.valid_from, office.valid_to, from_date)
        or why_not_change_class(before=office.office_class, after=office_class)
    )
    before = office.office_class
    wanted = PoliceOffice(
        bureau_id=office.bureau_id,
        code=office.code,
        name=office.name,
        office_class=office_class,
        station=office.station,
        unit_code=office.unit_code,
        lon=office.lon,
        lat=office.lat,
        valid_from=from_date,
    )
    serves = {s.unit_code for s in office.services.all()}
    changed = put_office(wanted, serves, office, in_force_from=from_date, writing=Writing())
    note("staffing.change_office_class", changed, {"from": before, "to": office_class}, from_date, by)
    return changed


@transaction.atomic
def set_equipment(
    *, office: PoliceOffice, counts: Mapping[str, int], from_date: date, by: Viewer
) -> list[OfficeEquipment]:
    """From a day on so many pieces of each kind stand in the office; kinds not named are none."""
    office = locked(office, by)
    rows = OfficeEquipment.objects.filter(bureau_id=office.bureau_id, office_code=office.code)
    refuse_later(rows.filter(valid_from__gt=from_date).order_by("valid_from").first())
    held = {row.item: row for row in rows.filter(held_on(from_date))}
    wanted = {item: count for item, count in counts.items() if count}
    before = {item: row.count for item, row in held.items()}
    refuse_if(why_not_there(office, from_date) or why_not_equip(dict(counts), same=wanted == before))
    writing = Writing()
    for item, row in held.items():
        if wanted.get(item) != row.count:
            end(row, from_date, writing)
    for item, count in wanted.items():
        if before.get(item) != count:
            writing.create(
                OfficeEquipment(
                    bureau_id=office.bureau_id,
                    office_code=office.code,
                    item=item,
                    count=count,
                    valid_from=from_date,
                )
            )
    note("staffing.set_equipment", office, {"before": before, "after": wanted}, from_date, by)
    return list(rows.filter(held_on(from_date)))


@transaction.atomic
def set_opening_plan(
    *, office: PoliceOffice, week: Week, closed_on_holidays: bool, from_date: date, by: Viewer
) -> OpeningPlan:
    """From a day on the office is open so, week by week."""
    office = locked(office, by)
    rows = OpeningPlan.objects.filter(bureau_id=office.bureau_id, office_code=office.code)
    refuse_later(rows.filter(valid_from__gt=from_date).order_by("valid_from").first())
    refuse_if(why_not_there(office, from_date) or why_not_plan(week))
    held = rows.filter(reaching(from_date)).first()
    stored = [[list(period) for period in day] for day in week]
    if held is not None and (held.week, held.closed_on_holidays) == (stored, closed_on_holidays):
        raise Refused(_("The opening plan is already so."))
    writing = Writing()
    if held is not None:
        end(held, from_date, writing)
    plan = writing.create(
        OpeningPlan(
            bureau_id=office.bureau_id,
            office_code=office.code,
            week=stored,
            closed_on_holidays=closed_on_holidays,
            valid_from=from_date,
        )
    )
    detail = {"week": stored, "closed_on_holidays": closed_on_holidays}
    note("staffing.set_opening_plan", office, detail, from_date, by)
    return plan


@transaction.atomic
def clear_furnishing(*, codes: Collection[str], from_date: date, by: Viewer) -> int:
    """Equipment and opening plans entered for offices that will not open after all. Says how many rows."""
    refuse_if(why_not_edit_staff(by, by.bureau_id))
    lock_bureau(by.bureau_id)
    count = 0
    for model in (OfficeEquipment, OpeningPlan):
        rows = model._default_manager.filter(
            bureau_id=by.bureau_id, office_code__in=codes, valid_from__gte=from_date
        )
        count += rows.delete()[0]
    if count:
        record(
            action="staffing.clear_furnishing",
            by=by,
            subject=None,
            detail={"offices": sorted(codes), "from_date": from_date.isoformat(), "rows": count},
        )
    return count


def locked(office: PoliceOffice, by: Viewer) -> PoliceOffice:
    refuse_if(why_not_edit_staff(by, office.bureau_id))
    lock_bureau(office.bureau_id)
    return PoliceOffice.objects.select_related("station").get(pk=office.pk)


def why_not_there(office: PoliceOffice, day: date) -> str | None:
    """An office's things are entered by its code, for days on which it is there at all."""
    there = PoliceOffice.objects.filter(held_on(day), bureau_id=office.bureau_id, code=office.code)
    return None if there.exists() else _("The office is not there on that day.")


def refuse_later(row: Dated | None) -> None:
    if row is not None:
        raise Refused(
            _("A later entry from %(day)s stands already; choose a later day.")
            % {"day": row.valid_from.isoformat()}
        )


def end(row: Dated, day: date, writing: Writing) -> None:
    """Said again for the same day, an entry is corrected: the first was wrong and is gone."""
    if row.valid_from == day:
        row.delete()
    else:
        writing.close(row, day)


def note(action: str, office: PoliceOffice, detail: dict[str, object], from_date: date, by: Viewer) -> None:
    record(
        action=action,
        by=by,
        subject=office,
        subject_label=f"{office.code} {office.name}",
        detail={**detail, "from_date": from_date.isoformat()},
        station_code=office.station.code,
    )
