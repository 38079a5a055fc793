"""SQLite: candidates from the R*Tree, the exact answer from prepared polygons."""

from functools import lru_cache
from uuid import UUID

import shapely
from django.db import connection
from shapely.geometry.base import BaseGeometry

CANDIDATES = """
    SELECT g.id, s.wkb FROM territory_shapebox b
    JOIN territory_grid g ON g.shape_id = b.shape_id
    JOIN territory_shape s ON s.id = b.shape_id
    WHERE b.min_lon <= %s AND b.max_lon >= %s AND b.min_lat <= %s AND b.max_lat >= %s
      AND g.version_id = %s AND g.level = 4
    ORDER BY g.code
"""


@lru_cache(maxsize=4096)
def _polygon(wkb: bytes) -> BaseGeometry:
    polygon = shapely.from_wkb(wkb)
    shapely.prepare(polygon)
    return polygon


class SqlitePort:
    def block_at(self, version_id: UUID, lon: float, lat: float) -> UUID | None:
        with connection.cursor() as cursor:
            cursor.execute(CANDIDATES, [lon, lon, lat, lat, version_id.hex])
            for grid_id, wkb in cursor.fetchall():
                if shapely.intersects_xy(_polygon(bytes(wkb)), lon, lat):
                    return UUID(grid_id)
        return None
