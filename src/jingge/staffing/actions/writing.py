"""Rows written in one deed, each noted once, in the order `common.changes.revert` plays backwards."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from jingge.common.changes import Change, changed, created, image, removed
from jingge.common.models import Row
from jingge.staffing.models import Dated

R = TypeVar("R", bound=Row)


class Writing:
    """Creates and changes rows and remembers how each was before its first touch.

    One note per row, however often it is touched: undoing compares a row with how the deed
    left it, so a second note of the same row would look like somebody else's later change.
    """

    def __init__(self) -> None:
        self._before: dict[UUID, dict[str, Any] | None] = {}
        self._rows: dict[UUID, Row] = {}
        self._removed: dict[UUID, Change] = {}

    def create(self, row: R) -> R:
        row.save(force_insert=True)
        self._before[row.pk] = None
        self._rows[row.pk] = row
        return row

    def change(self, row: Row, **values: Any) -> bool:
        """Set the values that differ; says whether any did."""
        different = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not different:
            return False
        if row.pk not in self._before:
            self._before[row.pk] = image(row)
            self._rows[row.pk] = row
        for name, value in different.items():
            setattr(row, name, value)
        row.save(update_fields=list(different))
        return True

    def remove(self, row: Row) -> None:
        """A row that was wrong from its only day on."""
        if self._before.setdefault(row.pk, image(row)) is None:
            del self._before[row.pk]  # made in this deed: as if it never was
            self._rows.pop(row.pk)
        else:
            self._removed[row.pk] = removed(row)
            self._rows[row.pk] = row
        type(row)._default_manager.filter(pk=row.pk).delete()

    def close(self, row: Dated, on: date) -> bool:
        return self.change(row, valid_to=on)

    def changes(self) -> list[Change]:
        return [
            self._removed.get(row.pk) or (created(row) if before is None else changed(before, row))
            for before, row in ((self._before[pk], row) for pk, row in self._rows.items())
        ]
