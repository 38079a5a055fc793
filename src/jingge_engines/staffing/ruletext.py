"""Rules by name, as files carry them."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from jingge_engines.core.reading import Row, fraction_of, whole_of
from jingge_engines.staffing import rules
from jingge_engines.staffing.terms import Kind, ProblemError

Reader = Callable[[Row, str], Any]


def _share(row: Row, field: str) -> Fraction:
    return fraction_of(f"{row.where}, {field}", row.value(field))


def _most(row: Row, field: str) -> int | None:
    value = row.told.get(field)
    return None if value is None else whole_of(f"{row.where}, {field}", value, 0)


def _years(row: Row, field: str) -> float:
    value = row.value(field)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ProblemError(f"{row.where}, {field}: {value!r}; give a number of years")
    return float(value)


def _kind(row: Row, field: str) -> Kind:
    value = row.text(field)
    if value not in set(Kind):
        raise ProblemError(f"{row.where}, {field}: {value!r}; choose from {', '.join(Kind)}")
    return Kind(value)


def _names(row: Row, field: str) -> frozenset[str]:
    return frozenset(row.texts(field))


FIELDS: dict[str, tuple[type[Any], dict[str, Reader]]] = {
    "station_share": (rules.StationShare, {"least": _share}),
    "role_share": (rules.RoleShare, {"role": Row.text, "least": _share, "station": Row.text}),
    "station_size": (
        rules.StationSize,
        {"station": Row.text, "least": Row.whole, "most": _most, "kind": _kind},
    ),
    "role_size": (
        rules.RoleSize,
        {"role": Row.text, "station": Row.text, "least": Row.whole, "most": _most, "kind": _kind},
    ),
    "stability": (rules.Stability, {"role": Row.text, "years": _years, "exempt": _names}),
    "attached": (rules.Attached, {"role": Row.text, "kind": _kind, "least": Row.whole}),
    "covered": (rules.Covered, {"units": Row.texts}),
    "exclusive": (rules.Exclusive, {"first": Row.text, "second": Row.text}),
    "separate": (rules.Separate, {"first": Row.text, "second": Row.text}),
    "transfers_at_most": (rules.TransfersAtMost, {"most": Row.whole}),
}
"""By the name in field `rule`: the class and its fields."""


def rule_of(row: Row) -> rules.Rule:
    """A rule from an entry; fields that are missing take their default, unknown ones are refused."""
    name = row.text("rule")
    if name not in FIELDS:
        raise ProblemError(f"{row.where}, rule: {name!r} is unknown; choose from {', '.join(FIELDS)}")
    made, fields = FIELDS[name]
    for field in row.told:
        if field not in {"rule", "id", *fields}:
            raise ProblemError(f"{row.where}: {name} has no field {field!r}; it has {', '.join(fields)}")
    values = {field: read(row, field) for field, read in fields.items() if field in row.told}
    if "id" in row.told:
        values["id"] = row.text("id")
    try:
        return made(**values)  # type: ignore[no-any-return]
    except TypeError as error:
        raise ProblemError(f"{row.where}: {name} is not complete ({error}); add the field") from error
