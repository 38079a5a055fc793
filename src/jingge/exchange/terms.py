"""The words of a hand-over: tables, columns, problems, differences."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason

ERROR, WARNING = "error", "warning"
Value = Any  # a parsed cell: str, int, float, date, bool, tuple[str, ...] or None when empty or wrong


class ImportState(TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    READING = "reading", _("Being read")
    NEEDS_MAPPING = "needs_mapping", _("Columns to be matched")
    REFUSED = "refused", _("Refused")  # has errors; nothing was written
    PREVIEWED = "previewed", _("Ready to apply")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    UNDONE = "undone", _("Taken back")
    FAILED = "failed", _("Failed")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, what was found, why it can't be taken, how to mend it."""

    severity: str
    sheet: str
    row: int | None  # as the user counts: the header is row 1; in a layer the n-th feature
    field: str
    value: str
    message: Reason
    mend: Reason
    original: dict[str, str] = dataclasses.field(default_factory=dict, compare=False)  # its row as it came


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of ours."""

    name: str
    zh: str
    kind: str  # how its cells are read: see rules.values
    required: bool = False
    note: Reason = ""
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()  # (value, Chinese word)
    also: tuple[str, ...] = ()  # other headers it is known by
    blank: Value = None  # what an empty cell means


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One table of ours."""

    name: str
    zh: str
    label: Reason
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()
    geometry: str = ""  # "" | "area" | "line"
    open_prefix: str = ""  # further columns beginning so are taken as counts

    def column(self, name: str) -> Column | None:
        return next((c for c in self.columns if c.name == name), None)


@dataclass(slots=True)
class Sheet:
    """One table as parsed, column by column. `rows` holds None for what the bureau has already."""

    form: str
    label: str  # what the user calls it
    columns: dict[str, list[Value]]
    rows: Sequence[int | None]
    geometry: list[bytes] | None = None
    is_present: bool = False  # taken from the bureau's own tables because the hand-over has none
    labels: dict[str, str] = dataclasses.field(default_factory=dict)  # our field -> the user's header

    @property
    def length(self) -> int:
        return len(self.rows)

    def get(self, name: str, at: int) -> Value:
        column = self.columns.get(name)
        return column[at] if column is not None else None

    def column(self, name: str) -> list[Value]:
        return self.columns.get(name) or [None] * self.length

    def header(self, name: str) -> str:
        return self.labels.get(name, name)

    def indexed(self, name: str) -> Iterator[tuple[int, Value]]:
        return ((i, v) for i, v in enumerate(self.column(name)) if v not in (None, ""))


@dataclass(slots=True)
class Book:
    """All tables of a hand-over, with the bureau's own where it has none."""

    sheets: dict[str, Sheet]
    day: date  # from which it shall hold

    def get(self, form: str) -> Sheet:
        return self.sheets.get(form) or Sheet(form, form, {}, ())

    def given(self, form: str) -> bool:
        sheet = self.sheets.get(form)
        return sheet is not None and not sheet.is_present


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which table of ours a table of theirs is, and which column is which."""

    form: str  # "" = not taken
    columns: dict[str, str]  # our field -> their header


@dataclass(frozen=True, slots=True)
class Sample:
    """One row that would change, for the preview."""

    key: str
    what: str  # "new" | "changed" | "gone"
    fields: tuple[tuple[str, str, str], ...]  # (field, before, after)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one table would change."""

    form: str
    new: int
    changed: int
    same: int
    gone: int
    samples: tuple[Sample, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks need of the bureau beyond its tables."""

    bureau_code: str = ""
    other_codes: frozenset[str] = frozenset()  # of other bureaus on this machine
    seats: dict[str, tuple[float, float]] = dataclasses.field(default_factory=dict)  # station -> lon, lat
    points: dict[str, tuple[float, float]] = dataclasses.field(default_factory=dict)  # block -> lon, lat
    kinds: dict[str, str] = dataclasses.field(default_factory=dict)  # police number -> kind
