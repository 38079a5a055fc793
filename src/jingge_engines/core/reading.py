"""Plain values out of JSON, or a refusal that names section, row, field, value and mend."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any


class InputError(ValueError):
    """What was given is wrong; the message names place, field, value and mend."""


@dataclass(frozen=True)
class Row:
    """One entry of a list."""

    where: str
    told: Mapping[str, Any]

    def value(self, field: str) -> Any:
        """A field that must be there."""
        if field not in self.told:
            raise InputError(f"{self.where}: field {field!r} is missing; add it")
        return self.told[field]

    def text(self, field: str, default: str | None = None) -> str:
        """A name; a number is read as one."""
        value = self.told.get(field, default) if default is not None else self.value(field)
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise InputError(f"{self.where}, {field}: {value!r} is no name; give a text or a whole number")
        return str(value)

    def whole(self, field: str, default: int | None = None) -> int:
        """A whole number of at least 0."""
        value = self.told.get(field, default) if default is not None else self.value(field)
        return whole_of(f"{self.where}, {field}", value, 0)

    def flag(self, field: str) -> bool:
        """True or false; false where it is missing."""
        value = self.told.get(field, False)
        if not isinstance(value, bool):
            raise InputError(f"{self.where}, {field}: {value!r}; give true or false")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of names; empty where it is missing."""
        value = self.told.get(field, [])
        if not isinstance(value, list) or not all(isinstance(one, str | int) for one in value):
            raise InputError(f"{self.where}, {field}: {value!r}; give a list of names")
        return tuple(map(str, value))


@dataclass(frozen=True)
class Table:
    """A whole file."""

    told: Mapping[str, Any]

    def rows(self, section: str, *, needed: bool = True) -> list[Row]:
        """Entries of a list."""
        value = self.told.get(section, None if needed else [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise InputError(f"{section}: missing or no list of entries; give one entry each")
        return [Row(f"{section}, entry {number}", one) for number, one in enumerate(value, start=1)]

    def section(self, section: str) -> Mapping[str, Any]:
        """A group of fields."""
        value = self.told.get(section, {})
        if not isinstance(value, dict):
            raise InputError(f"{section}: {value!r}; give fields by name")
        return value

    def distances(self, section: str, ids: list[str]) -> dict[tuple[str, str], int]:
        """A square table of km between stations, as metres."""
        value = self.told.get(section, [])
        if not value:
            return {}
        n = len(ids)
        if not isinstance(value, list) or len(value) != n or any(len(row) != n for row in value):
            raise InputError(
                f"{section}: not {n} rows of {n} numbers; give km from every station to every one"
            )
        metres = {}
        for first, row in zip(ids, value, strict=True):
            for second, km in zip(ids, row, strict=True):
                if isinstance(km, bool) or not isinstance(km, int | float) or not 0 <= km < 1e6:
                    raise InputError(
                        f"{section}: from {first!r} to {second!r} is {km!r}; give km of at least 0"
                    )
                metres[first, second] = round(1000 * km)
        return metres


def whole_of(where: str, value: Any, least: int) -> int:
    """A whole number that is not too small."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InputError(f"{where}: {value!r}; give a whole number of at least {least}")
    return value


def fraction_of(where: str, value: Any) -> Fraction:
    """An exact share: 0.4, "2/5"."""
    try:
        share = Fraction(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise InputError(f'{where}: {value!r}; give a share such as 0.4 or "2/5"') from error
    if not 0 < share <= 1:
        raise InputError(f"{where}: {value!r}; give a share above 0, at most 1")
    return share


def read_object(path: Path) -> Mapping[str, Any]:
    """A JSON object from a file."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name}: not UTF-8; save it as UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"{path.name}: {where}: {error.msg}; mend the JSON") from error
    if not isinstance(told, dict):
        raise InputError(f"{path.name}: no JSON object; give one with named fields")
    return told
