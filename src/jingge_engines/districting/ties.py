"""Units that must share an area, or must not: one list of pairs for wishes, locks and seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from jingge_engines.districting.checks import ProblemError


@dataclass(frozen=True)
class Tie:
    """Two units (indices) that must be `together` or apart, and the wish this comes from."""

    first: int
    second: int
    together: bool
    source: str
    """"together", "apart", "locked" or "seats"."""


@dataclass(frozen=True)
class Wishes:
    """What was asked for, checked against the units: all ties stay inside one region."""

    index: Mapping[str, int]
    region: Sequence[str]

    def ties(
        self,
        together: Sequence[Sequence[str]],
        apart: Sequence[Sequence[str]],
        locked: Sequence[str],
        seats: Sequence[str],
        districts: Mapping[str, int],
    ) -> tuple[Tie, ...]:
        """Every pair, in the order of the wishes."""
        return (
            *self._together(together),
            *self._apart(apart),
            *self._locked(locked),
            *self._seats(seats, districts),
        )

    def _unit(self, field: str, row: int, unit: str) -> int:
        if unit not in self.index:
            raise ProblemError(
                f"{field}: entry {row + 1} names unit {unit!r}, which is not there; correct it"
            )
        return self.index[unit]

    def _together(self, groups: Sequence[Sequence[str]]) -> list[Tie]:
        found = []
        for row, group in enumerate(groups):
            members = [self._unit("together", row, unit) for unit in group]
            regions = {self.region[member] for member in members}
            if len(regions) > 1:
                names = ", ".join(map(repr, sorted(regions)))
                raise ProblemError(
                    f"together: entry {row + 1} holds units of several regions ({names}); areas never cross one"
                )
            found += [Tie(a, b, True, "together") for a, b in pairwise(members) if a != b]
        return found

    def _apart(self, pairs: Sequence[Sequence[str]]) -> list[Tie]:
        found = []
        for row, pair in enumerate(pairs):
            if len(pair) != 2 or pair[0] == pair[1]:
                raise ProblemError(f"apart: entry {row + 1} is {tuple(pair)!r}; give two different units")
            first, second = (self._unit("apart", row, unit) for unit in pair)
            if self.region[first] == self.region[second]:
                found.append(Tie(first, second, False, "apart"))
        return found

    def _locked(self, labels: Sequence[str]) -> list[Tie]:
        holding: dict[str, list[int]] = {}
        for unit, label in enumerate(labels):
            if label:
                holding.setdefault(label, []).append(unit)
        heads: dict[str, list[int]] = {}
        found = []
        for label, members in holding.items():
            regions = sorted({self.region[member] for member in members})
            if len(regions) > 1:
                raise ProblemError(
                    f"locked: area {label!r} has locked units in regions {', '.join(map(repr, regions))}; "
                    "an area lies in one"
                )
            heads.setdefault(regions[0], []).append(members[0])
            found += [Tie(a, b, True, "locked") for a, b in pairwise(members)]
        for firsts in heads.values():
            found += [Tie(a, b, False, "locked") for a, b in combinations(firsts, 2)]
        return found

    def _seats(self, seats: Sequence[str], districts: Mapping[str, int]) -> list[Tie]:
        if not seats:
            return []
        members = [self._unit("seats", row, unit) for row, unit in enumerate(seats)]
        if len(set(members)) < len(members):
            twice = next(seat for row, seat in enumerate(seats) if seat in seats[:row])
            raise ProblemError(f"seats: unit {twice!r} stands twice; an area holds one seat")
        by_region: dict[str, list[int]] = {region: [] for region in districts}
        for member in members:
            by_region[self.region[member]].append(member)
        found = []
        for region, held in by_region.items():
            if held and len(held) != districts[region]:
                where = f" of region {region!r}" if region else ""
                raise ProblemError(
                    f"seats{where}: {len(held)} for {districts[region]} areas; every area holds exactly one"
                )
            found += [Tie(a, b, False, "seats") for a, b in combinations(held, 2)]
        return found
