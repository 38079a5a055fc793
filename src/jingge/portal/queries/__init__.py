"""Reads that join the contexts below into what people see."""

from jingge.portal.queries.baseline import get_baseline
from jingge.portal.queries.figures import map_figures, office_points
from jingge.portal.queries.grid_detail import get_grid_detail
from jingge.portal.queries.map_rows import list_map_rows
from jingge.portal.queries.search import search
from jingge.portal.queries.version import map_version_on
from jingge.portal.queries.wall_map import get_wall_map

__all__ = [
    "get_baseline",
    "get_grid_detail",
    "get_wall_map",
    "list_map_rows",
    "map_figures",
    "map_version_on",
    "office_points",
    "search",
]
