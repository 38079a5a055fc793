"""What a person asks for: the kind of plan, its settings, what it must also keep to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

AREAS, GRIDS, OFFICES = "areas", "grids", "offices"
"""Kinds of scenarios, as `models.ScenarioKind`."""

OWN, POSTS, PRESENT = "own", "posts", "present"
"""How the areas of a station are counted: figures of one's own, posts held, officers not absent."""


@dataclass(frozen=True, slots=True)
class LockedArea:
    """An area that stays as it is: one of today's, or as another plan drew it."""

    name: str
    blocks: tuple[str, ...]
    of_today: bool = True


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a plan must also keep to; everything by code. Stored as JSON with the scenario."""

    stations: tuple[str, ...] = ()  # empty: all; ground of the others stays as it is
    locked: Mapping[str, LockedArea] = field(default_factory=dict)  # by code of the area
    together: tuple[tuple[str, ...], ...] = ()  # communities, villages or blocks
    apart: tuple[tuple[str, str], ...] = ()
    divided: Mapping[str, int] = field(default_factory=dict)  # community or village → officers inside it
    own_offices: bool = False  # no two police offices of a station in one area
    counting: str = OWN
    planning_date: str = ""  # ISO day on which posts are counted, "" = the day the plan is drawn
    absent: tuple[str, ...] = ()  # police numbers of officers on leave or ordered away
    limits: Mapping[str, float] = field(default_factory=dict)  # of level-4 grids, by name

    def as_json(self) -> dict[str, Any]:
        """Only what was wished."""
        found: dict[str, Any] = {
            "stations": list(self.stations),
            "locked": {
                code: {"name": area.name, "blocks": list(area.blocks), "of_today": area.of_today}
                for code, area in self.locked.items()
            },
            "together": [list(group) for group in self.together],
            "apart": [list(pair) for pair in self.apart],
            "divided": dict(self.divided),
            "own_offices": self.own_offices,
            "counting": self.counting if self.counting != OWN else "",
            "planning_date": self.planning_date,
            "absent": list(self.absent),
            "limits": dict(self.limits),
        }
        return {key: value for key, value in found.items() if value}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Wishes":
        return cls(
            stations=tuple(kept.get("stations", ())),
            locked={
                code: LockedArea(one["name"], tuple(one["blocks"]), one["of_today"])
                for code, one in kept.get("locked", {}).items()
            },
            together=tuple(tuple(group) for group in kept.get("together", ())),
            apart=tuple((first, second) for first, second in kept.get("apart", ())),
            divided=dict(kept.get("divided", {})),
            own_offices=bool(kept.get("own_offices", False)),
            counting=kept.get("counting", OWN),
            planning_date=kept.get("planning_date", ""),
            absent=tuple(kept.get("absent", ())),
            limits=dict(kept.get("limits", {})),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """What a scenario asks for, as given in the form."""

    name: str
    note: str
    weights: dict[str, float]
    officers_by_station: dict[str, int]
    balance_pct: float
    change_weight: float
    objective: str
    time_s: int
    seed: int
    kind: str = AREAS
    wishes: Wishes = field(default_factory=Wishes)
