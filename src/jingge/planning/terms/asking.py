"""What the engine is asked, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jingge.planning.terms.facts import BlockFacts


@dataclass(frozen=True, slots=True)
class StationWish:
    """One station's part of the question."""

    code: str
    name: str
    officers: int  # number of areas wanted


@dataclass(frozen=True, slots=True)
class Part:
    """Ground that is divided by itself: a station, or a piece of one that a wish sets apart."""

    code: str
    station_code: str
    wanted: int
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Reach:
    """Distances over the roads to every block from places where somebody works."""

    bases: tuple[str, ...]  # code of the block each place stands in
    km: tuple[tuple[float, ...], ...]  # a row per block, a column per place
    offices: tuple[tuple[str, ...], ...] = ()  # codes of the police offices at each place


@dataclass(frozen=True, slots=True)
class Question:
    """Everything the engine needs, as plain values; the same for solving and for weighing a plan."""

    blocks: tuple[BlockFacts, ...]
    loads: tuple[float, ...]
    edges: tuple[tuple[str, str], ...]
    stations: tuple[StationWish, ...]
    balance_pct: float
    change_weight: float
    objective: str
    time_s: int
    seed: int
    part_of: tuple[str, ...] = ()  # code of the part each block lies in; empty: every station is one part
    parts: tuple[Part, ...] = ()
    nested: bool = True
    """Whether areas keep communities and villages whole or lie inside one."""
    together: tuple[tuple[str, ...], ...] = ()  # codes of blocks
    apart: tuple[tuple[str, str], ...] = ()
    seats: tuple[str, ...] = ()
    reach: Reach | None = None
    choices: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Numbers of areas that may fit, by part, best first; the drawing takes the one that fits best."""
    most: Mapping[str, tuple[tuple[float, ...], float]] = field(default_factory=dict)
    """Further sums that no area may exceed, by name: the value of every block, and the most."""
    spread_to: tuple[int, ...] = ()
    """Where whole communities are the units: for every block of the ground the place of its unit."""
