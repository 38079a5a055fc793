"""How hard the engine works; what is wanted stands in the question."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Params:
    """Limits of effort; every default serves a county of some hundred points."""

    dual_rounds: int = 800
    """Steps on the prices of points before the integer program."""
    starts: int = 1
    """Random sets of sites that the interchange begins from, besides the grown one."""
    clash: bool = True
    """Where no plan exists, look for the smallest set of rules that clash."""

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        for name in ("dual_rounds", "starts"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name}: {getattr(self, name)!r}; give a whole number of at least 0")

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
        """From the text of a TOML file, its table `[siting]`."""
        return cls.from_mapping(tomllib.loads(text).get("siting", {}))
