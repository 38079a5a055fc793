"""The demonstration's duty rosters: this month of a city and of a rural station, drawn by the engine and published."""

from datetime import timedelta

from django.utils import translation

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.rosters import actions, queries
from jingge.rosters.models import Roster
from jingge.rosters.queries.people import month_days
from jingge.rosters.terms import Member, NeedSpec, StationRules

STATIONS = ("LW01", "LW03")  # 东塔 works as 一室两队, 郝家桥 as 一警多能
AWAY_FROM, AWAY_DAYS = 9, 4
FAIR_AT = "LW03"
SECONDS = 60
"""More than any machine needs: the work ends the drawing, and the rosters are the same everywhere."""


def draw_rosters(*, by: Viewer) -> None:
    """Whoever is loaded a second time has them already."""
    month = today().replace(day=1)
    for code in STATIONS:
        if Roster.objects.filter(bureau_id=by.bureau_id, station__code=code).exists():
            continue
        station = queries.station_for(by, code)
        with translation.override("zh-hans"):  # names of shifts are stored as the bureau would enter them
            if not queries.kinds_of(station):
                actions.take_first_kinds(station_code=code, by=by)
        people = [one for one in queries.people_of(station, month) if one.dedicated]
        _away(code, people, by)
        _fair(code, by)
        roster = actions.open_roster(station_code=code, month=month, by=by)
        actions.save_rules(station_code=code, rules=StationRules(seconds=SECONDS), by=by)
        roster = actions.draw_now(roster_id=roster.pk, by=by)
        actions.save_rules(station_code=code, rules=StationRules(), by=by)
        if roster.state == "drawn":
            actions.publish_roster(roster_id=roster.pk, by=by)


def _fair(code: str, by: Viewer) -> None:
    """On the last day of the month the rural station needs a second officer on duty."""
    month = today().replace(day=1)
    day = month.replace(day=month_days(month))
    if code == FAIR_AT:
        given = NeedSpec(day=day, code="duty", need=2, why="庙会")
        actions.set_need(station_code=code, given=given, by=by)


def _away(code: str, people: list[Member], by: Viewer) -> None:
    """One community officer of the station is on leave for some days."""
    first = today().replace(day=AWAY_FROM)
    for one in people[-1:]:
        last = first + timedelta(days=AWAY_DAYS)
        actions.enter_leave(
            station_code=code, officer_id=one.officer_id, kind="annual", first_day=first, last_day=last, by=by
        )
