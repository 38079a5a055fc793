"""The words of the four-level grid: what a map is made of, and what is wrong with one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason, Refused


@dataclass(frozen=True, slots=True)
class DivisionSpec:
    """A community or village under one official name, from a day until the day before `valid_to`."""

    code: str
    name: str
    kind: str
    town_code: str
    valid_from: date
    valid_to: date | None = None
    short_name: str = ""
    town_name: str = ""
    station_code: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class RoadSpec:
    """A road line: WKB of a (Multi)LineString in CGCS2000, longitude first."""

    wkb: bytes
    name: str = ""
    road_class: str = ""


@dataclass(frozen=True, slots=True)
class TownSpec:
    """A level-1 grid: one station, one town."""

    code: str
    name: str
    station_code: str


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A level-2 grid. `town_code` is the level-1 grid it is policed in.

    That may differ from the town it officially belongs to: a state farm's community may be
    policed by the town's station. `wkb` is only needed where blocks are points.
    """

    code: str
    name: str
    town_code: str
    kind: str = ""
    wkb: bytes | None = None


@dataclass(frozen=True, slots=True)
class BeatSpec:
    """A level-3 grid: the area of one community officer. Which ground it has, the blocks say."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """A level-4 grid with its figures: a polygon, or only the point where the people are."""

    code: str
    name: str
    unit_code: str
    beat_code: str = ""
    kind: str = ""
    wkb: bytes | None = None
    lon: float | None = None
    lat: float | None = None
    area_km2: float | None = None  # as the bureau states it; measured from the polygon when None
    households: int = 0
    population: int = 0
    organisations: int = 0
    incidents: Mapping[str, int] = field(default_factory=dict)
    derived: bool = False  # the polygon was drawn round the point by the system


@dataclass(frozen=True, slots=True)
class MapSpec:
    """A whole map as specs: what `draw_version` takes and `specs_of` gives back."""

    towns: Sequence[TownSpec]
    units: Sequence[UnitSpec]
    blocks: Sequence[BlockSpec]
    beats: Sequence[BeatSpec]


class About(StrEnum):
    """What a problem speaks of; an importer finds the sheet by it."""

    TOWN = "town"
    UNIT = "unit"
    BEAT = "beat"
    BLOCK = "block"
    DIVISION = "division"
    ROAD = "road"


WORDS: dict[About, Reason] = {
    About.TOWN: _("level-1 grids"),
    About.UNIT: _("communities and villages"),
    About.BEAT: _("officers' areas"),
    About.BLOCK: _("level-4 grids"),
    About.DIVISION: _("names of units"),
    About.ROAD: _("roads"),
}


@dataclass(frozen=True, slots=True)
class GridProblem:
    """One thing wrong with a map: which rule, which row, what was found, how to mend it."""

    rule: str  # "overlap", "unknown_unit", …
    about: About
    code: str
    what: Reason
    mend: Reason
    field: str = ""
    value: str = ""

    def __str__(self) -> str:
        return f"{WORDS[self.about]} {self.code}: {self.what} {self.mend}"


class MapRefused(Refused):
    """The map breaks the rules; `problems` names every place."""

    status = 422

    def __init__(self, problems: Sequence[GridProblem]) -> None:
        self.problems = list(problems)
        shown = "; ".join(str(p) for p in self.problems[:5])
        super().__init__(
            _("The map breaks %(count)d rules: %(shown)s") % {"count": len(self.problems), "shown": shown}
        )


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What the rules need to know of a version."""

    number: int
    state: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class GridRef:
    """A grid by its name."""

    id: UUID
    level: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class GridPath:
    """Where a point lies on a day: one grid of each level. No level 3 before areas are drawn."""

    version_id: UUID
    version_number: int
    day: date
    station_code: str
    station_name: str
    town: GridRef
    unit: GridRef
    beat: GridRef | None
    block: GridRef

    @property
    def steps(self) -> list[GridRef]:
        """From the town down to the block."""
        return [step for step in (self.town, self.unit, self.beat, self.block) if step is not None]
