"""What openpyxl's read-only mode does not tell: merged cells and entity declarations, from the parts."""

import re
import zipfile
from pathlib import Path

from jingge.uploads.terms import MB, Unreadable

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)"')
DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
OVERLAP = 200


def refuse_declarations(path: Path, name: str) -> None:
    """Office never writes a DOCTYPE: a part with one wants entities expanded or files fetched."""
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if not entry.filename.endswith((".xml", ".rels", ".vml")):
                continue
            with archive.open(entry) as part:
                head = part.read(16 * 1024)
            if DECLARATION.search(head) or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise Unreadable("xml_declaration", sheet=name, value=entry.filename)


def merged_ranges(path: Path, part: str, most: int = 200) -> list[str]:
    """The merged ranges of one sheet part, found by scanning it once in pieces."""
    found: list[str] = []
    with zipfile.ZipFile(path) as archive, archive.open(part) as file:
        tail = b""
        while chunk := file.read(MB):
            window = tail + chunk
            for match in MERGED.finditer(window):
                reference = match.group(1).decode()
                if reference not in found and len(found) < most:
                    found.append(reference)
            tail = window[-OVERLAP:]
    return found
