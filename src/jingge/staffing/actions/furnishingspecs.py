"""Putting what a table of offices says of equipment and opening hours in force."""

from datetime import date

from jingge.organisation.models import Bureau
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import Dated, OfficeEquipment, OpeningPlan, PoliceOffice
from jingge.staffing.terms import OfficeSpec


class Furnishing:
    """The last rows of every office; what differs from them closes them from the day of the table on."""

    def __init__(self, bureau: Bureau, day: date, writing: Writing) -> None:
        self.bureau, self.day, self.writing = bureau, day, writing
        equipment = OfficeEquipment.objects.filter(bureau=bureau).order_by("valid_from")
        self.pieces = {(row.office_code, row.item): row for row in equipment}
        plans = OpeningPlan.objects.filter(bureau=bureau).order_by("valid_from")
        self.plans = {row.office_code: row for row in plans}

    def put(self, spec: OfficeSpec, office: PoliceOffice) -> None:
        if spec.equipment is not None:
            held = [item for code, item in self.pieces if code == spec.code]
            for item in dict.fromkeys([*held, *spec.equipment]):
                self._count(spec, item, spec.equipment.get(item, 0), office)
        if spec.opening is not None:
            self._plan(spec, office)

    def _count(self, spec: OfficeSpec, item: str, count: int, office: PoliceOffice) -> None:
        held = self.pieces.get((spec.code, item))
        if (held.count if held and held.valid_to is None else 0) == count:
            return
        day = self._day(held, office)
        if held is not None and held.valid_to is None and count and held.valid_from == day:
            self.writing.change(held, count=count)
            return
        self._close(held, day)
        if count:
            self.writing.create(
                OfficeEquipment(
                    bureau=self.bureau, office_code=spec.code, item=item, count=count, valid_from=day
                )
            )

    def _plan(self, spec: OfficeSpec, office: PoliceOffice) -> None:
        assert spec.opening is not None
        held = self.plans.get(spec.code)
        week = [[list(period) for period in day] for day in spec.opening.week]
        values = {"week": week, "closed_on_holidays": spec.opening.closed_on_holidays}
        open_end = held is not None and held.valid_to is None
        if held is not None and open_end and all(getattr(held, name) == v for name, v in values.items()):
            return
        day = self._day(held, office)
        if held is not None and open_end and held.valid_from == day:
            self.writing.change(held, **values)
            return
        self._close(held, day)
        plan = OpeningPlan(bureau=self.bureau, office_code=spec.code, valid_from=day, **values)
        self.writing.create(plan)

    def _day(self, held: Dated | None, office: PoliceOffice) -> date:
        """The day of the table, the office's first or the last row's own, whichever is latest."""
        days = [self.day, office.valid_from]
        if held is not None:
            days.append(held.valid_to or held.valid_from)
        return max(days)

    def _close(self, held: Dated | None, day: date) -> None:
        if held is None or held.valid_to is not None:
            return
        if held.valid_from == day:
            self.writing.remove(held)
        else:
            self.writing.close(held, day)
