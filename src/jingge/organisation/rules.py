"""Decisions on organs: are these tables lawful, may this setting be changed."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.organisation.terms import BrigadeSpec, OrganProblem, StationSpec

MODES = ("mode_one_room_two_teams", "mode_multi_skill")
STATION_KINDS = ("city", "rural")
BRIGADE_KINDS = ("criminal", "public_order", "drugs", "traffic", "other")
RATIO_DISPLAYS = ("cut", "round")


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
