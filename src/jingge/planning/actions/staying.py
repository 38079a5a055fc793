"""Areas of stations that take no part in a plan: they stay, with whoever answers for them then and later."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.planning.queries.carrying import carried_over
from jingge.staffing.actions import post_to_beats
from jingge.staffing.models import BeatPosting, held_on
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.terms import BeatSpec, MapSpec


@dataclass(frozen=True, slots=True)
class Staying:
    """The map as it stands, every block in its area, and who held the areas of the map before."""

    drawn: MapSpec
    held_before: Mapping[str, str]  # area code → police number


def with_areas_before(version: GridVersion, drawn: MapSpec, planned: Collection[str]) -> Staying:
    """A map loaded without areas: blocks the plan leaves out keep the area they lay in on the map before.

    Without this the plan of one station would take the areas of all others off the map.
    """
    if all(block.beat_code or block.code in planned for block in drawn.blocks):
        return Staying(drawn, {})
    bare = Grid.objects.filter(version=version, level=Level.BLOCK, beat__isnull=True)
    grids = [grid for grid in bare.select_related("station", "beat") if grid.code not in planned]
    carried = carried_over(version, grids)
    blocks = [
        replace(block, beat_code=carried.beat_of.get(block.code, block.beat_code)) for block in drawn.blocks
    ]
    known = {beat.code for beat in drawn.beats}
    added = [BeatSpec(beat.code, beat.name) for beat in carried.beats.values() if beat.code not in known]
    held = {code: beat.police_number for code, beat in carried.beats.items() if beat.police_number}
    return Staying(replace(drawn, blocks=blocks, beats=[*drawn.beats, *added]), held)


def who_stays(
    base: GridVersion, codes: set[str], held_before: Mapping[str, str], valid_from: date
) -> dict[str, str]:
    """Who answers for the areas that stay, on the day the plan begins."""
    on_base = BeatPosting.objects.filter(held_on(valid_from), beat__version=base, beat__code__in=codes)
    held = {code: number for code, number in held_before.items() if code in codes}
    held |= dict(on_base.values_list("beat__code", "officer__police_number"))
    if missing := sorted(codes - held.keys()):
        raise Refused(
            _(
                "Nobody answers for %(areas)s on that day; name an officer for it first, or choose another day."
            )
            % {"areas": listed(missing[:5])}
        )
    return held


def hand_over_later(
    version: GridVersion,
    base: GridVersion,
    responsible: Mapping[str, str],
    kept: set[str],
    valid_from: date,
    origin_id: UUID,
    by: Viewer,
) -> None:
    """Handovers of areas that stay, settled on the map before for a day after the plan begins, hold on."""
    settled = BeatPosting.objects.filter(
        beat__version=base, beat__code__in=kept, valid_from__gt=valid_from
    ).order_by("valid_from")
    days: dict[date, dict[str, str]] = {}
    for code, number, day in settled.values_list("beat__code", "officer__police_number", "valid_from"):
        days.setdefault(day, {})[code] = number
    now = dict(responsible)
    for day, hands in days.items():
        now |= hands
        post_to_beats(version=version, responsible=now, valid_from=day, origin_id=origin_id, by=by)
