"""A pack read from its tables: every wrong cell is named, and nothing wrong gets further."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from jingge.common.wording import listed
from jingge.norms.rules.tables import COLUMNS, Rows, Tables
from jingge.norms.terms import (
    Approver,
    Authority,
    Category,
    ExtensionRule,
    Form,
    Lead,
    Limit,
    Pack,
    PackFault,
    Pause,
    Power,
    Procedure,
    Unit,
    UrgentStep,
)

Choice = TypeVar("Choice", bound=TextChoices)
Dated = Limit | Power
LONGEST = 400
SPANS = (Unit.HOUR, Unit.DAY, Unit.WORKDAY, Unit.MONTH, Unit.YEAR)


class Cells:
    """One row being read: takes each cell as what it should be and keeps what is wrong."""

    def __init__(self, table: str, row: int, cells: Mapping[str, str], faults: list[PackFault]) -> None:
        self.table, self.row, self.faults = table, row, faults
        self.cells = {name: str(value or "").strip() for name, value in cells.items()}

    def fault(self, field: str, mend: str) -> None:
        self.faults.append(PackFault(self.table, self.row, field, self.cells.get(field, "")[:60], mend))

    def text(self, field: str, *, needed: bool = True) -> str:
        value = self.cells.get(field, "")
        if needed and not value:
            self.fault(field, _("Write something here."))
        if len(value) > LONGEST:
            self.fault(field, _("At most %(n)d characters.") % {"n": LONGEST})
        return value

    def number(self, field: str, *, least: int = 0, most: int = 100_000) -> int:
        value = self.cells.get(field, "")
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            self.fault(field, _("Write a whole number from %(a)d to %(b)d.") % {"a": least, "b": most})
            return least
        return int(value)

    def day(self, field: str, *, needed: bool = True) -> date | None:
        value = self.cells.get(field, "")
        if not value and not needed:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fault(field, _("Write a date like 2026-01-01."))
            return None

    def flag(self, field: str) -> bool:
        value = self.cells.get(field, "")
        if value not in ("", "yes"):
            self.fault(field, _("Write “yes” or leave it empty."))
        return value == "yes"

    def choice(self, field: str, kind: type[Choice], *, needed: bool = True) -> Choice | None:
        value = self.cells.get(field, "")
        if value in kind.values and (value or needed):
            return kind(value)
        if value or needed:
            self.fault(field, _("Write one of: %(words)s.") % {"words": listed(v for v in kind.values if v)})
        return None

    def choices(self, field: str, kind: type[Choice]) -> tuple[Choice, ...]:
        words = self.cells.get(field, "").split()
        if strange := [word for word in words if word not in kind.values]:
            self.fault(field, _("Not known: %(words)s.") % {"words": listed(strange)})
        return tuple(kind(word) for word in words if word in kind.values)


def read(head: Mapping[str, str], tables: Tables) -> tuple[Pack | None, list[PackFault]]:
    """The pack its tables say, or everything that is wrong with them."""
    faults: list[PackFault] = []
    faults += _strange_columns(tables)
    title = Cells("pack", 1, head, faults)
    code, edition = title.text("code"), title.number("edition", least=1)
    names, valid_from = (title.text("name_zh"), title.text("name_en")), title.day("valid_from")
    extensions = _extensions(tables.get("extensions", ()), faults)
    categories = tuple(_category(one) for one in _rows("categories", tables, faults))
    limits = tuple(
        _limit(one, extensions.pop(one.cells.get("code", ""), ())) for one in _rows("limits", tables, faults)
    )
    powers = tuple(_power(one) for one in _rows("powers", tables, faults))
    steps = tuple(_step(one) for one in _rows("urgent_steps", tables, faults))
    forms = tuple(_form(one) for one in _rows("forms", tables, faults))
    for strange in extensions:
        row = _row_of(tables, "extensions", "limit", strange)
        faults.append(PackFault("extensions", row, "limit", strange, _("No limit has this code.")))
    for name in ("categories", "limits", "powers", "urgent_steps", "forms"):
        faults += _twice(name, tables)
    faults += _category_faults(tables, categories)
    faults += _date_faults(tables, "limits", limits)
    faults += _date_faults(tables, "powers", powers)
    if faults or valid_from is None:
        return None, faults
    return (
        Pack(
            code=code, edition=edition, name_zh=names[0], name_en=names[1], valid_from=valid_from,
            categories=categories, limits=limits, powers=powers, urgent_steps=steps, forms=forms,
        ),
        [],
    )  # fmt: skip


def _rows(name: str, tables: Tables, faults: list[PackFault]) -> Iterator[Cells]:
    rows = tables.get(name, ())
    if not rows:
        faults.append(PackFault(name, 1, "", "", _("This table is empty or missing.")))
    for number, row in enumerate(rows, 2):
        yield Cells(name, number, row, faults)


def _strange_columns(tables: Tables) -> Iterator[PackFault]:
    for name in tables:
        if name not in COLUMNS:
            yield PackFault(
                name,
                1,
                "",
                name,
                _("A pack has no such table. Known: %(names)s.") % {"names": listed(COLUMNS)},
            )
            continue
        strange = {str(column) for row in tables[name] for column in row} - set(COLUMNS[name])
        for column in sorted(strange):
            mend = _("Columns of this table: %(names)s.") % {"names": listed(COLUMNS[name])}
            yield PackFault(name, 1, column, column, mend)


def _category(row: Cells) -> Category:
    return Category(
        code=row.text("code"), parent=row.text("parent", needed=False),
        name_zh=row.text("name_zh"), name_en=row.text("name_en"),
        procedure=row.choice("procedure", Procedure, needed=False), lead=row.choice("lead", Lead, needed=False),
        helps=row.choices("helps", Lead), often=row.flag("often"),
        preventable=row.flag("preventable"),
        local_code=row.text("local_code", needed=False), basis=row.text("basis"),
    )  # fmt: skip


def _limit(row: Cells, extensions: tuple[ExtensionRule, ...]) -> Limit:
    unit = row.choice("unit", Unit)
    amount = row.number("amount", least=0 if unit in (None, Unit.IMMEDIATE, Unit.RESTART) else 1, most=5000)
    return Limit(
        code=row.text("code"), key=row.text("key"), name_zh=row.text("name_zh"), name_en=row.text("name_en"),
        amount=amount, unit=unit or Unit.DAY,
        starts_zh=row.text("starts_zh", needed=False), starts_en=row.text("starts_en", needed=False),
        condition_zh=row.text("condition_zh", needed=False), condition_en=row.text("condition_en", needed=False),
        liberty=row.flag("liberty"), pauses=frozenset(row.choices("pauses", Pause)),
        basis=row.text("basis"), article=row.text("article", needed=False),
        valid_from=row.day("valid_from") or date.min, valid_to=row.day("valid_to", needed=False),
        authority=row.choice("authority", Authority) or Authority.BUREAU, extensions=extensions,
    )  # fmt: skip


def _extensions(rows: Rows, faults: list[PackFault]) -> dict[str, tuple[ExtensionRule, ...]]:
    found: dict[str, tuple[ExtensionRule, ...]] = defaultdict(tuple)
    for number, cells in enumerate(rows, 2):
        row = Cells("extensions", number, cells, faults)
        unit = row.choice("unit", Unit)
        if unit is not None and unit not in SPANS:
            row.fault("unit", _("Write one of: %(words)s.") % {"words": listed(one.value for one in SPANS)})
        found[row.text("limit")] += (
            ExtensionRule(
                amount=row.number("amount", least=1, most=5000), unit=unit or Unit.DAY,
                times=row.number("times", least=1, most=20), total=row.flag("total"),
                approver=row.choice("approver", Approver) or Approver.NOBODY,
                when_zh=row.text("when_zh", needed=False), when_en=row.text("when_en", needed=False),
            ),
        )  # fmt: skip
    return dict(found)


def _power(row: Cells) -> Power:
    return Power(
        code=row.text("code"), key=row.text("key"), name_zh=row.text("name_zh"), name_en=row.text("name_en"),
        amount=row.number("amount", most=10_000_000), unit=row.text("unit"), basis=row.text("basis"),
        article=row.text("article", needed=False),
        valid_from=row.day("valid_from") or date.min, valid_to=row.day("valid_to", needed=False),
    )  # fmt: skip


def _step(row: Cells) -> UrgentStep:
    return UrgentStep(**{name: row.text(name, needed=name != "article") for name in COLUMNS["urgent_steps"]})


def _form(row: Cells) -> Form:
    return Form(**{name: row.text(name, needed=name != "article") for name in COLUMNS["forms"]})


def _twice(name: str, tables: Tables) -> Iterator[PackFault]:
    first: dict[str, int] = {}
    for number, row in enumerate(tables.get(name, ()), 2):
        code = str(row.get("code") or "").strip()
        if code and code in first:
            mend = _("This code stands in row %(row)d already.") % {"row": first[code]}
            yield PackFault(name, number, "code", code, mend)
        first.setdefault(code, number)


def _category_faults(tables: Tables, categories: Iterable[Category]) -> Iterator[PackFault]:
    """Every category a matter can be of has exactly one lead, and its parent is there (R37)."""
    kept = tuple(categories)
    codes = {one.code for one in kept}
    parents = {one.parent for one in kept}
    above = {one.code: one.parent for one in kept}
    for number, one in enumerate(kept, 2):
        if one.parent and one.parent not in codes:
            yield PackFault("categories", number, "parent", one.parent, _("No category has this code."))
        if _circle(one.code, above):
            yield PackFault(
                "categories", number, "parent", one.parent, _("A category cannot stand below itself.")
            )
        if one.lead is None and one.code not in parents:
            yield PackFault("categories", number, "lead", "", _("Name who leads: exactly one."))
        if one.lead is not None and one.procedure is None:
            yield PackFault("categories", number, "procedure", "", _("Name the procedure it follows."))
        if one.lead is not None and one.lead in one.helps:
            yield PackFault("categories", number, "helps", one.lead.value, _("Who leads does not also help."))
    if not any(one.lead is not None for one in kept) and kept:
        yield PackFault("categories", 2, "lead", "", _("Name who leads: exactly one."))


def _circle(code: str, above: Mapping[str, str]) -> bool:
    seen = set()
    while code and code not in seen:
        seen.add(code)
        code = above.get(code, "")
    return bool(code)


def _date_faults(tables: Tables, name: str, rules: Iterable[Dated]) -> Iterator[PackFault]:
    """The rows of one key follow each other day by day: no gap, no overlap."""
    numbered: dict[str, list[tuple[Dated, int]]] = defaultdict(list)
    for number, one in enumerate(rules, 2):
        if one.valid_to is not None and one.valid_to < one.valid_from:
            mend = _("The last day lies before the first, %(day)s.") % {"day": one.valid_from}
            yield PackFault(name, number, "valid_to", str(one.valid_to), mend)
        numbered[one.key].append((one, number))
    for same in numbered.values():
        same.sort(key=lambda pair: pair[0].valid_from)
        for (before, row), (after, number) in pairwise(same):
            if before.valid_to is None or after.valid_from <= before.valid_to:
                mend = _(
                    "Row %(row)d is in force until %(day)s: the two overlap. Begin this one the day after it ends."
                )
                told = mend % {"row": row, "day": before.valid_to or _("further notice")}
                yield PackFault(name, number, "valid_from", str(after.valid_from), told)
            elif after.valid_from > before.valid_to + timedelta(days=1):
                mend = _("Row %(row)d ends on %(day)s: from the day after until here no rule is in force.")
                told = mend % {"row": row, "day": before.valid_to}
                yield PackFault(name, number, "valid_from", str(after.valid_from), told)


def _row_of(tables: Tables, table: str, field: str, value: str) -> int:
    rows = enumerate(tables.get(table, ()), 2)
    return next((number for number, row in rows if str(row.get(field) or "").strip() == value), 1)
