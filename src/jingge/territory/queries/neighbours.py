"""Which blocks of a version touch; kept per adopted version, because maps do not change."""

from functools import lru_cache
from uuid import UUID

import numpy as np
import shapely

from jingge.territory.geo.adjacency import shared_borders
from jingge.territory.models import GridVersion, VersionState
from jingge.territory.queries.grids import blocks_of


def block_adjacency(version: GridVersion) -> list[tuple[str, str, float]]:
    """(block code, block code, shared border in km) for every pair of neighbours, codes in order.

    Blocks known only by a point have derived cells, so they have neighbours like any other.
    """
    return list(_kept(version.pk) if version.state == VersionState.ADOPTED else _read(version.pk))


@lru_cache(maxsize=8)
def _kept(version_id: UUID) -> tuple[tuple[str, str, float], ...]:
    return _read(version_id)


def _read(version_id: UUID) -> tuple[tuple[str, str, float], ...]:
    rows = sorted(blocks_of(GridVersion(pk=version_id)).values_list("code", "shape__wkb"))
    shapes = np.asarray(
        shapely.from_wkb(np.array([bytes(wkb) for _, wkb in rows], dtype=object)), dtype=object
    )
    codes = [code for code, _ in rows]
    return tuple((codes[a], codes[b], km) for a, b, km in shared_borders(shapes))
