"""What a file is, by its first bytes and its directory; its name is only a label."""

import zipfile
from pathlib import Path

from jingge.uploads.terms import Unreadable

HEAD = 4096
REFUSED_HEADS = {
    b"\xd0\xcf\x11\xe0": "old_excel",
    b"%PDF": "not_a_table",
    b"\x89PNG": "not_a_table",
    b"\xff\xd8\xff": "not_a_table",
    b"GIF8": "not_a_table",
    b"Rar!": "other_archive",
    b"7z\xbc\xaf": "other_archive",
    b"\x1f\x8b": "other_archive",
    b"BZh": "other_archive",
    b"\xfd7zXZ": "other_archive",
    b"\x7fELF": "not_a_table",
    b"MZ": "not_a_table",
    b"#!": "not_a_table",
}


def kind_of(path: Path, name: str) -> str:
    """csv | xlsx | zip | gpkg | geojson | kml; anything else is refused by name of what it is."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty_file", sheet=name)
    for start, code in REFUSED_HEADS.items():
        if head.startswith(start):
            raise Unreadable(code, sheet=name, value=name)
    if head.startswith(b"PK"):
        return kind_of_zip(path, name)
    if head.startswith(b"SQLite format 3\x00"):
        if head[68:72] not in (b"GPKG", b"GP10", b"GP11"):
            raise Unreadable("not_a_table", sheet=name, value=name)
        return "gpkg"
    return kind_of_text(head, name)


def kind_of_zip(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("cut_off_zip", sheet=name, value=name) from error
    if "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names):
        return "xlsx"
    return "zip"


def kind_of_text(head: bytes, name: str) -> str:
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="replace")
    start = text.lstrip("\ufeff \t\r\n")
    lowered = start.lower()
    if start.startswith(("{", "[")):
        return "geojson"
    if not start.startswith("<"):
        return "csv"
    if "<ogrvrt" in lowered or "<vrtdataset" in lowered:
        raise Unreadable("vrt", sheet=name, value=name)
    if "<kml" in lowered:
        return "kml"
    raise Unreadable("not_a_table", sheet=name, value=name)
