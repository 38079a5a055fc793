"""Hostile files, made by code so that none of them lies about as a file: name -> bytes.

Each entry says under which name it arrives and which problem must come of it.
"""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

HERE = "http://127.0.0.1:{port}/"  # the listener that must see nothing
FEATURE = '{"type":"Feature","properties":{"code":"1"},"geometry":%s}'
COLLECTION = '{"type":"FeatureCollection","features":[%s]}'
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>%s</SrcDataSource>'
    "<SrcLayer>x</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"
)
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
ENTITIES = f'<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>'
KML = '<?xml version="1.0"?>%s<kml xmlns="http://www.opengis.net/kml/2.2"><Document>%s</Document></kml>'
SECRET = "canary-of-a-server-file"


@dataclass(frozen=True)
class Hostile:
    """A file as it arrives, and the code of the problem it must end in."""

    file_name: str
    content: Callable[[], bytes]
    code: str


def collection(geometry: str) -> bytes:
    return (COLLECTION % (FEATURE % geometry)).encode()


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def workbook(sheet: str, head: str = "") -> bytes:
    """The least that is an .xlsx: one sheet of the given XML."""
    return zipped(
        ("[Content_Types].xml", CONTENT_TYPES.encode()),
        ("_rels/.rels", rels("officeDocument", "xl/workbook.xml").encode()),
        ("xl/workbook.xml", WORKBOOK.encode()),
        ("xl/_rels/workbook.xml.rels", rels("worksheet", "worksheets/sheet1.xml").encode()),
        ("xl/worksheets/sheet1.xml", f'<?xml version="1.0"?>{head}{SHEET % sheet}'.encode()),
    )


def rels(kind: str, target: str) -> str:
    base = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="units" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>%s</sheetData></worksheet>'


def three_million_rows() -> bytes:
    """Half a megabyte that asks for three million rows."""
    return workbook("<row><c><v>1</v></c></row>" * 3_000_000)


def million_vertices() -> bytes:
    return collection('{"type":"Polygon","coordinates":[[' + "[0,0]," * 10_000_000 + "[0,0]]]}")


def lying_zip() -> bytes:
    """The directory says one byte; the entry unpacks to ten megabytes."""
    packed = bytearray(zipped(("units.csv", b"\x00" * 10_000_000)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = packed.index(signature) + offset
        packed[at : at + 4] = struct.pack("<I", 1)
    return bytes(packed)


def overlapping_zip() -> bytes:
    """Many directory entries that share one packed body: each claims it whole."""
    body = zlib.compress(b"0" * 100_000, 9)[2:-4]
    crc = zlib.crc32(b"0" * 100_000)
    sizes = struct.pack("<III", crc, len(body), 100_000)
    local = (
        b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", 5, 0) + b"a.csv"
    )
    directory = b"".join(
        b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        + struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0) + b"%05d" % n
        for n in range(400)
    )  # fmt: skip
    start = len(local) + len(body)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 400, 400, len(directory), start, 0)
    return local + body + directory + end


