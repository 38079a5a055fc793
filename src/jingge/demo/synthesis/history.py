"""The names of the units, each with the days on which it was in force."""

from jingge.demo.synthesis.source import read_rows, read_units
from jingge.demo.terms import NameInForce, Unit

FIRST_LIST = "2016-10-31"
"""Day from which the demonstration knows the units. The list of 2016 carries no day in the data; the later
lists close at the end of October, so this one is dated the same way."""


def list_names_in_force() -> list[NameInForce]:
    """Dated rows for every unit, by code and day."""
    return [row for unit in read_units() for row in _history_of(unit)]


def _history_of(unit: Unit) -> list[NameInForce]:
    changes = sorted(
        (row for row in read_rows("unit_changes.csv") if row["code"] == unit.code),
        key=lambda row: row["cut_off_date"],
    )
    renames = [row for row in changes if row["change"] == "renamed"]
    added = next((row["cut_off_date"] for row in changes if row["change"] == "added"), "")
    removed = next((row["cut_off_date"] for row in changes if row["change"] == "removed"), "")
    names = [renames[0]["old_name"] if renames else unit.name, *(row["new_name"] for row in renames)]
    starts = [added or FIRST_LIST, *(row["cut_off_date"] for row in renames)]
    ends = [*starts[1:], removed]
    begins = ["added" if added else "", *("renamed" for _ in renames)]
    if removed:
        begins[-1] = "removed"
    return [
        NameInForce(code=unit.code, name=name, valid_from=start, valid_to=end, change=change)
        for name, start, end, change in zip(names, starts, ends, begins, strict=True)
    ]
