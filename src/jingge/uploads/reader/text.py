"""Which encoding a text file is in: UTF-8 with or without BOM, UTF-16, GBK/GB18030."""

import codecs
from pathlib import Path

from jingge.uploads.terms import MB, Unreadable

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path, name: str) -> str:
    """Decode the whole file once, strictly; the first encoding that holds is the one.

    GB18030 is tried last but one: it accepts almost anything, UTF-8 almost nothing else.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    for bom, encoding in BOMS:
        if head.startswith(bom):
            require(path, encoding, name)
            return encoding
    if wide := wide_encoding(head):
        return wide
    failure = failure_of(path, "utf-8")
    if failure is None:
        return "utf-8"
    if failure >= path.stat().st_size - 4 and not head_of(path, failure).isascii():
        raise Unreadable("cut_off", sheet=name, row=line_at(path, failure))  # it ends inside a character
    if failure_of(path, "gb18030") is None:
        return "gb18030"
    raise Unreadable("encoding", sheet=name, row=line_at(path, failure))


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 without a BOM: every other byte of Latin text is zero."""
    if len(head) < 8 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.3 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.3 and odd < half * 0.05 else None


def require(path: Path, encoding: str, name: str) -> None:
    failure = failure_of(path, encoding)
    if failure is not None:
        near_end = failure >= path.stat().st_size - 4
        raise Unreadable("cut_off" if near_end else "encoding", sheet=name, row=line_at(path, failure))


def failure_of(path: Path, encoding: str) -> int | None:
    """The offset of the first byte that does not decode, or None."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    done = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(MB)
            held = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return done - held + error.start
            if not chunk:
                return None
            done += len(chunk)


def head_of(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def line_at(path: Path, offset: int) -> int:
    return head_of(path, offset).count(b"\n") + 1