def locked_zip() -> bytes:
    packed = bytearray(zipped(("units.csv", b"code,name\n1,2\n")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.index(signature) + offset
        packed[at] |= 1
    return bytes(packed)


HOSTILE: dict[str, Hostile] = {
    "a VRT named geojson": Hostile("a.geojson", lambda: (VRT % "/etc/passwd").encode(), "vrt"),
    "a VRT named csv": Hostile("a.csv", lambda: (VRT % "/etc/passwd").encode(), "vrt"),
    "a VRT behind spaces and a BOM": Hostile("a.kml", lambda: ("\ufeff\n  " + VRT % "x").encode(), "vrt"),
    "a VRT in UTF-16": Hostile("a.gpkg", lambda: (VRT % "x").encode("utf-16"), "vrt"),
    "a VRT in a zip": Hostile("a.zip", lambda: zipped(("units.geojson", (VRT % "x").encode())), "vrt"),
    "a workbook of three million rows": Hostile("a.xlsx", three_million_rows, "zip_bomb"),
    "a zip bomb": Hostile("a.zip", lambda: zipped(("units.csv", b"0" * 50_000_000)), "zip_bomb"),
    "a zip that lies about its size": Hostile("a.zip", lying_zip, "cut_off_zip"),
    "a zip of overlapping entries": Hostile("a.zip", overlapping_zip, "zip_bomb"),
    "a zip with too many entries": Hostile(
        "a.zip", lambda: zipped(*((f"{n}.csv", b"a,b\n") for n in range(600))), "zip_entries"
    ),
    "a zip in a zip": Hostile(
        "a.zip", lambda: zipped(("b.zip", zipped(("units.csv", b"a,b\n1,2\n")))), "zip_in_zip"
    ),
    "a zip slip": Hostile("a.zip", lambda: zipped(("../../etc/cron.d/x.csv", b"a,b\n1,2\n")), "zip_slip"),
    "a zip slip by drive": Hostile("a.zip", lambda: zipped(("C:\\x.csv", b"a,b\n1,2\n")), "zip_slip"),
    "a zip with an absolute path": Hostile(
        "a.zip", lambda: zipped(("/etc/x.csv", b"a,b\n1,2\n")), "zip_slip"
    ),
    "a name that reads backwards": Hostile(
        "a.zip", lambda: zipped(("units\u202evsc.exe", b"a,b\n")), "zip_name"
    ),
    "a name of 300 bytes": Hostile("a.zip", lambda: zipped(("n" * 300 + ".csv", b"a,b\n")), "zip_name"),
    "a locked zip": Hostile("a.zip", locked_zip, "zip_locked"),
    "half a zip": Hostile("a.zip", lambda: zipped(("units.csv", b"a,b\n1,2\n" * 999))[:60], "cut_off_zip"),
    "entities in a workbook": Hostile("a.xlsx", lambda: workbook("<row/>", ENTITIES), "xml_declaration"),
    "entities in a KML": Hostile("a.kml", lambda: (KML % (ENTITIES, "&j;")).encode(), "xml_declaration"),
    "an outside entity in a KML": Hostile(
        "a.kml",
        lambda: (
            KML % ('<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "<name>&x;</name>")
        ).encode(),
        "xml_declaration",
    ),
    "entities in a KML in UTF-16": Hostile(
        "a.kml", lambda: (KML % (ENTITIES, "&j;")).encode("utf-16"), "xml_declaration"
    ),
    "JSON 200,000 deep": Hostile(
        "a.geojson", lambda: (COLLECTION % ("[" * 200_000 + "]" * 200_000)).encode(), "json_deep"
    ),
    "JSON 200,000 deep in objects": Hostile("a.geojson", lambda: b'{"a":' * 200_000, "json_deep"),
    "NaN": Hostile("a.geojson", lambda: collection('{"type":"Point","coordinates":[NaN,1]}'), "not_finite"),
    "Infinity": Hostile(
        "a.geojson", lambda: collection('{"type":"Point","coordinates":[1,-Infinity]}'), "not_finite"
    ),
    "1e999": Hostile(
        "a.geojson", lambda: collection('{"type":"Point","coordinates":[1e999,1]}'), "not_finite"
    ),
    "ten million vertices": Hostile("a.geojson", million_vertices, "feature_too_big"),
    "a ring of two": Hostile(
        "a.geojson", lambda: collection('{"type":"Polygon","coordinates":[[[1,1],[1,1]]]}'), "ring_short"
    ),
    "an open ring": Hostile(
        "a.geojson",
        lambda: collection('{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,2]]]}'),
        "ring_open",
    ),
    "words for coordinates": Hostile(
        "a.geojson", lambda: collection('{"type":"Point","coordinates":["a","b"]}'), "bad_position"
    ),
    "truth for coordinates": Hostile(
        "a.geojson", lambda: collection('{"type":"Point","coordinates":[true,false]}'), "bad_position"
    ),
    "a geometry nobody knows": Hostile(
        "a.geojson", lambda: collection('{"type":"Blob","coordinates":[1,2]}'), "bad_geometry"
    ),
    "GeoJSON cut off half-way": Hostile(
        "a.geojson", lambda: collection('{"type":"Point","coordinates":[1,2]}')[:-40], "cut_off"
    ),
    "GeoJSON in a foreign system": Hostile(
        "a.geojson",
        lambda: json.dumps(
            {"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:3857"}}, "features": []}
        ).encode(),
        "foreign_crs",
    ),
    "JSON that is no layer": Hostile("a.geojson", lambda: b'{"a": 1}', "not_geojson"),
    "a CSV with an open quote": Hostile("a.csv", lambda: b'code,name\n1,2\n3,"4\n5,6\n', "open_quote"),
    "a CSV cut off in its last row": Hostile("a.csv", lambda: b"code,name,kind\n1,2,3\n4,5", "cut_off"),
    "a CSV cut off in a character": Hostile(
        "a.csv", lambda: "code,name\n1,灵州东塔".encode()[:-1], "cut_off"
    ),
    "a CSV with NUL": Hostile("a.csv", lambda: b"code,name\n1,2\n3,a\x00b\n", "nul_byte"),
    "a cell of 300 kB": Hostile("a.csv", lambda: b"code,name\n1," + b"x" * 300_000 + b"\n", "open_quote"),
    "a table of 400,000 rows": Hostile("a.csv", lambda: b"code,name\n" + b"1,2\n" * 400_000, "too_many_rows"),
    "a table of 300 columns": Hostile("a.csv", lambda: b"a," * 300 + b"b\n", "too_many_columns"),
    "an old workbook": Hostile("a.xls", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old_excel"),
    "a program named csv": Hostile("units.csv", lambda: b"\x7fELF" + b"\x00" * 600, "not_a_table"),
    "a picture named csv": Hostile("units.csv", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 600, "not_a_table"),
    "a web page named csv": Hostile(
        "units.csv", lambda: b"<html><script>alert(1)</script></html>", "not_a_table"
    ),
    "another database named gpkg": Hostile(
        "a.gpkg", lambda: b"SQLite format 3\x00" + b"\x00" * 900, "not_a_table"
    ),
    "a broken GeoPackage": Hostile(
        "a.gpkg", lambda: b"SQLite format 3\x00" + b"\x00" * 52 + b"GPKG" + b"\x01" * 900, "broken_layer"
    ),
    "a Shapefile by name only": Hostile("a.shp", lambda: b"code,name\n1,2\n", "not_a_table"),
    "a Shapefile without its table": Hostile(
        "a.zip", lambda: zipped(("units.shp", b"\x00\x00\x27\x0a" + b"\x00" * 96)), "shapefile_part"
    ),
    "an empty file": Hostile("units.csv", lambda: b"", "empty_file"),
    "a file of zeros": Hostile("units.csv", lambda: b"\x00" * 5000, "empty_file"),
    "a broken workbook": Hostile(
        "a.xlsx",
        lambda: zipped(("[Content_Types].xml", b"<x"), ("xl/workbook.xml", b"<y")),
        "broken_workbook",
    ),
}


def asking_home(port: int) -> dict[str, bytes]:
    """Files that would make a careless reader open a connection."""
    url = HERE.format(port=port)
    link = f"<NetworkLink><Link><href>{url}a.kml</href></Link></NetworkLink>"
    entity = f'<!DOCTYPE k [<!ENTITY x SYSTEM "{url}e">]>'
    overlay = f"<GroundOverlay><Icon><href>{url}p.png</href></Icon></GroundOverlay>"
    style = f"<Placemark><styleUrl>{url}s.kml#s</styleUrl><Point><coordinates>106,38</coordinates></Point></Placemark>"
    return {
        "vrt.geojson": (VRT % f"/vsicurl/{url}x.geojson").encode(),
        "link.kml": (KML % ("", link)).encode(),
        "entity.kml": (KML % (entity, "<name>&x;</name>")).encode(),
        "overlay.kml": (KML % ("", overlay)).encode(),
        "style.kml": (KML % ("", style)).encode(),
        "address.csv": f"{url}x.csv,b\n1,2\n".encode(),
        "address.geojson": f'"{url}x.geojson"'.encode(),
        "service.json": json.dumps({"type": "FeatureCollection", "features": [], "next": url}).encode(),
        "wfs.kml": f"<OGRWFSDataSource><URL>{url}wfs</URL></OGRWFSDataSource>".encode(),
        "entity.xlsx": workbook("<row/>", f'<!DOCTYPE k SYSTEM "{url}dtd">'),
    }
