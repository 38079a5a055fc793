"""From mapped tables to one book: a table and a layer of the same thing become one sheet."""

import struct
from collections.abc import Mapping as Maps
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from jingge.exchange.rules.mapping import missing, table_key, with_headers
from jingge.exchange.rules.parsing import parse_table
from jingge.exchange.rules.saying import doubtful, wrong
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.terms import WARNING, Book, Mapping, Problem, Sheet
from jingge.uploads.terms import ReadTable


@dataclass(slots=True)
class Assembled:
    """What came of the tables; `unmapped` names required fields no column was found for."""

    book: Book
    problems: list[Problem] = field(default_factory=list)
    unmapped: dict[str, list[str]] = field(default_factory=dict)


def assemble(tables: Sequence[ReadTable], mappings: Maps[str, Mapping], day: date) -> Assembled:
    result = Assembled(Book({}, day))
    for table in tables:
        key = table_key(table)
        mapping = mappings.get(key, Mapping("", {}))
        if not mapping.form or mapping.form not in FORMS:
            result.problems.append(not_taken(table))
            continue
        form = FORMS[mapping.form]
        mapping = Mapping(form.name, with_headers(form, mapping.columns, table.columns))
        if lacking := missing(form, mapping.columns, has_geometry=table.geometry is not None):
            result.unmapped[key] = lacking
            continue
        result.problems += surplus(table, mapping)
        sheet, problems = parse_table(table, mapping)
        result.problems += problems
        table.values = []  # parsed: the text is not needed twice
        points_to_columns(sheet)
        join(result, sheet)
    for sheet in result.book.sheets.values():
        fill_blanks(sheet)
    return result


def not_taken(table: ReadTable) -> Problem:
    return Problem(
        WARNING,
        table.name,
        None,
        "",
        "",
        _("This table is none of ours and was passed over."),
        _("If it should be taken, say on the mapping page which table it is."),
    )


def surplus(table: ReadTable, mapping: Mapping) -> list[Problem]:
    used = set(mapping.columns.values())
    header = 1 if table.geometry is None else None
    return [
        Problem(
            WARNING,
            table.name,
            header,
            name,
            "",
            _("The column is not known and was passed over."),
            _("If it should be taken, say on the mapping page which column it is."),
        )
        for name in table.columns
        if name not in used and name != "geometry_only" and not (table.source == "kml" and name in KML_OWN)
    ]


KML_OWN = frozenset(
    [
        "id",
        "Name",
        "description",
        "Description",
        "timestamp",
        "begin",
        "end",
        "altitudeMode",
        "tessellate",
        "extrude",
        "visibility",
        "drawOrder",
        "icon",
        "snippet",
    ]
)


def points_to_columns(sheet: Sheet) -> None:
    """A layer of points says where the people are, as lon and lat columns would."""
    if sheet.geometry is None:
        return
    for at, shape in enumerate(sheet.geometry):
        if len(shape) == 21 and shape[1] == 1:
            for name, value in zip(("lon", "lat"), struct.unpack_from("<dd", shape, 5), strict=True):
                column = sheet.columns.setdefault(name, [None] * sheet.length)
                if column[at] is None:
                    column[at] = value
            sheet.geometry[at] = b""
    if not any(sheet.geometry):
        sheet.geometry = None


def join(result: Assembled, sheet: Sheet) -> None:
    """Put a sheet in its place; a layer and a table meet by code."""
    other = result.book.sheets.get(sheet.form)
    if other is None:
        result.book.sheets[sheet.form] = sheet
        return
    if (other.geometry is None) == (sheet.geometry is None):
        result.problems.append(
            wrong(
                sheet, None, "", sheet.label, _("Two tables were taken as “%(form)s”.") % {"form": FORMS[sheet.form].zh},
                _("Remove one of them, or say on the mapping page which is which."),
            )
        )  # fmt: skip
        return
    layer, table = (sheet, other) if sheet.geometry is not None else (other, sheet)
    result.book.sheets[sheet.form] = table
    assert layer.geometry is not None
    shapes = {code: at for at, code in layer.indexed("code")}
    table.geometry = [b""] * table.length
    for at, code in table.indexed("code"):
        place = shapes.pop(code, None)
        if place is not None:
            table.geometry[at] = layer.geometry[place]
    for code, at in shapes.items():
        result.problems.append(
            doubtful(
                layer, at, "code", code, _("The layer has a shape that the table “%(table)s” does not have.")
                % {"table": table.label}, _("Add the row to the table or remove the shape."),
            )
        )  # fmt: skip


def fill_blanks(sheet: Sheet) -> None:
    """Columns that did not come hold what an empty cell means."""
    for column in FORMS[sheet.form].columns:
        if column.name not in sheet.columns:
            sheet.columns[column.name] = [column.blank] * sheet.length
