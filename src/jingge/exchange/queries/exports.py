"""The bureau's present tables as files an import takes back unchanged."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import shapely

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import refuse_if
from jingge.common.sheets import to_csv
from jingge.common.viewer import Viewer
from jingge.exchange.queries.present import present_book
from jingge.exchange.rules.originals import text_of
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.terms import Book, Sheet


def bureau_zip(viewer: Viewer, day: date) -> bytes:
    """A zip of CSV tables and GeoJSON layers, as they hold on a day."""
    refuse_if(why_not(viewer, Ability.RUN_IMPORTS))
    return zip_of(viewer.bureau_id, day)


def zip_of(bureau_id: UUID, day: date) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files_of(present_book(bureau_id, day)):
            archive.writestr(name, content)
    return out.getvalue()


def files_of(book: Book) -> Iterator[tuple[str, bytes]]:
    for form in FORMS:
        sheet = book.get(form)
        if not sheet.length:
            continue
        if sheet.geometry is not None and any(sheet.geometry):
            yield f"{form}.geojson", layer(sheet)
        else:
            header = list(sheet.columns)
            yield (
                f"{form}.csv",
                to_csv(header, ([text_of(sheet.get(n, i)) for n in header] for i in range(sheet.length))),
            )


def layer(sheet: Sheet) -> bytes:
    """A FeatureCollection whose coordinates come back bit by bit."""
    features = []
    for at in range(sheet.length):
        shape = sheet.geometry[at] if sheet.geometry else b""
        features.append(
            {
                "type": "Feature",
                "properties": {name: plain(sheet.get(name, at)) for name in sheet.columns},
                "geometry": shapely.geometry.mapping(shapely.from_wkb(shape)) if shape else None,
            }
        )
    return json.dumps(
        {"type": "FeatureCollection", "name": sheet.form, "features": features}, ensure_ascii=False
    ).encode()


def plain(value: Any) -> object:
    return value if isinstance(value, int | float | str) or value is None else text_of(value)
