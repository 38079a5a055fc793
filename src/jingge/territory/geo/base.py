"""The port: what a database must be able to say about places. One adapter for each kind.

A point on a shared border, or in ground two blocks have in common within the tolerance,
belongs to the block with the lowest code: on both databases and in the raster alike.
"""

from typing import Protocol
from uuid import UUID

from django.db import connection


class GeoPort(Protocol):
    """Looks up blocks by place."""

    def block_at(self, version_id: UUID, lon: float, lat: float) -> UUID | None:
        """The level-4 grid of a version that holds a point, or None outside the map."""


def port() -> GeoPort:
    """The adapter of the database in use."""
    from jingge.territory.geo.postgis import PostgisPort
    from jingge.territory.geo.sqlite import SqlitePort

    return PostgisPort() if connection.vendor == "postgresql" else SqlitePort()
