"""Police offices on a map: which block each stands in, and which communities and villages it serves."""

from datetime import date

import numpy as np

from jingge.planning.terms import OfficeOnMap
from jingge.staffing.models import PoliceOffice, held_on
from jingge.territory.models import GridVersion
from jingge.territory.queries import locator_of


def offices_on(version: GridVersion, day: date) -> tuple[OfficeOnMap, ...]:
    """By code, with those that are open on the day."""
    rows = list(
        PoliceOffice.objects.filter(held_on(day), bureau_id=version.bureau_id)
        .select_related("station")
        .prefetch_related("services")
        .order_by("code")
    )
    if not rows:
        return ()
    locator = locator_of(version)
    found = locator.raster.find(np.array([(row.lon, row.lat) for row in rows], dtype=float)).tolist()
    return tuple(
        OfficeOnMap(
            code=row.code,
            name=row.name,
            station_code=row.station.code,
            unit_code=row.unit_code,
            block_code=locator.block_codes[at] if at >= 0 else "",
            lon=row.lon,
            lat=row.lat,
            serves=tuple(sorted(one.unit_code for one in row.services.all())),
        )
        for row, at in zip(rows, found, strict=True)
    )
