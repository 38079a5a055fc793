"""The tables of a pack: their columns, and one table laid over another."""

from collections.abc import Mapping, Sequence

Rows = Sequence[Mapping[str, str]]
Tables = Mapping[str, Rows]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "categories": (
        "code", "parent", "name_zh", "name_en", "procedure", "lead", "helps", "often", "preventable", "local_code",
        "basis",
    ),
    "limits": (
        "code", "key", "name_zh", "name_en", "amount", "unit", "starts_zh", "starts_en", "condition_zh",
        "condition_en", "liberty", "pauses", "basis", "article", "valid_from", "valid_to", "authority",
    ),
    "extensions": ("limit", "amount", "unit", "times", "total", "approver", "when_zh", "when_en"),
    "powers": ("code", "key", "name_zh", "name_en", "amount", "unit", "basis", "article", "valid_from", "valid_to"),
    "urgent_steps": ("code", "ground_zh", "ground_en", "step_zh", "step_en", "basis", "article"),
    "forms": ("code", "name_zh", "name_en", "used_zh", "used_en", "basis", "article"),
}  # fmt: skip
HEAD = ("code", "edition", "base", "name_zh", "name_en", "valid_from")
# What tells rows of a table apart: a row laid over another replaces those with the same.
NAMED_BY: Mapping[str, str] = {name: "limit" if name == "extensions" else "code" for name in COLUMNS}


def laid_over(base: Tables, own: Tables) -> dict[str, list[dict[str, str]]]:
    """The base with the rows of `own` in the place of those of the same code, new ones at the end.

    A limit given anew brings its own extensions, or has none.
    """
    found: dict[str, list[dict[str, str]]] = {}
    renewed = {row.get("code", "") for row in own.get("limits", ())}
    for name in COLUMNS:
        given: dict[str, list[dict[str, str]]] = {}
        for row in own.get(name, ()):
            given.setdefault(row.get(NAMED_BY[name], ""), []).append(dict(row))
        rows: list[dict[str, str]] = []
        for row in base.get(name, ()):
            code = row.get(NAMED_BY[name], "")
            if code in given:
                rows += given.pop(code)
            elif not (name == "extensions" and code in renewed) and not _taken(rows, name, code, own):
                rows.append(dict(row))
        rows += [row for left in given.values() for row in left]
        found[name] = rows
    return found


def _taken(rows: list[dict[str, str]], name: str, code: str, own: Tables) -> bool:
    """Whether `own` has put its rows of this code already (extensions have several of one limit)."""
    return name == "extensions" and any(row.get("limit") == code for row in own.get(name, ()))
