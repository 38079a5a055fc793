"""Where units come with outlines of their own, or blocks with points only: do they fit the rest?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.territory.geo.cover import GAP_KM2, union
from jingge.territory.geo.plane import Shapes, areas_km2
from jingge.territory.terms import About, BlockSpec, GridProblem, UnitSpec

OUTLINE_SHARE = 0.001  # an outline from another layer may differ by a thousandth of its ground


def read(wkbs: Sequence[bytes | None]) -> Shapes:
    """Geometries from WKB; None where there is none or it can't be read."""
    return np.asarray(shapely.from_wkb(np.array(wkbs, dtype=object), on_invalid="ignore"), dtype=object)


def problems_of_outlines(units: Sequence[UnitSpec], blocks: Sequence[BlockSpec]) -> Iterator[GridProblem]:
    """Drawn blocks fill their unit's own outline and do not leave it."""
    in_unit: dict[str, list[BlockSpec]] = defaultdict(list)
    for block in blocks:
        in_unit[block.unit_code].append(block)
    for unit in units:
        own = in_unit[unit.code]
        drawn = [block.wkb for block in own if block.wkb is not None]
        if unit.wkb is None or not drawn:
            continue
        outline, ground = shapely.from_wkb(unit.wkb), union(read(drawn))
        beyond, missing = shapely.difference(ground, outline), shapely.difference(outline, ground)
        km2 = areas_km2(np.array([outline, beyond, missing], dtype=object))
        allowed = max(GAP_KM2, OUTLINE_SHARE * km2[0])
        mend = _("Make the unit's outline and its blocks agree, or leave the outline out.")
        if km2[1] > allowed:
            what = _("Its blocks reach %(m2)d m² beyond its outline.") % {"m2": km2[1] * 1e6}
            yield GridProblem("beyond_outline", About.UNIT, unit.code, what, mend, "geometry")
        if km2[2] > allowed and len(drawn) == len(own):
            what = _("Its blocks leave %(m2)d m² of its outline uncovered.") % {"m2": km2[2] * 1e6}
            yield GridProblem("outline_uncovered", About.UNIT, unit.code, what, mend, "geometry")


def problems_of_points(units: Sequence[UnitSpec], blocks: Sequence[BlockSpec]) -> Iterator[GridProblem]:
    """A block known by its point gets ground round it: the point must not lie in another's."""
    outline_of = {unit.code: shapely.from_wkb(unit.wkb) for unit in units if unit.wkb is not None}
    taken = [(block.code, block.wkb) for block in blocks if block.wkb is not None]
    tree = shapely.STRtree(read([wkb for _code, wkb in taken]))
    for block in blocks:
        if block.wkb is not None or block.lon is None or block.lat is None:
            continue
        if not np.isfinite([block.lon, block.lat]).all():
            continue  # said already
        point = shapely.Point(block.lon, block.lat)
        outline = outline_of.get(block.unit_code)
        if outline is not None and not shapely.intersects(outline, point):
            what: Reason = _("Its point lies outside the outline of its unit.")
        elif len(hit := tree.query(point, predicate="within")):
            what = _("Its point lies in block %(other)s.") % {"other": taken[int(hit[0])][0]}
        elif outline is None and (
            others := [c for c, o in outline_of.items() if shapely.intersects(o, point)]
        ):
            what = _("Its point lies in unit %(other)s.") % {"other": others[0]}
        else:
            continue
        mend = _("Correct the point, or the code of its unit.")
        yield GridProblem(
            "point_outside", About.BLOCK, block.code, what, mend, "lon", f"{block.lon}, {block.lat}"
        )
