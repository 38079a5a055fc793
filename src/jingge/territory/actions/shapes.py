"""Polygons are stored once, whoever uses them: a redrawn map copies none."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

import numpy as np
import shapely

from jingge.common.ids import new_id
from jingge.organisation.models import Bureau
from jingge.territory.actions.bulk import insert_many
from jingge.territory.models import Shape

COLUMNS = ("id", "bureau_id", "sha256", "wkb", "min_lon", "min_lat", "max_lon", "max_lat")


def put_shapes(bureau: Bureau, wkbs: Sequence[bytes | None]) -> dict[bytes, UUID]:
    """The key of each polygon's row, made where it is missing."""
    hash_of = {wkb: hashlib.sha256(wkb).hexdigest() for wkb in wkbs if wkb is not None}
    known = dict(Shape.objects.filter(bureau=bureau).values_list("sha256", "id"))
    missing = {sha: wkb for wkb, sha in hash_of.items() if sha not in known}
    bounds = shapely.bounds(shapely.from_wkb(np.array(list(missing.values()), dtype=object)))
    known.update((sha, new_id()) for sha in missing)
    rows = [
        (known[sha], bureau.pk, sha, wkb, *box)
        for (sha, wkb), box in zip(missing.items(), bounds.tolist(), strict=True)
    ]
    insert_many(Shape, COLUMNS, rows)
    return {wkb: known[sha] for wkb, sha in hash_of.items()}
