"""What a hand-over would change, table by table: new, changed, same, gone."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

import shapely

from jingge.exchange.rules.schema import FORMS
from jingge.exchange.rules.specs import grounds_of
from jingge.exchange.terms import Book, Difference, Sample, Sheet

KEYS: dict[str, tuple[str, ...]] = {
    "bureau": ("code",),
    "units": ("code", "valid_from"),
    "stations": ("code",),
    "brigades": ("code",),
    "officers": ("police_number",),
    "offices": ("code",),
    "blocks": ("code",),
}
COMPUTED = frozenset({"lon", "lat", "area_km2"})  # empty means: as computed before
STAYING = COMPUTED | {"equipment", "opening"}  # empty means: as it is
KEPT = frozenset({"units", "stations", "brigades", "offices"})  # a missing row stays; it ends by its own date
SAMPLES = 8
Row = dict[str, Any]


def differences(given: Book, present: Book) -> list[Difference]:
    """One difference for each table that came, in our order of tables."""
    return [
        compare(form, rows_of(form, given), rows_of(form, present)) for form in FORMS if given.given(form)
    ]


def rows_of(form: str, book: Book) -> dict[Hashable, Row]:
    if form == "areas":
        return area_rows(book)
    if form == "roads":
        return road_rows(book.get("roads"))
    sheet = book.get(form)
    names = [c.name for c in FORMS[form].columns]
    names += [n for n in sheet.columns if n.startswith("incidents_") and n not in names]
    shape = shape_reader(sheet)
    rows: dict[Hashable, Row] = {}
    for at in range(sheet.length):
        row = {name: sheet.get(name, at) for name in names}
        row["geometry"] = shape(at)
        rows[tuple(str(row[name]) for name in KEYS[form])] = row
    return rows


def shape_reader(sheet: Sheet) -> Callable[[int], Hashable]:
    if sheet.geometry is None or sheet.form != "blocks":
        return lambda at: None
    geometry = sheet.geometry
    return lambda at: hash(geometry[at]) if geometry[at] else None


def area_rows(book: Book) -> dict[Hashable, Row]:
    """An area by what it holds, however its rows are written: whole communities or all their blocks."""
    sheet, blocks = book.get("areas"), book.get("blocks")
    of_unit: dict[str, set[str]] = {}
    for at, code in blocks.indexed("code"):
        of_unit.setdefault(blocks.get("unit_code", at), set()).add(code)
    rows: dict[Hashable, Row] = {}
    for code, places in grounds_of(book).items():
        held: set[str] = set()
        for at in places:
            block = sheet.get("block_code", at)
            held |= {block} if block else of_unit.get(sheet.get("unit_code", at), set())
        name = next((sheet.get("area_name", at) for at in places if sheet.get("area_name", at)), "") or code
        rows[(code,)] = {
            "area_name": name,
            "police_number": sheet.get("police_number", places[0]),
            "blocks": frozenset(held),
        }
    return rows


def road_rows(sheet: Sheet) -> dict[Hashable, Row]:
    return {
        (sheet.get("name", at) or "", sheet.get("class", at) or "", hash(shape)): {}
        for at, shape in enumerate(sheet.geometry or ())
        if shape
    }


def compare(form: str, given: dict[Hashable, Row], present: dict[Hashable, Row]) -> Difference:
    new = [key for key in given if key not in present]
    gone = [] if form in KEPT else [key for key in present if key not in given]
    changes = {}
    for key, row in given.items():
        if key in present and (fields := tuple(changed_fields(row, present[key]))):
            changes[key] = fields
    samples = [
        *(Sample(said(key), "changed", fields) for key, fields in list(changes.items())[:SAMPLES]),
        *(Sample(said(key), "new", tuple(told(given[key]))) for key in new[:SAMPLES]),
        *(Sample(said(key), "gone", ()) for key in gone[:SAMPLES]),
    ]
    return Difference(
        form, len(new), len(changes), len(given) - len(new) - len(changes), len(gone), tuple(samples)
    )


def changed_fields(row: Row, before: Row) -> Iterator[tuple[str, str, str]]:
    for name, value in row.items():
        old = before.get(name)
        if value == old or (name in STAYING and value is None):
            continue
        if (value in (None, "", (), 0)) and (old in (None, "", (), 0)):
            continue
        if name == "geometry":
            if value is not None:
                yield name, "…", "…"
        else:
            yield name, shown(old), shown(value)


def told(row: Row) -> Iterator[tuple[str, str, str]]:
    for name, value in list(row.items())[:6]:
        if value not in (None, "", ()):
            yield name, "", shown(value)


def shown(value: Any) -> str:
    if isinstance(value, frozenset):
        return str(len(value))
    if isinstance(value, tuple):
        return ";".join(value)[:60]
    return "" if value is None else str(value)[:60]


def said(key: Hashable) -> str:
    return " ".join(str(k) for k in key[:2]) if isinstance(key, tuple) else str(key)


def settle_points(book: Book) -> None:
    """A point outside its own polygon is not taken: the map puts one inside it (territory does the same)."""
    sheet = book.get("blocks")
    if sheet.geometry is None or "lon" not in sheet.columns:
        return
    lons, lats = sheet.columns["lon"], sheet.columns["lat"]
    for at, shape in enumerate(sheet.geometry):
        if shape and lons[at] is not None and lats[at] is not None:
            ground = shapely.from_wkb(shape, on_invalid="ignore")
            if ground is not None and not shapely.intersects_xy(ground, lons[at], lats[at]):
                lons[at] = lats[at] = None
