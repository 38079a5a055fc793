"""Rosters in the form of T. Curtois' shift scheduling benchmarks: sections of rows parted by commas."""

from pathlib import Path

from jingge_engines.rostering.problem import Cover, Member, Problem, Shift, Wish
from jingge_engines.rostering.terms import ProblemError

Rows = list[tuple[str, list[str]]]
WIDTHS = {"HORIZON": 1, "SHIFTS": 3, "STAFF": 8, "SHIFT_ON_REQUESTS": 4, "SHIFT_OFF_REQUESTS": 4, "COVER": 5}


def read_curtois(path: Path) -> Problem:
    """All instances start on a Monday."""
    sections = _sections(path)
    try:
        return _problem(path.name, sections)
    except ProblemError as error:
        raise ProblemError(f"{path.name}: {error}") from error


def _sections(path: Path) -> dict[str, Rows]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError(f"{path.name}: cannot be read as text ({error})") from error
    found: dict[str, Rows] = {}
    name = ""
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text.startswith("SECTION_"):
            name = text.removeprefix("SECTION_")
            found[name] = []
        elif text and not text.startswith("#"):
            if not name:
                raise ProblemError(f"{path.name}: line {number} stands before the first section")
            cells = [cell.strip() for cell in text.split(",")]
            if len(cells) != WIDTHS.get(name, len(cells)):
                raise ProblemError(
                    f"{path.name}: line {number}, {name}: {len(cells)} values, not {WIDTHS[name]}"
                )
            found[name].append((f"line {number}, {name}", cells))
    for name in ("HORIZON", "SHIFTS", "STAFF", "COVER"):
        if not found.get(name):
            raise ProblemError(f"{path.name}: SECTION_{name} is missing or empty")
    return found


def _problem(file: str, sections: dict[str, Rows]) -> Problem:
    where, (days, *_rest) = sections["HORIZON"][0]
    away = {
        cells[0]: frozenset(_whole(where, day) for day in cells[1:] if day)
        for where, cells in sections.get("DAYS_OFF", [])
    }
    members = []
    for where, (number, limits, most, least, run, short, off, weekends) in sections["STAFF"]:
        members.append(
            Member(
                number=number,
                most_of=_limits(where, limits),
                most_minutes=_whole(where, most),
                least_minutes=_whole(where, least),
                most_run=_whole(where, run),
                least_run=_whole(where, short),
                least_off=_whole(where, off),
                most_weekends=_whole(where, weekends),
                away=away.get(number, frozenset()),
            )
        )
    wishes = [
        Wish(number=number, day=_whole(where, day), shift=shift, weight=_whole(where, weight), wanted=wanted)
        for wanted, name in ((True, "SHIFT_ON_REQUESTS"), (False, "SHIFT_OFF_REQUESTS"))
        for where, (number, day, shift, weight) in sections.get(name, [])
    ]
    return Problem(
        days=_whole(where, days) if days else 0,
        shifts=tuple(
            Shift(id=shift, minutes=_whole(where, minutes), never_next=frozenset(one for one in after.split("|") if one))
            for where, (shift, minutes, after) in sections["SHIFTS"]
        ),
        members=tuple(members),
        covers=tuple(
            Cover(
                day=_whole(where, day), shift=shift, wanted=_whole(where, wanted), under=_whole(where, under),
                over=_whole(where, over),
            )
            for where, (day, shift, wanted, under, over) in sections["COVER"]
        ),
        wishes=tuple(wishes),
    )  # fmt: skip


def _whole(where: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ProblemError(f"{where}: {text!r} is no whole number") from error


def _limits(where: str, text: str) -> dict[str, int]:
    found = {}
    for part in filter(None, text.split("|")):
        shift, sign, most = part.partition("=")
        if not sign:
            raise ProblemError(f"{where}: {part!r}; give SHIFT=MOST")
        found[shift] = _whole(where, most)
    return found
