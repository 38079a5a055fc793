"""What is wanted most, and how hard the engine works for it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from jingge_engines.districting.terms import TERMS

Objective = Literal["cut_edges", "moment_of_inertia", "travel", "blend"]


@dataclass(frozen=True)
class Params:
    """Weights and limits of effort; every default serves a county of some hundred units.

    The objective that is minimised is `objective` + `change_weight` x the change term:

    - with "moment_of_inertia" the change term is people that change hands / 1e6, so a weight of 4 says: to
      get a new officer is as bad as to live 2 km from the middle of one's area (4 = 2 squared, in km2);
    - with "cut_edges" it is people that change hands / people of an average unit, so a weight of 1 says: to
      keep one average unit with its officer one edge more may be cut;
    - with "travel" it is people that change hands / 1000, so a weight of 2 says: to get a new officer is as
      bad as to live 2 km further from the officer's base;
    - with "blend" the objective is the sum of `weights` x terms as they are reported, and what changes hands
      is weighed there.

    `priority` names terms in order: the first is made as small as can be, then the second among the plans
    that are as good in the first, and so on; `objective` and `weights` then only break the last ties.
    """

    objective: Objective = "moment_of_inertia"
    change_weight: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)
    priority: tuple[str, ...] = ()
    islands: int = 2
    """Searches played side by side; part of the answer, as the seed is."""
    threads: int = 0
    """Threads that play them, 0: as many as there are cores. Changes the speed and never the plan."""
    exact_sets: int = 200_000
    """Enumerate all possible areas of a region where there are at most this many."""
    exact_visits: int = 20_000_000
    """Give up enumerating after this many steps."""
    round_proposals: int = 50_000
    """Proposals of the search in one round, the unit that stopping rules count."""
    bound_units: int = 6_000
    """Bound the moment of inertia of a region of at most so many units (8 bytes for every pair)."""
    exact_nodes: int = 5_000
    """Nodes of one branch-and-bound run."""

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        if self.objective not in get_args(Objective):
            raise ValueError(f"objective: {self.objective!r} is unknown; use one of {get_args(Objective)}")
        for name, weight in self.weights.items():
            if name not in TERMS:
                raise ValueError(f"weights: no term {name!r}; known are {', '.join(TERMS)}")
            if not 0 <= weight < float("inf"):
                raise ValueError(f"weights, {name}: {weight!r}; give a finite number of at least 0")
        if (self.objective == "blend") != any(weight > 0 for weight in self.weights.values()):
            raise ValueError(
                "weights: needed with objective 'blend', and only there; weigh at least one term"
            )
        if self.objective == "blend" and self.change_weight:
            raise ValueError("change_weight: not with 'blend'; weigh people_changed in weights instead")
        for name in self.priority:
            if name not in TERMS or self.priority.count(name) > 1:
                raise ValueError(f"priority: {name!r}; name each of {', '.join(TERMS)} at most once")
        if self.islands < 1:
            raise ValueError(f"islands: {self.islands!r}; give a whole number of at least 1")
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, (int, float)) and not 0 <= value < float("inf"):
                raise ValueError(f"{item.name}: {value!r}; give a finite number of at least 0")

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the record of a result."""
        plain = {item.name: getattr(self, item.name) for item in fields(self)}
        return {**plain, "weights": dict(self.weights), "priority": list(self.priority)}

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> "Params":
        """From a table of a TOML file or a stored pack; unknown names are refused by name."""
        known = {item.name for item in fields(cls)}
        for name in values:
            if name not in known:
                raise ValueError(f"{name}: no such parameter; known are {', '.join(sorted(known))}")
        return cls(**values)

    @classmethod
    def from_toml(cls, text: str) -> "Params":
        """From the text of a TOML file, its table `[districting]`."""
        return cls.from_mapping(tomllib.loads(text).get("districting", {}))
