"""Zip files: the directory is judged before a byte is unpacked.

Nothing is written under a name from the archive: files come out as numbers in our own
folder, and the archive's names are labels only.
"""

import re
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

from jingge.uploads.terms import MB, Limits, Unreadable

IGNORED = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|~\$)", re.IGNORECASE)
STEERING = {"Cc", "Cf", "Co", "Cs"}  # control and direction characters: 'fdp.exe' shown as 'exe.pdf'
SHARED_STRINGS = 120 * MB


def label_of(entry: zipfile.ZipInfo) -> str:
    """The entry's name; Chinese Windows writes GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def why_not_name(name: str) -> str | None:
    """The code of what is wrong with an entry's name, or None."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if name.startswith(("/", "\\")) or ".." in parts or re.match(r"^[A-Za-z]:", name):
        return "zip_slip"
    if any(unicodedata.category(c) in STEERING for c in name) or any(len(p.encode()) > 255 for p in parts):
        return "zip_name"
    return None


def check_directory(archive: zipfile.ZipFile, size: int, name: str, limits: Limits) -> list[zipfile.ZipInfo]:
    """Refuse bombs, slips and locks from the directory alone; the entries that hold data otherwise."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise Unreadable("zip_entries", sheet=name, value=str(len(entries)), limit=limits.entries)
    unpacked = packed = 0
    for entry in entries:
        label = label_of(entry)
        if code := why_not_name(label):
            raise Unreadable(code, sheet=name, value=label.encode("ascii", "backslashreplace").decode())
        if entry.flag_bits & 0x1:
            raise Unreadable("zip_locked", sheet=name, value=label)
        unpacked += entry.file_size
        packed += entry.compress_size
        if entry.file_size > MB and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise Unreadable("zip_bomb", sheet=name, value=label, mb=entry.file_size // MB)
        if label.endswith("sharedStrings.xml") and entry.file_size > SHARED_STRINGS:
            raise Unreadable("zip_bomb", sheet=name, value=label, mb=entry.file_size // MB)
    if unpacked > limits.unpacked_bytes or packed > size:  # overlapping entries sum to more than the file
        raise Unreadable("zip_bomb", sheet=name, value=name, mb=unpacked // MB)
    return [e for e in entries if not e.is_dir() and not IGNORED.search(label_of(e))]


def checked(path: Path, name: str, limits: Limits) -> None:
    """Judge a zip that another library will open."""
    with zipfile.ZipFile(path) as archive:
        check_directory(archive, path.stat().st_size, name, limits)


def unpack(path: Path, name: str, into: Path, limits: Limits) -> list[tuple[Path, str]]:
    """Write each entry as a numbered file; returns (file, label) pairs.

    The parts of one Shapefile keep a common number, since GDAL looks for them by name.
    """
    out: list[tuple[Path, str]] = []
    stems: dict[str, str] = {}
    with zipfile.ZipFile(path) as archive:
        for entry in check_directory(archive, path.stat().st_size, name, limits):
            label = label_of(entry)
            stem, ending = str(PurePosixPath(label).with_suffix("")), PurePosixPath(label).suffix.lower()
            number = stems.setdefault(stem.lower(), f"layer{len(stems)}")
            safe = re.sub(r"[^a-z0-9.]", "", ending)[:8]
            target = into / f"{number}{safe}"
            if target.exists():
                target = into / f"{number}-{len(out)}{safe}"
            copy_entry(archive, entry, target, name)
            out.append((target, PurePosixPath(label).name))
    return out


def copy_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, name: str) -> None:
    written = 0
    try:
        with archive.open(entry) as source, target.open("xb") as sink:
            while chunk := source.read(MB):
                written += len(chunk)
                if written > entry.file_size:
                    raise Unreadable("zip_bomb", sheet=name, value=label_of(entry), mb=written // MB)
                sink.write(chunk)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise Unreadable("cut_off_zip", sheet=name, value=label_of(entry)) from error
