"""What is asked of the points and sites in a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jingge_engines.siting.measure import Metric


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """Whatever is None is as the file says, or the default of `Problem`."""

    model: str | None = None
    count: int | None = None
    radius: float | None = None
    busy: float | None = None
    budget: float | None = None
    kept: tuple[str, ...] | None = None
    forbidden: tuple[str, ...] | None = None
    capacity: float | None = None
    """The same for every site."""
    metric: Metric | None = None
    decimals: int | None = None
    sites: Path | None = None
    """A table of sites; every point is one where it is not given."""
    travel: Path | None = None
    """A table `id,SITE,SITE,...` of distances, one row per point; an empty cell: no way."""

    def given(self, *names: str) -> dict[str, Any]:
        """Those of the named wishes that are not None."""
        return {name: value for name in names if (value := getattr(self, name)) is not None}
