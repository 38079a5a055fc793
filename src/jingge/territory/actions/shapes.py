"""Polygons are stored once, whoever uses them: a redrawn map copies none."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

import numpy as np
import shapely

from jingge.organisation.models import Bureau
from jingge.territory.models import Shape

BATCH = 1000


def put_shapes(bureau: Bureau, wkbs: Sequence[bytes | None]) -> dict[bytes, UUID]:
    """The key of each polygon's row, made where it is missing."""
    hash_of = {wkb: hashlib.sha256(wkb).hexdigest() for wkb in wkbs if wkb is not None}
    known = dict(Shape.objects.filter(bureau=bureau).values_list("sha256", "id"))
    missing = {sha: wkb for wkb, sha in hash_of.items() if sha not in known}
    bounds = shapely.bounds(shapely.from_wkb(np.array(list(missing.values()), dtype=object)))
    rows = [
        Shape(bureau=bureau, sha256=sha, wkb=wkb, min_lon=west, min_lat=south, max_lon=east, max_lat=north)
        for (sha, wkb), (west, south, east, north) in zip(missing.items(), bounds.tolist(), strict=True)
    ]
    Shape.objects.bulk_create(rows, batch_size=BATCH)
    known.update((row.sha256, row.id) for row in rows)
    return {wkb: known[sha] for wkb, sha in hash_of.items()}
