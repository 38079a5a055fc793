"""A pack as files: a folder or a .zip with `pack.toml` and one .csv a table."""

import csv
import io
import tomllib
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from jingge.common.errors import Invalid
from jingge.common.wording import listed
from jingge.norms.rules.packs import read
from jingge.norms.rules.tables import COLUMNS, HEAD, Tables, laid_over
from jingge.norms.terms import Pack

HEAD_FILE = "pack.toml"
LARGEST = 2 * 1024 * 1024  # of all files together, unpacked
OWN_PACKS = ("national", "lingwu_2021")  # come with the program

Written = tuple[dict[str, str], dict[str, list[dict[str, str]]]]  # head, tables


@cache
def own_files(code: str) -> Written:
    """A pack that comes with the program, laid over its base."""
    folder = files("jingge.norms") / "data" / code
    names = [HEAD_FILE, *(f"{name}.csv" for name in COLUMNS)]
    found = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    return from_files(found)


@cache
def own_pack(code: str) -> Pack:
    pack, faults = read(*own_files(code))
    if pack is None:
        raise ValueError("; ".join(str(one) for one in faults))
    return pack


def from_files(content: Mapping[str, bytes]) -> Written:
    """Head and tables of the files of a pack, laid over the pack named as its base."""
    if HEAD_FILE not in content:
        raise Invalid("file", HEAD_FILE, _("A pack has a file pack.toml. Export one to see how it looks."))
    head = _head(content[HEAD_FILE])
    tables = {}
    for name, raw in content.items():
        table = name.removesuffix(".csv")
        if name == HEAD_FILE:
            continue
        if table not in COLUMNS or table == name:
            known = listed([HEAD_FILE, *(f"{one}.csv" for one in COLUMNS)])
            raise Invalid("file", name, _("A pack has only these files: %(names)s.") % {"names": known})
        tables[table] = _rows(name, raw)
    if base := head.get("base", ""):
        if base not in OWN_PACKS:
            raise Invalid("base", base, _("The base is one of: %(names)s.") % {"names": listed(OWN_PACKS)})
        tables = laid_over(own_files(base)[1], tables)
    return head, tables


def from_zip(content: bytes) -> Written:
    """The same from an uploaded .zip. Nothing is unpacked to disk, and no more than `LARGEST` is read."""
    found: dict[str, bytes] = {}
    left = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.is_dir():
                    continue
                with archive.open(entry) as stream:
                    data = stream.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise Invalid("file", entry.filename, _("A pack is smaller than 2 MB."))
                found[entry.filename.rsplit("/", 1)[-1]] = data
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise Invalid("file", "", _("This is not a .zip file, or it is damaged or locked.")) from error
    return from_files(found)


def to_zip(head: Mapping[str, str], tables: Tables) -> bytes:
    """The whole pack as files, the same bytes for the same pack."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            _entry(HEAD_FILE), _toml({name: head.get(name, "") for name in HEAD if name != "base"})
        )
        for name, columns in COLUMNS.items():
            text = io.StringIO()
            writer = csv.DictWriter(text, columns, lineterminator="\r\n")
            writer.writeheader()
            writer.writerows(
                {column: row.get(column, "") for column in columns} for row in tables.get(name, ())
            )
            archive.writestr(_entry(f"{name}.csv"), ("\ufeff" + text.getvalue()).encode())
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _toml(head: Mapping[str, str]) -> str:
    lines = []
    for name, value in head.items():
        plain = value.isdigit() if name == "edition" else name == "valid_from"
        quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
        lines.append(f"{name} = {value if plain and value else quoted}")
    return "\n".join(lines) + "\n"


def _head(raw: bytes) -> dict[str, str]:
    try:
        found = tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid("file", HEAD_FILE, _("This is no TOML: %(what)s") % {"what": error}) from error
    if strange := set(found) - set(HEAD):
        known = listed(HEAD)
        raise Invalid(
            HEAD_FILE, listed(sorted(strange)), _("pack.toml has only: %(names)s.") % {"names": known}
        )
    return {name: str(value) for name, value in found.items()}


def _rows(name: str, raw: bytes) -> list[dict[str, str]]:
    text = _text(name, raw)
    reader = csv.reader(io.StringIO(text))
    lines = [line for line in reader if any(cell.strip() for cell in line)]
    if not lines:
        return []
    heading = [cell.strip() for cell in lines[0]]
    found = []
    for number, line in enumerate(lines[1:], 2):
        if len(line) > len(heading):
            mend = _("Row %(row)d has more cells than the heading. Put texts with commas in quotes.")
            raise Invalid(name, line[len(heading)], mend % {"row": number})
        found.append(dict(zip(heading, [*line, *[""] * (len(heading) - len(line))], strict=True)))
    return found


def _text(name: str, raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid("file", name, _("Save the table as CSV in UTF-8 or GBK."))
