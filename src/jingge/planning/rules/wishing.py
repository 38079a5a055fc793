"""Whether wishes can be asked at all, and what they mean block by block."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.common.wording import listed
from jingge.planning.rules.parting import parting
from jingge.planning.terms import BlockFacts, Wishes


def why_not_wishes(
    blocks: Sequence[BlockFacts],
    officers_by_station: Mapping[str, int],
    wishes: Wishes,
    offices: Sequence[tuple[str, str, str]] = (),
) -> Reason | None:
    """The first wish that no plan could keep, with the place and how to mend it.

    `blocks` are those of the stations chosen; `offices` are station code, name and block code of each.
    """
    found = parting(blocks, officers_by_station, wishes)
    places = _Places(blocks, found.part_of)
    return (
        _why_not_known(places, wishes)
        or found.reason
        or _why_not_together(places, wishes)
        or _why_not_apart(places, wishes)
        or (_why_not_own_offices(offices, officers_by_station) if wishes.own_offices else None)
    )


def ties_of(
    blocks: Sequence[BlockFacts],
    part_of: Sequence[str],
    wishes: Wishes,
    offices: Sequence[tuple[str, str, str]] = (),
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, str], ...]]:
    """Blocks that share an area, and pairs that must not.

    One block speaks for its community or village: an area that joins several holds each of them whole.
    """
    places = _Places(blocks, part_of)
    together = tuple(tuple(places.speaker(code) for code in group) for group in wishes.together)
    apart = [(places.speaker(first), places.speaker(second)) for first, second in wishes.apart]
    if wishes.own_offices:
        here = [block for _station, _name, block in offices if block in places.part]
        apart += [
            (first, second)
            for first, second in combinations(dict.fromkeys(here), 2)
            if places.part[first] == places.part[second]
        ]
    return together, tuple(dict.fromkeys(apart))


class _Places:
    """Communities, villages and blocks by code."""

    def __init__(self, blocks: Sequence[BlockFacts], part_of: Sequence[str]) -> None:
        self.part = {block.code: part for block, part in zip(blocks, part_of, strict=True)}
        self.block = {block.code: block for block in blocks}
        self.first: dict[str, str] = {}
        for block in blocks:
            self.first.setdefault(block.unit_code, block.code)

    def __contains__(self, code: str) -> bool:
        return code in self.first or code in self.block

    def speaker(self, code: str) -> str:
        return self.first.get(code, code)

    def name(self, code: str) -> str:
        block = self.block[self.speaker(code)]
        return block.unit_name if code in self.first else block.name

    def names(self, codes: Iterable[str]) -> str:
        return listed(self.name(code) for code in codes)

    def parts(self, codes: Iterable[str]) -> set[str]:
        return {self.part[self.speaker(code)] for code in codes}

    def stations(self, codes: Iterable[str]) -> set[str]:
        return {self.block[self.speaker(code)].station_code for code in codes}


def _why_not_known(places: _Places, wishes: Wishes) -> Reason | None:
    named = [code for group in wishes.together for code in group]
    named += [code for pair in wishes.apart for code in pair]
    named += list(wishes.divided)
    for code in named:
        if code not in places:
            return _("“%(code)s” lies in none of the stations chosen; correct it or choose its station.") % {
                "code": code
            }
    for area in wishes.locked.values():
        if any(block not in places.part for block in area.blocks):
            return _("%(area)s lies in none of the stations chosen; unlock it or choose its station.") % {
                "area": area.name
            }
    return None


def _why_not_together(places: _Places, wishes: Wishes) -> Reason | None:
    for group in wishes.together:
        if len(set(group)) < 2:
            return _("%(names)s: name at least two places that stay together.") % {
                "names": places.names(group)
            }
        if len(places.stations(group)) > 1:
            return _("%(names)s belong to different stations and cannot share an area; take one out.") % {
                "names": places.names(group)
            }
        if len(places.parts(group)) > 1:
            return _(
                "%(names)s cannot share an area, because one of them is locked or divided by itself; "
                "unlock it or take it out."
            ) % {"names": places.names(group)}
    return None


def _why_not_apart(places: _Places, wishes: Wishes) -> Reason | None:
    home = _joined(wishes)
    for first, second in wishes.apart:
        if first == second:
            return _("%(name)s cannot be kept apart from itself; name another place.") % {
                "name": places.name(first)
            }
        if first in home and home[first] == home.get(second):
            return _("%(names)s shall be together and apart at once; take one of the two wishes out.") % {
                "names": places.names((first, second))
            }
    return None


def _joined(wishes: Wishes) -> dict[str, str]:
    """A name for each set of places that must share an area, over all groups."""
    home: dict[str, str] = {}

    def find(code: str) -> str:
        while home.setdefault(code, code) != code:
            code = home[code]
        return code

    for group in wishes.together:
        for first, second in pairwise(group):
            home[find(first)] = find(second)
    return {code: find(code) for code in list(home)}


def _why_not_own_offices(
    offices: Sequence[tuple[str, str, str]], officers_by_station: Mapping[str, int]
) -> Reason | None:
    by_station: dict[str, list[tuple[str, str]]] = {}
    for station, name, block in offices:
        by_station.setdefault(station, []).append((name, block))
    for station, wanted in officers_by_station.items():
        held = by_station.get(station, [])
        if len(held) > wanted:
            return _(
                "Station %(code)s has %(offices)d police offices but only %(wanted)d areas; they cannot each "
                "have an area of their own. Raise the number of areas wanted, or leave this wish out."
            ) % {"code": station, "offices": len(held), "wanted": wanted}
        for (first, block), (second, other) in combinations(held, 2):
            if block == other:
                return _(
                    "%(first)s and %(second)s stand in the same block and cannot lie in different areas; "
                    "leave this wish out."
                ) % {"first": first, "second": second}
    return None
