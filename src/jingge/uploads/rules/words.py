"""What each problem of reading says to the person, and how to mend it."""

from django.utils.translation import gettext, gettext_noop

from jingge.uploads.terms import ReadProblem

N = gettext_noop
KINDS = {
    "ethnicity": N("ethnicity"),
    "religion": N("religion"),
    "politics": N("political views"),
    "health": N("health"),
    "identity_number": N("identity numbers"),
    "phone": N("phone numbers"),
    "resident_name": N("residents' names"),
    "face": N("faces or other body features"),
    "plate": N("number plates"),
    "bank": N("bank cards"),
    "birth": N("birth dates"),
    "list": N("lists of persons"),
}
FORBIDDEN_MEND = N(
    "Delete the column and upload again. The platform has no place for this, and the file was not kept."
)
REPACK = N("Pack only the tables again: CSV, one .xlsx, GeoJSON, GeoPackage, zipped Shapefile or KML.")
WORDS: dict[str, tuple[str, str]] = {
    "forbidden_name": (N("The column names %(kind)s, which are not taken."), FORBIDDEN_MEND),
    "forbidden_content": (N("The column holds %(kind)s, which are not taken."), FORBIDDEN_MEND),
    "empty_file": (N("The file is empty."), N("Check that the right file was chosen.")),
    "old_excel": (N("This is an old .xls workbook."), N("Open it and save it as .xlsx.")),
    "not_a_table": (N("This is neither a table nor a layer, whatever its name says."), REPACK),
    "other_archive": (N("This kind of archive is not taken."), N("Pack the tables as .zip.")),
    "not_read": (N("This file was passed over."), REPACK),
    "vrt": (
        N("This is a GDAL virtual file, which points at other files instead of holding data."),
        N("Export the layer itself as GeoJSON or GeoPackage."),
    ),
    "cut_off": (
        N("The file ends in the middle of a row: it was cut off on its way."),
        N("Copy or upload it again and compare the sizes."),
    ),
    "cut_off_zip": (
        N("The archive is damaged or was cut off on its way."),
        N("Pack or upload it again and compare the sizes."),
    ),
    "zip_bomb": (
        N("The archive would unpack to %(mb)s MB, far more than its size allows."),
        N("Remove empty rows and formatting below the data, save again, and upload only the tables."),
    ),
    "zip_slip": (N("The archive holds a path that leads out of its folder."), REPACK),
    "zip_name": (N("The archive holds a name with hidden characters or more than 255 bytes."), REPACK),
    "zip_locked": (N("The archive is locked with a password."), N("Pack it again without a password.")),
    "zip_entries": (N("The archive holds more than %(limit)s files."), REPACK),
    "zip_in_zip": (N("There is an archive inside the archive."), N("Put its files into the outer archive.")),
    "file_too_big": (
        N("The file is larger than %(limit)s MB."),
        N("Upload the tables without pictures, or have JINGGE_UPLOAD_LIMIT_MB raised."),
    ),
    "too_heavy": (
        N("Reading the file takes more time or memory than a county's tables need."),
        N("Remove what does not belong to the tables and upload again."),
    ),
    "unreadable": (N("The file could not be read."), N("Save it again with the program it came from.")),
    "too_many_rows": (N("The table has more than %(limit)s rows."), N("Remove empty rows below the data.")),
    "too_many_columns": (
        N("The table has more than %(limit)s columns."),
        N("Remove the columns beside the data."),
    ),
    "too_many_vertices": (
        N("The layer has more than %(limit)s vertices."),
        N("Simplify the shapes to about a metre."),
    ),
    "feature_too_big": (
        N("One shape takes more than %(limit)s MB."),
        N("Simplify the shapes to about a metre."),
    ),
    "encoding": (
        N("The text is in no encoding we know (UTF-8, UTF-16, GBK)."),
        N("Save the file as CSV UTF-8."),
    ),
    "read_as_gbk": (
        N("The file is in GBK and was read as such."),
        N("Check that names look right in the preview."),
    ),
    "nul_byte": (N("The cell holds a NUL character: the file is damaged."), N("Save it again as CSV UTF-8.")),
    "open_quote": (
        N("A quotation mark opens in this row and never closes."),
        N("Close or remove the quotation mark; if the file ends here it was cut off: upload it again."),
    ),
    "short_row": (
        N("The row has %(cells)s cells, the header %(columns)s."),
        N("Fill the row up, or upload again if it was cut off."),
    ),
    "long_row": (
        N("The row has %(cells)s cells, the header only %(columns)s."),
        N("Put text that contains the delimiter into quotation marks."),
    ),
    "cell_too_long": (N("The cell is longer than %(limit)s characters."), N("Shorten it.")),
    "column_twice": (N("Two columns have this name."), N("Rename or remove one of them.")),
    "table_twice": (N("Two tables have this name."), N("Remove or rename one of them.")),
    "formula": (
        N("The cell holds a formula and no value."),
        N("Copy the column and paste it as values, then upload again."),
    ),
    "formula_value": (
        N("Cell %(cell)s holds a formula; its stored value %(stored)s was taken."),
        N("Check the value, or paste it as a value."),
    ),
    "error_cell": (N("Cell %(cell)s holds an error."), N("Mend the formula or write the value.")),
    "merged_cells": (
        N("Cells %(cells)s are merged: rows after the first are empty."),
        N("Unmerge them and write the value into every row."),
    ),
    "broken_workbook": (N("The workbook is damaged."), N("Open it, save it as .xlsx again and upload that.")),
    "xml_declaration": (
        N("The file declares entities or a document type, which no office program writes."),
        N("Export it again from the program it came from."),
    ),
    "kml_link": (
        N("The KML file points at other places instead of holding data."),
        N("Export the shapes themselves."),
    ),
    "json_deep": (N("The JSON is nested far too deeply."), N("Export the layer again as GeoJSON.")),
    "json_broken": (N("The JSON is damaged."), N("Export the layer again as GeoJSON.")),
    "not_geojson": (N("The JSON is not a GeoJSON FeatureCollection."), N("Export the layer as GeoJSON.")),
    "not_feature": (N("This is not a GeoJSON feature."), N("Export the layer again as GeoJSON.")),
    "not_finite": (N("A number is NaN or infinite."), N("Remove the shape or draw it again.")),
    "bad_position": (N("A position is not a pair of numbers."), N("Draw the shape again.")),
    "bad_geometry": (N("The shape is of a kind that is not taken."), N("Use points, lines and polygons.")),
    "ring_short": (N("The outline has fewer than four positions."), N("Draw the shape again.")),
    "ring_open": (
        N("The outline does not end where it began."),
        N("Close it: repeat the first position at the end."),
    ),
    "no_geometry": (N("The feature has no shape."), N("Draw it or remove the row.")),
    "foreign_crs": (
        N("The layer is in a coordinate system that is not taken."),
        N("Convert it to CGCS2000 longitude and latitude (EPSG:4490)."),
    ),
    "broken_layer": (N("The layer is damaged or not of the kind its name says."), N("Export it again.")),
    "shapefile_part": (
        N("The Shapefile came without its part %(value)s."),
        N("Zip .shp, .shx, .dbf and .prj together."),
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
