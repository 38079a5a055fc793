"""What an edition changes, row by row."""

from collections.abc import Iterator, Mapping

from jingge.norms.rules.tables import COLUMNS, Tables
from jingge.norms.terms import RowChange


def differences(before: Tables, after: Tables) -> Iterator[RowChange]:
    """Every row that is new, gone or changed, in the order of the tables."""
    for table, columns in COLUMNS.items():
        old, new = keyed(table, before), keyed(table, after)
        for key in [*old, *(key for key in new if key not in old)]:
            was, now = old.get(key), new.get(key)
            if was is None or now is None:
                row = now or was or {}
                fields = tuple(
                    (c, "", row.get(c, "")) if was is None else (c, row.get(c, ""), "") for c in columns
                )
                kept = tuple(one for one in fields if one[1] or one[2])
                yield RowChange(table, key, "new" if was is None else "gone", kept)
                continue
            changed = tuple(
                (c, was.get(c, ""), now.get(c, "")) for c in columns if was.get(c, "") != now.get(c, "")
            )
            if changed:
                yield RowChange(table, key, "changed", changed)


def keyed(table: str, tables: Tables) -> dict[str, Mapping[str, str]]:
    """Rows by code; an extension by its limit and its place among that limit's."""
    found: dict[str, Mapping[str, str]] = {}
    for row in tables.get(table, ()):
        code = row.get("limit" if table == "extensions" else "code", "")
        place = 1
        while (key := code if place == 1 else f"{code} ({place})") in found:
            place += 1
        found[key] = row
    return found
