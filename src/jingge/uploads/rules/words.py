"""What each problem of reading says to the person, and how to mend it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from jingge.uploads.terms import ReadProblem

KINDS = {
    "ethnicity": noop("ethnicity"),
    "religion": noop("religion"),
    "politics": noop("political views"),
    "health": noop("health"),
    "identity_number": noop("identity numbers"),
    "phone": noop("phone numbers"),
    "resident_name": noop("residents' names"),
    "face": noop("faces or other body features"),
    "plate": noop("number plates"),
    "bank": noop("bank cards"),
    "birth": noop("birth dates"),
    "list": noop("lists of persons"),
}
FORBIDDEN_MEND = noop(
    "Delete the column and upload again. The platform has no place for this, and the file was not kept."
)
REPACK = noop("Pack only the tables again: CSV, one .xlsx, GeoJSON, GeoPackage, zipped Shapefile or KML.")
WORDS: dict[str, tuple[str, str]] = {
    "forbidden_name": (noop("The column names %(kind)s, which are not taken."), FORBIDDEN_MEND),
    "forbidden_content": (noop("The column holds %(kind)s, which are not taken."), FORBIDDEN_MEND),
    "empty_file": (noop("The file is empty."), noop("Check that the right file was chosen.")),
    "old_excel": (noop("This is an old .xls workbook."), noop("Open it and save it as .xlsx.")),
    "not_a_table": (noop("This is neither a table nor a layer, whatever its name says."), REPACK),
    "other_archive": (noop("This kind of archive is not taken."), noop("Pack the tables as .zip.")),
    "not_read": (noop("This file was passed over."), REPACK),
    "vrt": (
        noop("This is a GDAL virtual file, which points at other files instead of holding data."),
        noop("Export the layer itself as GeoJSON or GeoPackage."),
    ),
    "cut_off": (
        noop("The file ends in the middle of a row: it was cut off on its way."),
        noop("Copy or upload it again and compare the sizes."),
    ),
    "cut_off_zip": (
        noop("The archive is damaged or was cut off on its way."),
        noop("Pack or upload it again and compare the sizes."),
    ),
    "zip_bomb": (
        noop("The archive would unpack to %(mb)s MB, far more than its size allows."),
        noop("Remove empty rows and formatting below the data, save again, and upload only the tables."),
    ),
    "zip_slip": (noop("The archive holds a path that leads out of its folder."), REPACK),
    "zip_name": (noop("The archive holds a name with hidden characters or more than 255 bytes."), REPACK),
    "zip_locked": (noop("The archive is locked with a password."), noop("Pack it again without a password.")),
    "zip_entries": (noop("The archive holds more than %(limit)s files."), REPACK),
    "zip_in_zip": (
        noop("There is an archive inside the archive."),
        noop("Put its files into the outer archive."),
    ),
    "file_too_big": (
        noop("The file is larger than %(limit)s MB."),
        noop("Upload the tables without pictures, or have JINGGE_UPLOAD_LIMIT_MB raised."),
    ),
    "too_heavy": (
        noop("Reading the file takes more time or memory than a county's tables need."),
        noop("Remove what does not belong to the tables and upload again."),
    ),
    "unreadable": (noop("The file could not be read."), noop("Save it again with the program it came from.")),
    "too_many_rows": (
        noop("The table has more than %(limit)s rows."),
        noop("Remove empty rows below the data."),
    ),
    "too_many_columns": (
        noop("The table has more than %(limit)s columns."),
        noop("Remove the columns beside the data."),
    ),
    "too_many_vertices": (
        noop("The layer has more than %(limit)s vertices."),
        noop("Simplify the shapes to about a metre."),
    ),
    "feature_too_big": (
        noop("One shape takes more than %(limit)s MB."),
        noop("Simplify the shapes to about a metre."),
    ),
    "encoding": (
        noop("The text is in no encoding we know (UTF-8, UTF-16, GBK)."),
        noop("Save the file as CSV UTF-8."),
    ),
    "read_as_gbk": (
        noop("The file is in GBK and was read as such."),
        noop("Check that names look right in the preview."),
    ),
    "nul_byte": (
        noop("The cell holds a NUL character: the file is damaged."),
        noop("Save it again as CSV UTF-8."),
    ),
    "open_quote": (
        noop("A quotation mark opens in this row and never closes."),
        noop("Close or remove the quotation mark; if the file ends here it was cut off: upload it again."),
    ),
    "short_row": (
        noop("The row has %(cells)s cells, the header %(columns)s."),
        noop("Fill the row up, or upload again if it was cut off."),
    ),
    "long_row": (
        noop("The row has %(cells)s cells, the header only %(columns)s."),
        noop("Put text that contains the delimiter into quotation marks."),
    ),
    "cell_too_long": (noop("The cell is longer than %(limit)s characters."), noop("Shorten it.")),
    "column_twice": (noop("Two columns have this name."), noop("Rename or remove one of them.")),
    "table_twice": (noop("Two tables have this name."), noop("Remove or rename one of them.")),
    "formula": (
        noop("The cell holds a formula and no value."),
        noop("Copy the column and paste it as values, then upload again."),
    ),
    "formula_value": (
        noop("Cell %(cell)s holds a formula; its stored value %(stored)s was taken."),
        noop("Check the value, or paste it as a value."),
    ),
    "error_cell": (noop("Cell %(cell)s holds an error."), noop("Mend the formula or write the value.")),
    "merged_cells": (
        noop("Cells %(cells)s are merged: rows after the first are empty."),
        noop("Unmerge them and write the value into every row."),
    ),
    "broken_workbook": (
        noop("The workbook is damaged."),
        noop("Open it, save it as .xlsx again and upload that."),
    ),
    "xml_declaration": (
        noop("The file declares entities or a document type, which no office program writes."),
        noop("Export it again from the program it came from."),
    ),
    "kml_link": (
        noop("The KML file points at other places instead of holding data."),
        noop("Export the shapes themselves."),
    ),
    "json_deep": (noop("The JSON is nested far too deeply."), noop("Export the layer again as GeoJSON.")),
    "json_broken": (noop("The JSON is damaged."), noop("Export the layer again as GeoJSON.")),
    "not_geojson": (
        noop("The JSON is not a GeoJSON FeatureCollection."),
        noop("Export the layer as GeoJSON."),
    ),
    "not_feature": (noop("This is not a GeoJSON feature."), noop("Export the layer again as GeoJSON.")),
    "not_finite": (noop("A number is NaN or infinite."), noop("Remove the shape or draw it again.")),
    "bad_position": (noop("A position is not a pair of numbers."), noop("Draw the shape again.")),
    "bad_geometry": (
        noop("The shape is of a kind that is not taken."),
        noop("Use points, lines and polygons."),
    ),
    "ring_short": (noop("The outline has fewer than four positions."), noop("Draw the shape again.")),
    "ring_open": (
        noop("The outline does not end where it began."),
        noop("Close it: repeat the first position at the end."),
    ),
    "no_geometry": (noop("The feature has no shape."), noop("Draw it or remove the row.")),
    "foreign_crs": (
        noop("The layer is in a coordinate system that is not taken."),
        noop("Convert it to CGCS2000 longitude and latitude (EPSG:4490)."),
    ),
    "broken_layer": (
        noop("The layer is damaged or not of the kind its name says."),
        noop("Export it again."),
    ),
    "shapefile_part": (
        noop("The Shapefile came without its part %(value)s."),
        noop("Zip .shp, .shx, .dbf and .prj together."),
    ),
}


def message_of(problem: ReadProblem) -> str:
    return worded(problem, WORDS[problem.code][0])


def mend_of(problem: ReadProblem) -> str:
    return worded(problem, WORDS[problem.code][1])


def worded(problem: ReadProblem, text: str) -> str:
    values = dict(problem.params) | {"value": problem.value}
    if "kind" in values:
        values["kind"] = gettext(KINDS[str(values["kind"])])
    return gettext(text) % values if "%(" in text else gettext(text)
