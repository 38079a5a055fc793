"""What is wanted most, and how hard the engine works for it."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

Objective = Literal["cut_edges", "moment_of_inertia"]


@dataclass(frozen=True)
class Params:
    """Weights and limits of effort; every default serves a county of some hundred units.

    The objective that is minimised is `objective` + `change_weight` x the change term:

    - with "moment_of_inertia" the change term is people that change hands / 1e6, so a weight of 4 says: to
      get a new officer is as bad as to live 2 km from the middle of one's area (4 = 2 squared, in km2);
    - with "cut_edges" it is people that change hands / people of an average unit, so a weight of 1 says: to
      keep one average unit with its officer one edge more may be cut.
    """

    objective: Objective = "moment_of_inertia"
    change_weight: float = 0.0
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
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name != "objective" and not (value >= 0 and value < float("inf")):
                raise ValueError(f"{item.name}: {value!r}; give a finite number of at least 0")

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the record of a result."""
        return asdict(self)

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
