"""Decisions on organs: are these tables lawful, may this setting be changed."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.common.workdays import WEEKEND, published
from jingge.organisation.terms import BrigadeSpec, OrganProblem, SpecialDay, SpecialKind, StationSpec

MODES = ("mode_one_room_two_teams", "mode_multi_skill")
STATION_KINDS = ("city", "rural")
BRIGADE_KINDS = ("criminal", "public_order", "drugs", "traffic", "other")
RATIO_DISPLAYS = ("cut", "round")
ALWAYS = (
    (1, 1),
    (5, 1),
    (10, 1),
    (10, 2),
    (10, 3),
)  # holidays by law in every year, whatever the notice moves


def problems_of_organs(
    stations: Sequence[StationSpec], brigades: Sequence[BrigadeSpec]
) -> list[OrganProblem]:
    """Everything wrong with the tables, in the order of the rows."""
    return [*_stations(stations), *_brigades(brigades)]


def _stations(stations: Sequence[StationSpec]) -> Iterator[OrganProblem]:
    codes: set[str] = set()
    grids: set[str] = set()
    for row in stations:
        if row.code in codes:
            yield _twice("stations", row.code, "code", row.code)
        if row.level1_code in grids:
            yield OrganProblem(
                "level1_twice",
                "stations",
                row.code,
                "level1_code",
                row.level1_code,
                str(_("Another station has this level-1 grid.")),
                str(_("One station has exactly one level-1 grid: correct one of the two.")),
            )
        yield from _unknown("stations", row.code, "mode", row.mode, MODES)
        yield from _unknown("stations", row.code, "kind", row.kind, STATION_KINDS)
        codes.add(row.code)
        grids.add(row.level1_code)


def _brigades(brigades: Sequence[BrigadeSpec]) -> Iterator[OrganProblem]:
    codes: set[str] = set()
    for row in brigades:
        if row.code in codes:
            yield _twice("brigades", row.code, "code", row.code)
        yield from _unknown("brigades", row.code, "kind", row.kind, BRIGADE_KINDS)
        codes.add(row.code)


def _twice(table: str, code: str, field: str, value: str) -> OrganProblem:
    what, mend = (
        str(_("The code is used twice.")),
        str(_("Remove one of the rows or give it a code of its own.")),
    )
    return OrganProblem("code_twice", table, code, field, value, what, mend)


def _unknown(table: str, code: str, field: str, value: str, known: Sequence[str]) -> Iterator[OrganProblem]:
    if value not in known:
        mend = str(_("Write one of: %(known)s.") % {"known": ", ".join(known)})
        yield OrganProblem(
            f"unknown_{field}", table, code, field, value, str(_("This word is not known.")), mend
        )


def why_not_mode(current: str, wanted: str, *, from_date: date, last_change: date | None) -> Reason | None:
    """The reason a station can't take this working mode on that day, or None.

    `last_change` is the day of the latest change entered: a change before it would rewrite what followed.
    """
    if wanted not in MODES:
        return _("This working mode is not known.")
    if last_change is not None and from_date <= last_change:
        return _("A change on %(day)s is entered already; choose a later day or take that one back.") % {
            "day": last_change.isoformat()
        }
    if wanted == current:
        return _("The station works in this mode already.")
    return None


def why_not_take_back_mode(last_change: date | None, today: date) -> Reason | None:
    """The reason the latest change of mode can't be taken back, or None."""
    if last_change is None:
        return _("No change of mode is entered for this station.")
    if last_change < today:
        return _("The change of %(day)s has begun; enter another change instead.") % {
            "day": last_change.isoformat()
        }
    return None


def why_not_special(one: SpecialDay, today: date) -> Reason | None:
    """The reason this day can't stand in a table of holidays, or None."""
    if one.day.year in published().years:
        return _("The holidays of %(year)s come with the program: leave this row out.") % {
            "year": one.day.year
        }
    if one.day.year < min(published().years) or one.day.year > today.year + 1:
        return _("Only years up to %(year)s can be loaded: later ones are not published yet.") % {
            "year": today.year + 1
        }
    if one.kind == SpecialKind.MAKEUP and one.day.weekday() < WEEKEND:
        return _("This day is a Monday to Friday and worked anyway: correct the day or its kind.")
    return None


def why_not_year(days: Sequence[SpecialDay], *, held: bool) -> tuple[str, str, Reason] | None:
    """(field, value, reason) why these days are not a whole year's notice, or None.

    `held`: the year is loaded already, so that this is a correction.
    """
    year = days[0].day.year
    free = {one.day for one in days if one.kind == SpecialKind.HOLIDAY}
    lacking = next((day for month, n in ALWAYS if (day := date(year, month, n)) not in free), None)
    if lacking is not None:
        mend = _("%(day)s is a holiday by law and lacks: the table needs the whole year.")
        return "day", str(year), mend % {"day": lacking.isoformat()}
    other = next((one.document for one in days if one.document != days[0].document), None)
    if other is not None:
        return "document", other, _("All days of one year come from one notice: write the same number.")
    if held and not days[0].reason:
        return (
            "reason",
            "",
            _("%(year)s is loaded already: write in its first row why it is corrected.") % {"year": year},
        )
    return None
