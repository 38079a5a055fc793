"""Incidents that may be the same as one that is being typed."""

from datetime import datetime
from uuid import UUID

import numpy as np
from django.db.models import Q

from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.incidents.models import Incident
from jingge.incidents.queries.listing import category_names
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.queries.visible import visible_to
from jingge.incidents.rules.duplicates import ALIKE_FROM, WITHIN, alikeness
from jingge.incidents.terms import Alike, Spot, Stage

LOOKED_AT = 200
SHOWN = 5
EARTH_M = 6_371_000.0


def alike(
    viewer: Viewer, category: str, spot: Spot, moment: datetime, *, but: UUID | None = None
) -> list[Alike]:
    """At most five, the likest first; nothing where no place is known."""
    if not spot.unit_code:
        return []
    rows = Incident.objects.filter(
        visible_to(viewer, own_organ(viewer)),
        Q(unit_code=spot.unit_code),
        received_at__range=(moment - WITHIN, moment + WITHIN),
    )
    if but is not None:
        rows = rows.exclude(pk=but)
    names = category_names(viewer)
    found = [
        Alike(
            id=row.pk,
            number=row.number,
            category_name=names.get(row.category, row.category),
            place=row.place or row.place_name,
            received_at=row.received_at,
            stage=str(Stage(row.stage).label),
            reasons=reasons,
            score=score,
        )
        for row in rows.order_by("-received_at")[:LOOKED_AT]
        for score, reasons in [_judged(row, category, spot, moment)]
        if score >= ALIKE_FROM
    ]
    return sorted(found, key=lambda one: (-one.score, -one.received_at.timestamp()))[:SHOWN]


def _judged(row: Incident, category: str, spot: Spot, moment: datetime) -> tuple[int, tuple[Reason, ...]]:
    return alikeness(
        apart=row.received_at - moment,
        metres=metres((row.lon, row.lat), (spot.lon, spot.lat)),
        same_unit=row.unit_code == spot.unit_code,
        same_block=bool(spot.block_code) and row.block_code == spot.block_code,
        same_category=row.category == category,
        same_group=bool(category) and row.category[:1] == category[:1],
    )


def metres(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> float | None:
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return None
    east = np.radians(one[0] - other[0]) * np.cos(np.radians((one[1] + other[1]) / 2))
    north = np.radians(one[1] - other[1])
    return float(np.hypot(east, north) * EARTH_M)
