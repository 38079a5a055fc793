"""What may be done to the grid: draw a map, adopt it from a day, take it back, load names and roads."""

from jingge.territory.actions.divisions import put_divisions
from jingge.territory.actions.draw import draw_version
from jingge.territory.actions.revert import revert_changes
from jingge.territory.actions.roads import put_roads
from jingge.territory.actions.versions import adopt_version, withdraw_version

__all__ = [
    "adopt_version",
    "draw_version",
    "put_divisions",
    "put_roads",
    "revert_changes",
    "withdraw_version",
]
