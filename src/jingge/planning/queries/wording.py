"""What a scenario was wished to keep, in the names of its own map."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from jingge.common.wording import listed, told
from jingge.planning.models import Scenario
from jingge.planning.queries.inputs import wishes_of
from jingge.planning.terms import POSTS, PRESENT, Wishes
from jingge.staffing.models import Officer
from jingge.territory.models import Grid

Line = tuple[str, str]


def wish_lines(scenario: Scenario) -> list[Line]:
    """Label and text of every wish, for the page; one query for names of places, one for officers."""
    wishes = wishes_of(scenario)
    names = _names(scenario, wishes)
    lines = [(_("Areas counted by"), _counting(wishes))]
    if wishes.stations:
        found = Grid.objects.filter(
            version=scenario.base_version_id, level=1, station__code__in=wishes.stations
        )
        stations = found.order_by("station__code").values_list("station__name", flat=True)
        lines.append((_("Stations that take part"), listed(stations)))
    if wishes.planning_date:
        lines.append((_("Planning date"), wishes.planning_date))
    if wishes.absent:
        absent = Officer.objects.filter(bureau_id=scenario.bureau_id, police_number__in=wishes.absent)
        lines.append((_("Absent on the planning date"), listed(_people(absent))))
    if wishes.locked:
        lines.append((_("Areas that stay as they are"), listed(one.name for one in wishes.locked.values())))
    if wishes.together:
        lines.append((_("Places that share one officer"), _groups(wishes.together, names)))
    if wishes.apart:
        lines.append((_("Places that must not share an officer"), _groups(wishes.apart, names)))
    if wishes.divided:
        places = [
            _("%(name)s: %(n)d areas inside it") % {"name": names.get(code, code), "n": n}
            for code, n in wishes.divided.items()
        ]
        lines.append((_("Communities with several officers of their own"), told(places)))
    if wishes.own_offices:
        lines.append((_("Police offices"), _("No two police offices of a station in one area")))
    return lines


def _counting(wishes: Wishes) -> str:
    if wishes.counting == POSTS:
        return _("posts held on the planning date, absent officers included")
    if wishes.counting == PRESENT:
        return _("officers present on the planning date, %(n)d absent left out") % {"n": len(wishes.absent)}
    return _("the figures given")


def _names(scenario: Scenario, wishes: Wishes) -> dict[str, str]:
    codes = {code for group in (*wishes.together, *wishes.apart) for code in group} | set(wishes.divided)
    if not codes:
        return {}
    rows = Grid.objects.filter(version=scenario.base_version_id, code__in=codes)
    return dict(rows.values_list("code", "name"))


def _groups(groups: Iterable[Iterable[str]], names: dict[str, str]) -> str:
    return told(listed(names.get(code, code) for code in group) for group in groups)


def _people(rows: Iterable[Officer]) -> list[str]:
    return [f"{one.display_name} {one.police_number}" for one in rows]
