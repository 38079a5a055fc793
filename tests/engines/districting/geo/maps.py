"""Small maps as analysts have them: real GeoDataFrames of square units."""

from typing import Any

import geopandas
from shapely import box

KM = 1000.0


def chessboard(width: int, height: int, *, crs: Any = "EPSG:32648", side: float = KM, **columns: Any) -> Any:
    """Squares row by row, ids "r0c0", ten people each."""
    cells = [(row, column) for row in range(height) for column in range(width)]
    shapes = [box(c * side, r * side, (c + 1) * side, (r + 1) * side) for r, c in cells]
    plain = {"code": [f"r{r}c{c}" for r, c in cells], "population": [10.0] * len(cells)}
    return geopandas.GeoDataFrame(plain | columns, geometry=shapes, crs=crs)
