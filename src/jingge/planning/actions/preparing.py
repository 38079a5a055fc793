"""From what a form says to a question that can be asked: numbers filled in, codes known, wishes possible."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Invalid, Refused, refuse_if
from jingge.common.wording import listed
from jingge.planning.queries.inputs import Ground, ground_of, officers_by_station, planning_day, seats_on
from jingge.planning.queries.offices import offices_on
from jingge.planning.rules import gridding, serving, states
from jingge.planning.rules.facts import why_not_weights
from jingge.planning.rules.wishing import why_not_wishes
from jingge.planning.terms import GRIDS, OFFICES, OWN, LockedArea, Settings, Wishes
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.queries import block_adjacency


def prepared(settings: Settings, version: GridVersion) -> Settings:
    """The settings as they are stored; refused with the place and the mend where no plan could answer."""
    if not settings.name.strip():
        raise Invalid("name", settings.name, _("Give the scenario a name."))
    refuse_if(why_not_weights(settings.weights))
    blocks = _blocks_by_station(version, settings.wishes)
    wishes = settings.wishes
    _check_day(wishes)
    if settings.kind == GRIDS:
        return _for_grids(settings, version, blocks)
    if settings.kind == OFFICES:
        return _for_offices(settings, version, blocks)
    wanted = settings.officers_by_station
    if wishes.counting != OWN:
        wanted = officers_by_station(version, wishes)
    wanted = {code: n for code, n in wanted.items() if code in blocks}
    refuse_if(
        states.why_not_settings(
            officers_by_station=wanted,
            blocks_by_station=blocks,
            balance_pct=settings.balance_pct,
            time_s=settings.time_s,
        )
    )
    return replace(settings, officers_by_station=wanted, wishes=_checked(wishes, wanted, version))


def _for_grids(settings: Settings, version: GridVersion, blocks: Mapping[str, int]) -> Settings:
    """The number of grids follows from the households; what a station starts from is what the norm suggests."""
    limits = settings.wishes.limits
    if wrong := gridding.why_not_limits(limits):
        mend = _("The fewest households of a grid must be at least 1 and at most the most households.")
        raise Invalid(wrong, limits.get(wrong, ""), mend)
    _check_time(settings)
    ground = ground_of(version, planning_day(settings.wishes), tuple(blocks))
    _part_of, parts, _choices = gridding.grid_parts(ground.blocks, ground.villages, limits)
    wanted: dict[str, int] = {}
    for part in parts:
        wanted[part.station_code] = wanted.get(part.station_code, 0) + part.wanted
    return replace(settings, officers_by_station=wanted)


def _for_offices(settings: Settings, version: GridVersion, blocks: Mapping[str, int]) -> Settings:
    """As many service areas as there are communities and villages with an office in them."""
    _check_time(settings)
    if not 1 <= settings.balance_pct <= 100:
        mend = _("The balance allowed must be between 1 and 100 per cent.")
        raise Invalid("balance_pct", settings.balance_pct, mend)
    day = max(planning_day(settings.wishes), version.valid_from or date.min)
    ground = ground_of(version, day, tuple(blocks))
    wanted: dict[str, int] = {}
    seats = serving.seats_of(offices_on(version, day), ground.blocks)
    for unit in seats:
        station = next(block.station_code for block in ground.blocks if block.unit_code == unit)
        wanted[station] = wanted.get(station, 0) + 1
    missing = sorted(set(settings.wishes.stations) - wanted.keys())
    if missing or not wanted:
        raise Refused(
            _(
                "%(stations)s: no police office is open there on that day; leave the station out or enter its office."
            )
            % {"stations": listed(ground.stations[code].name for code in missing) or _("All stations")}
        )
    taking_part = [block for block in ground.blocks if block.station_code in wanted]
    here = {block.code: block.station_code for block in taking_part}
    edges = [(a, b) for a, b, _km in block_adjacency(version) if a in here and here[a] == here.get(b)]
    units, _unit_of = serving.units_of(taking_part)
    refuse_if(
        serving.why_not_serve(
            units, serving.joined_edges(edges, taking_part), seats.keys(), settings.balance_pct
        )
    )
    return replace(settings, officers_by_station=wanted)


def _check_time(settings: Settings) -> None:
    if not 1 <= settings.time_s <= 600:
        raise Invalid("time_s", settings.time_s, _("The time to draw must be between 1 and 600 seconds."))


def _blocks_by_station(version: GridVersion, wishes: Wishes) -> dict[str, int]:
    """Number of blocks of every station that takes part."""
    rows = Grid.objects.filter(version=version, level=Level.BLOCK).order_by()
    blocks = dict(rows.values_list("station__code").annotate(count=Count("id")))
    for code in wishes.stations:
        if code not in blocks:
            raise Refused(
                _("The map has no station “%(code)s”; choose one of its stations.") % {"code": code}
            )
    return {code: n for code, n in blocks.items() if not wishes.stations or code in wishes.stations}


def _check_day(wishes: Wishes) -> None:
    try:
        planning_day(wishes)
    except ValueError:
        mend = _("Write the planning date as 2026-01-31, or leave it empty for today.")
        raise Invalid("planning_date", wishes.planning_date, mend) from None


def _checked(wishes: Wishes, wanted: Mapping[str, int], version: GridVersion) -> Wishes:
    """Locked areas with their blocks; nothing is read where nothing is wished."""
    if not (wishes.locked or wishes.together or wishes.apart or wishes.divided or wishes.own_offices):
        return wishes
    day = planning_day(wishes)
    ground = ground_of(version, day, wishes.stations)
    wishes = replace(wishes, locked=_with_blocks(wishes.locked, ground))
    offices = offices_on(version, max(day, version.valid_from or date.min)) if wishes.own_offices else ()
    refuse_if(why_not_wishes(ground.blocks, wanted, wishes, seats_on(offices)))
    return wishes


def _with_blocks(locked: Mapping[str, LockedArea], ground: Ground) -> dict[str, LockedArea]:
    """Today's areas with the ground they have on the map the scenario stands on."""
    members: dict[str, list[str]] = {}
    for block in ground.blocks:
        members.setdefault(block.beat_code, []).append(block.code)
    found = {}
    for code, area in locked.items():
        if not area.of_today:
            found[code] = area
            continue
        if code not in members:
            raise Refused(
                _(
                    "“%(code)s” is none of today's areas in the stations chosen; unlock it or choose its station."
                )
                % {"code": code}
            )
        found[code] = LockedArea(ground.beats[code].name, tuple(members[code]))
    return found
