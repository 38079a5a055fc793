"""A table of text to a sheet of values, with every cell that could not be taken."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from jingge.exchange.rules.mapping import cut_headers
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.rules.values import READERS, Parsed
from jingge.exchange.terms import ERROR, Column, Mapping, Problem, Sheet, SheetForm, Value
from jingge.uploads.terms import ReadTable

GEOMETRY = {"area": (3, 6), "line": (2, 5)}  # WKB kinds


def parse_table(table: ReadTable, mapping: Mapping) -> tuple[Sheet, list[Problem]]:
    form = FORMS[mapping.form]
    places = {header: i for i, header in enumerate(table.columns)}
    sheet = Sheet(form.name, table.name, {}, table.rows, labels=dict(mapping.columns))
    problems = [cut_off(sheet, header) for header in cut_headers(form, table.columns)]
    for field, header in mapping.columns.items():
        column = form.column(field) or Column(field, field, "count", blank=0)
        if table.dates_from_1904 and column.kind == "date":
            table.values[places[header]] = [shifted_1904(v) for v in table.values[places[header]]]
        needed = column.required and not is_layer_of_units(form, table)
        sheet.columns[field] = parse_column(
            sheet, table.values[places[header]], column, header, needed, problems
        )
    if table.geometry is not None:
        sheet.geometry = table.geometry
        problems += wrong_shapes(sheet, form)
    return sheet, problems


def cut_off(sheet: Sheet, header: str) -> Problem:
    return Problem(
        ERROR,
        sheet.label,
        1,
        header,
        "",
        _("A Shapefile keeps ten letters of a name, so nobody can tell which incidents these are."),
        _("Name the columns inc_report, inc_help, inc_disput and inc_compl, or send GeoPackage or GeoJSON."),
    )


def is_layer_of_units(form: SheetForm, table: ReadTable) -> bool:
    return form.name == "units" and table.geometry is not None


def parse_column(
    sheet: Sheet, texts: list[str], column: Column, header: str, needed: bool, problems: list[Problem]
) -> list[Value]:
    """Read each different text once: kinds, units and small counts repeat."""
    read = READERS[column.kind]
    blank = column.blank
    seen: dict[str, Parsed] = {}
    values: list[Value] = []
    for at, text in enumerate(texts):
        if not text:
            values.append(blank)
            if needed:
                problems.append(
                    Problem(
                        ERROR,
                        sheet.label,
                        sheet.rows[at],
                        header,
                        "",
                        _("The cell is empty."),
                        must_write(column),
                    )
                )
            continue
        known = seen.get(text)
        if known is None:
            known = read(text, column)
            if len(seen) < 50_000:
                seen[text] = known
        value, flaw = known
        values.append(blank if value is None else value)
        if flaw is not None:
            problems.append(
                Problem(
                    flaw.severity, sheet.label, sheet.rows[at], header, text[:80], flaw.message, flaw.mend
                )
            )
    return values


def must_write(column: Column) -> str:
    if column.example:
        return _("Write %(what)s, for example %(example)s.") % {"what": column.zh, "example": column.example}
    return _("Write %(what)s.") % {"what": column.zh}


def shifted_1904(text: str) -> str:
    """A day number counted from 1904 as one counted from 1900."""
    return str(int(text) + 1462) if text.isdigit() and len(text) == 5 else text


def wrong_shapes(sheet: Sheet, form: SheetForm) -> Iterable[Problem]:
    """Points among areas, polygons among lines. A layer of points serves blocks as well as polygons do."""
    allowed = GEOMETRY.get(form.geometry, ())
    for at, shape in enumerate(sheet.geometry or ()):
        if not shape:
            continue
        kind = shape[1] if len(shape) > 4 and shape[0] == 1 else 0
        if kind in allowed or (kind == 1 and form.name in ("blocks", "offices", "stations")):
            continue
        yield Problem(
            ERROR,
            sheet.label,
            sheet.rows[at],
            "geometry",
            {1: "Point", 2: "LineString", 3: "Polygon"}.get(kind, str(kind)),
            _("The shape is of the wrong kind for this layer."),
            _("Draw areas as polygons and roads as lines."),
        )
