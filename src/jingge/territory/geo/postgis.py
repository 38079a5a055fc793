"""PostgreSQL: PostGIS answers exactly, under its GiST index."""

from uuid import UUID

from django.db import connection

BLOCK_AT = """
    SELECT g.id FROM territory_shape s
    JOIN territory_grid g ON g.shape_id = s.id
    WHERE ST_Intersects(s.geom, ST_SetSRID(ST_Point(%s, %s), 4490))
      AND g.version_id = %s AND g.level = 4
    ORDER BY g.code COLLATE "C" LIMIT 1
"""


class PostgisPort:
    def block_at(self, version_id: UUID, lon: float, lat: float) -> UUID | None:
        with connection.cursor() as cursor:
            cursor.execute(BLOCK_AT, [lon, lat, version_id])
            row = cursor.fetchone()
        return row[0] if row else None
