"""One row of a draft written anew, added or taken out, so that it can be undone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from jingge.common.errors import Invalid
from jingge.norms.rules.tables import COLUMNS, Tables

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one row: its place, what stood there, what stands there now."""

    table: str
    code: str  # as shown: an extension has none of its own
    place: int
    before: Row | None
    after: Row | None

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Edit":
        return cls(**plain)

    def fields(self) -> list[str]:
        return [
            c for c in COLUMNS[self.table] if (self.before or {}).get(c, "") != (self.after or {}).get(c, "")
        ]


def put_row(
    tables: Tables, table: str, code: str, values: Mapping[str, str] | None
) -> tuple[dict[str, list[Row]], Edit]:
    """The tables with that row as `values` say. `code` "" adds a row; an extension is named by its place."""
    if table not in COLUMNS:
        raise Invalid("table", table, _("A pack has no such table."))
    rows = [dict(row) for row in tables.get(table, ())]
    place = place_of(table, code, rows) if code else len(rows)
    if place is None:
        raise Invalid("code", code, _("There is no row of this code."))
    after = None if values is None else {c: str(values.get(c, "")).strip() for c in COLUMNS[table]}
    edit = Edit(table, code or (after or {}).get("code", ""), place, rows[place] if code else None, after)
    return _with(tables, edit, after=True), edit


def undo(tables: Tables, edit: Edit) -> dict[str, list[Row]]:
    return _with(tables, edit, after=False)


def place_of(table: str, code: str, rows: list[Row]) -> int | None:
    if table == "extensions":
        return int(code) if code.isascii() and code.isdigit() and int(code) < len(rows) else None
    return next((place for place, row in enumerate(rows) if row.get("code") == code), None)


def _with(tables: Tables, edit: Edit, *, after: bool) -> dict[str, list[Row]]:
    found = {name: [dict(row) for row in tables.get(name, ())] for name in COLUMNS}
    rows = found[edit.table]
    old, new = (edit.before, edit.after) if after else (edit.after, edit.before)
    rows[edit.place : edit.place + (old is not None)] = [new] if new is not None else []
    return found
