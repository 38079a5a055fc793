"""Which of our tables a table is, and which column is which: by name, Chinese or English."""

import re
import unicodedata
from collections.abc import Sequence

from jingge.exchange.rules.schema import FORMS
from jingge.exchange.terms import Column, Mapping, SheetForm
from jingge.uploads.terms import ReadTable

DBASE_NAME = 10  # a Shapefile cuts its headers there


def squeezed(text: str) -> str:
    """A name without case, width, spaces, signs and what stands in brackets after a star."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s_\-./*:()\[\]（）【】、,]+", "", plain)


def names_of(form: SheetForm) -> set[str]:
    return {squeezed(n) for n in (form.name, form.zh, *form.also)}


def column_names(column: Column) -> set[str]:
    return {squeezed(n) for n in (column.name, column.zh, *column.also)}


def form_by_name(name: str) -> str:
    """The form whose name a table bears, alone or with something around it ("03 blocks 四级网格")."""
    plain = squeezed(re.sub(r"^[\d\s.、_-]+", "", name))
    for form in FORMS.values():
        if plain in names_of(form):
            return form.name
    for form in FORMS.values():
        if plain.startswith(squeezed(form.name)) or plain.endswith(squeezed(form.zh)):
            return form.name
    return ""


def columns_for(form: SheetForm, headers: Sequence[str]) -> dict[str, str]:
    """Our fields and the headers that are theirs; each header is used once."""
    found: dict[str, str] = {}
    by_name = {squeezed(h): h for h in reversed(headers)}
    for column in form.columns:
        for name in (column.name, column.zh, *column.also):
            header = by_name.get(squeezed(name)) or by_name.get(cut_name(form, name))
            if header is not None and header not in found.values():
                found[column.name] = header
                break
    if form.open_prefix:
        for header in headers:
            field = header.strip().lower()
            if field.startswith(form.open_prefix) and header not in [
                *found.values(),
                *cut_headers(form, headers),
            ]:
                found[field] = header
    return found


def cut_name(form: SheetForm, name: str) -> str:
    """A column's name as a Shapefile cuts it, "" when another column's would be cut to the same."""
    cut = name[:DBASE_NAME]
    return squeezed(cut) if sum(c.name.startswith(cut) for c in form.columns) == 1 else ""


def cut_headers(form: SheetForm, headers: Sequence[str]) -> list[str]:
    """Headers that a Shapefile has cut until nobody can say which count they hold: incidents_, incident_1."""
    if not form.open_prefix:
        return []
    stem = form.open_prefix.rstrip("_s")
    return [h for h in headers if re.fullmatch(rf"{stem}s?_\d*", h.strip().lower())]


def missing(form: SheetForm, found: dict[str, str], *, has_geometry: bool) -> list[str]:
    """Required fields without a column. A layer of communities only brings polygons."""
    if form.name == "units" and has_geometry:
        return [] if "code" in found else ["code"]
    return [c.name for c in form.columns if c.required and c.name not in found]


def guess(table: ReadTable) -> Mapping:
    """The mapping a careful clerk would make; form "" when the table is none of ours."""
    name = form_by_name(table.name)
    if name:
        return Mapping(name, columns_for(FORMS[name], table.columns))
    for form in FORMS.values():
        found = columns_for(form, table.columns)
        if form.name != "roads" and len(found) > 2 and not missing(form, found, has_geometry=False):
            return Mapping(form.name, found)
    return Mapping("", {})


def guess_all(tables: Sequence[ReadTable]) -> dict[str, Mapping]:
    """A mapping for every table, by its key (see `table_key`)."""
    return {table_key(table): guess(table) for table in tables}


def table_key(table: ReadTable) -> str:
    """A table and a layer may share a name: blocks.csv beside blocks.geojson."""
    return table.name if table.geometry is None else f"{table.name} ({table.source})"


def with_headers(form: SheetForm, columns: dict[str, str], headers: Sequence[str]) -> dict[str, str]:
    """A mapping somebody made, cut down to what exists: known fields, present headers, each once."""
    kept: dict[str, str] = {}
    for field, header in columns.items():
        known = form.column(field) is not None or (form.open_prefix and field.startswith(form.open_prefix))
        if known and header in headers and header not in kept.values():
            kept[field] = header
    return kept
