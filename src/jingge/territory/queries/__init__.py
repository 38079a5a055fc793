"""Reading the grid, beginning with who asks.

Functions that take a bureau's id and a day instead of a viewer serve other contexts, which
have asked who is looking already.
"""

from jingge.territory.queries.checks import LevelFigures, VersionChecks, checks_of
from jingge.territory.queries.compare import GridChange, compare_versions
from jingge.territory.queries.divisions import list_divisions, names_of
from jingge.territory.queries.features import grid_features, road_features
from jingge.territory.queries.grids import blocks_of, get_grid, grid_page, list_grids, specs_of
from jingge.territory.queries.lookups import FoundMany, find_grids, find_many, find_on_ground, locator_of
from jingge.territory.queries.neighbours import block_adjacency
from jingge.territory.queries.roads import RoadGraph, list_roads, road_graph
from jingge.territory.queries.versions import (
    count_levels,
    get_version,
    latest_version,
    list_versions,
    version_in_force,
    version_on,
    versions_in_force,
)

__all__ = [
    "FoundMany",
    "GridChange",
    "LevelFigures",
    "RoadGraph",
    "VersionChecks",
    "block_adjacency",
    "blocks_of",
    "checks_of",
    "compare_versions",
    "count_levels",
    "find_grids",
    "find_many",
    "find_on_ground",
    "get_grid",
    "get_version",
    "grid_features",
    "grid_page",
    "latest_version",
    "list_divisions",
    "list_grids",
    "list_roads",
    "list_versions",
    "locator_of",
    "names_of",
    "road_features",
    "road_graph",
    "specs_of",
    "version_in_force",
    "version_on",
    "versions_in_force",
]
