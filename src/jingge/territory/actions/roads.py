"""The road lines of a bureau: the newest layer replaces the one before."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
import shapely
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.audit.actions import record
from jingge.common.changes import Change, created, removed
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau
from jingge.territory.geo.plane import Floats, Shapes, plane_of
from jingge.territory.models import Road
from jingge.territory.terms import About, GridProblem, MapRefused, RoadSpec


@transaction.atomic
def put_roads(
    *, bureau: Bureau, rows: Sequence[RoadSpec], origin_id: UUID | None, by: Viewer
) -> list[Change]:
    """Store a whole layer of roads; roads that are not in it any more go."""
    lines = np.asarray(
        shapely.from_wkb(np.array([r.wkb for r in rows], dtype=object), on_invalid="ignore"), dtype=object
    )
    if problems := _problems(rows, lines):
        raise MapRefused(problems)
    lengths = shapely.length(plane_of(lines).shapes(lines)) if len(lines) else np.zeros(0)
    known = {(row.name, row.road_class, bytes(row.wkb)): row for row in Road.objects.filter(bureau=bureau)}
    wanted = {(row.name, row.road_class, row.wkb): float(km) for row, km in zip(rows, lengths, strict=True)}
    gone = [row for key, row in known.items() if key not in wanted]
    changes = [removed(row) for row in gone]
    Road.objects.filter(bureau=bureau, pk__in=[row.pk for row in gone]).delete()
    new = [
        Road(bureau=bureau, name=name, road_class=kind, wkb=wkb, length_km=km, origin_id=origin_id)
        for (name, kind, wkb), km in wanted.items()
        if (name, kind, wkb) not in known
    ]
    Road.objects.bulk_create(new, batch_size=1000)
    changes += [created(row) for row in new]
    record(
        action="territory.put_roads",
        by=by,
        subject=bureau,
        subject_label=bureau.name,
        detail={"rows": len(rows), "new": len(new), "gone": len(gone)},
    )
    return changes


def _problems(rows: Sequence[RoadSpec], lines: Shapes) -> list[GridProblem]:
    bad = ~np.isin(shapely.get_type_id(lines), (1, 5)) | shapely.is_empty(lines)
    bounds: Floats = np.nan_to_num(shapely.bounds(lines)).reshape(-1, 4)
    bad |= (np.abs(bounds[:, [0, 2]]) > 180).any(axis=1) | (np.abs(bounds[:, [1, 3]]) > 90).any(axis=1)
    return [
        GridProblem(
            "not_a_line",
            About.ROAD,
            rows[i].name or str(i + 1),
            _("Its geometry is not a line in degrees."),
            _("Give a layer of lines in CGCS2000 longitude and latitude (EPSG:4490)."),
            "geometry",
            str(i + 1),
        )
        for i in np.flatnonzero(bad).tolist()
    ]
