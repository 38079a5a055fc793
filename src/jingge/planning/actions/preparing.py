"""From what a form says to a question that can be asked: numbers filled in, codes known, wishes possible."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Invalid, Refused, refuse_if
from jingge.planning.queries.inputs import Ground, ground_of, officers_by_station, planning_day, seats_on
from jingge.planning.queries.offices import offices_on
from jingge.planning.rules import states
from jingge.planning.rules.facts import why_not_weights
from jingge.planning.rules.wishing import why_not_wishes
from jingge.planning.terms import OWN, LockedArea, Settings, Wishes
from jingge.territory.models import Grid, GridVersion, Level


def prepared(settings: Settings, version: GridVersion) -> Settings:
    """The settings as they are stored; refused with the place and the mend where no plan could answer."""
    if not settings.name.strip():
        raise Invalid("name", settings.name, _("Give the scenario a name."))
    refuse_if(why_not_weights(settings.weights))
    blocks = _blocks_by_station(version, settings.wishes)
    wishes = settings.wishes
    _check_day(wishes)
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
    """An area named only by its code is one of today's."""
    members: dict[str, list[str]] = {}
    for block in ground.blocks:
        members.setdefault(block.beat_code, []).append(block.code)
    found = {}
    for code, area in locked.items():
        if not area.blocks and code not in members:
            raise Refused(
                _(
                    "“%(code)s” is none of today's areas in the stations chosen; unlock it or choose its station."
                )
                % {"code": code}
            )
        blocks = area.blocks or tuple(members[code])
        found[code] = LockedArea(area.name or ground.beats[code].name, blocks)
    return found
