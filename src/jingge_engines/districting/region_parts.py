"""What lies in which region, sorted once for all: thousands of regions must not each look through everything."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jingge_engines.districting.checks import Ints
from jingge_engines.districting.ties import Tie


@dataclass(frozen=True, eq=False)
class RegionParts:
    """Units, edges and ties by region."""

    region: tuple[str, ...]
    """Of every unit."""
    all_edges: Ints
    all_ties: tuple[Tie, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Regions in order of first appearance."""
        return tuple(dict.fromkeys(self.region))

    @cached_property
    def index(self) -> Ints:
        """Region of every unit, by its place in `names`."""
        place = {region: index for index, region in enumerate(self.names)}
        return np.array([place[region] for region in self.region], dtype=np.int64)

    @cached_property
    def units(self) -> dict[str, Ints]:
        """Units of every region, ascending."""
        return self._parted(np.arange(len(self.region), dtype=np.int64), self.index)

    @cached_property
    def place(self) -> Ints:
        """Place of every unit among the units of its region."""
        place = np.zeros(len(self.region), dtype=np.int64)
        for units in self.units.values():
            place[units] = np.arange(len(units))
        return place

    @cached_property
    def edges(self) -> dict[str, Ints]:
        """Edges inside every region, in their order, by the places of their ends."""
        home = self.index[self.all_edges[:, 0]]
        inside = np.flatnonzero(home == self.index[self.all_edges[:, 1]]).astype(np.int64)
        ends = self.place[self.all_edges]
        return {name: ends[rows] for name, rows in self._parted(inside, home[inside]).items()}

    @cached_property
    def ties(self) -> dict[str, list[Tie]]:
        """Pairs that must be together or apart."""
        found: dict[str, list[Tie]] = {name: [] for name in self.names}
        for tie in self.all_ties:
            found[self.region[tie.first]].append(tie)
        return found

    def _parted(self, values: Ints, home: Ints) -> dict[str, Ints]:
        """Values by the region that `home` gives each, in their order."""
        order = np.argsort(home, kind="stable")
        cuts = np.searchsorted(home[order], np.arange(1, len(self.names)))
        return dict(zip(self.names, np.split(values[order], cuts), strict=True))
