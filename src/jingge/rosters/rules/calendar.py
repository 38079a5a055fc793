"""A calendar feed by RFC 5545: lines of at most 75 octets, CRLF, times in Asia/Shanghai with its definition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from jingge.rosters.rules.hours import begins

ZONE = "Asia/Shanghai"
OCTETS = 75


@dataclass(frozen=True, slots=True)
class FeedShift:
    """One shift of one officer."""

    uid: str
    day: date
    start_minute: int
    minutes: int
    name: str
    station: str


def calendar_text(name: str, shifts: Sequence[FeedShift], made: datetime) -> str:
    """The whole calendar. China has had no summer time since 1991, so its zone is one line."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jingge//Rosters//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        f"X-WR-TIMEZONE:{ZONE}",
        "BEGIN:VTIMEZONE",
        f"TZID:{ZONE}",
        "BEGIN:STANDARD",
        "DTSTART:19910915T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0800",
        "TZNAME:CST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
    for shift in shifts:
        lines += _event(shift, made)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in folded(line))


def _event(shift: FeedShift, made: datetime) -> list[str]:
    start = begins(shift.day, shift.start_minute)
    return [
        "BEGIN:VEVENT",
        f"UID:{shift.uid}@jingge",
        f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={ZONE}:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={ZONE}:{start + timedelta(minutes=shift.minutes):%Y%m%dT%H%M%S}",
        f"SUMMARY:{escaped(shift.name)}",
        f"LOCATION:{escaped(shift.station)}",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line ends have meanings of their own."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, never inside a character; all but the first begin with a space."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
