"""The holidays of later years: loaded whole, corrected or taken back with a reason."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.audit.actions import record
from jingge.common.clock import now, today
from jingge.common.errors import Invalid, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau, HolidayYear
from jingge.organisation.queries import get_holidays
from jingge.organisation.rules import why_not_special, why_not_year
from jingge.organisation.terms import SpecialDay
from jingge.uploads.rules.tabled import Faults, Line

Rows = Sequence[tuple[Line, SpecialDay]]

AFTER_CHANGE: list[Callable[[int, Viewer], None]] = []
"""Who stands above and keeps days worked out from the calendar is told the first year that changed."""


@transaction.atomic
def load_holidays(*, rows: Rows, faults: Faults, by: Viewer, only_check: bool = False) -> list[int]:
    """Every year of the table, whole; a year loaded before is replaced when a reason is given."""
    refuse_if(why_not(by, Ability.EDIT_SETTINGS))
    Bureau.objects.select_for_update().get(pk=by.bureau_id)  # two clerks with the same notice
    held = {row.year: row for row in HolidayYear.objects.filter(bureau_id=by.bureau_id, taken_back_at=None)}
    years: dict[int, list[tuple[Line, SpecialDay]]] = {}
    for line, one in rows:
        with faults.row(line, of="day"):
            faults.once(line, "day", one.day)
            if reason := why_not_special(one, today()):
                raise Invalid("day", one.day.isoformat(), reason)
            years.setdefault(one.day.year, []).append((line, one))
    for year, some in years.items():
        with faults.row(some[0][0], of="day"):
            if fault := why_not_year([one for _line, one in some], held=year in held):
                raise Invalid(fault[0], fault[1], fault[2])
    faults.refuse()
    if not only_check:
        for year, some in sorted(years.items()):
            _put(year, [one for _line, one in some], held.get(year), by)
        if years:
            _tell_all(min(years), by)
    return sorted(years)


def _put(year: int, days: list[SpecialDay], before: HolidayYear | None, by: Viewer) -> None:
    reason = days[0].reason
    if before is not None:
        _end(before, reason, by)
    row = HolidayYear.objects.create(
        bureau_id=by.bureau_id,
        year=year,
        document=days[0].document,
        days=[[one.day.isoformat(), one.kind, one.name] for one in sorted(days, key=lambda one: one.day)],
        entered_at=now(),
        entered_by_label=by.label,
    )
    record(
        action="organisation.load_holidays" if before is None else "organisation.correct_holidays",
        by=by,
        subject=row,
        subject_label=str(year),
        detail={"document": row.document, "days": len(days), "reason": reason},
    )


@transaction.atomic
def take_back_holidays(*, year_id: UUID, reason: str, by: Viewer) -> HolidayYear:
    """The year counts by its weekdays again; what was loaded stays to be seen."""
    refuse_if(why_not(by, Ability.EDIT_SETTINGS))
    row = HolidayYear.objects.select_for_update().get(pk=get_holidays(by, year_id).pk)
    if row.taken_back_at is not None:
        raise Refused(_("It has been taken back already."))
    if not reason.strip():
        raise Invalid("reason", reason, _("Say why."))
    _end(row, reason, by)
    record(
        action="organisation.take_back_holidays",
        by=by,
        subject=row,
        subject_label=str(row.year),
        detail={"document": row.document, "reason": row.taken_back_why},
    )
    _tell_all(row.year, by)
    return row


def _end(row: HolidayYear, reason: str, by: Viewer) -> None:
    row.taken_back_at, row.taken_back_by_label = now(), by.label
    row.taken_back_why = reason.strip()[:300]
    row.save(update_fields=["taken_back_at", "taken_back_by_label", "taken_back_why"])


def _tell_all(year: int, by: Viewer) -> None:
    for follow in AFTER_CHANGE:
        follow(year, by)
