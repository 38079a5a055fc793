"""The whole map: its tables first, then whether its ground is covered once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from django.utils.translation import gettext_lazy as _

from jingge.territory.geo.cover import gaps, overlaps
from jingge.territory.geo.plane import Shapes
from jingge.territory.rules.outlines import problems_of_outlines, problems_of_points, read
from jingge.territory.rules.tables import problems_of_tables
from jingge.territory.terms import About, BeatSpec, BlockSpec, GridProblem, TownSpec, UnitSpec


def problems_of_map(
    towns: Sequence[TownSpec],
    units: Sequence[UnitSpec],
    blocks: Sequence[BlockSpec],
    beats: Sequence[BeatSpec],
) -> list[GridProblem]:
    """Everything wrong with a map; empty when it may be drawn."""
    return [*problems_of_tables(towns, units, blocks, beats), *_ground(units, blocks)]


def _ground(units: Sequence[UnitSpec], blocks: Sequence[BlockSpec]) -> Iterator[GridProblem]:
    drawn = [block for block in blocks if block.wkb is not None]
    shapes = read([block.wkb for block in drawn])
    broken = [*_broken(About.BLOCK, [b.code for b in drawn], shapes)]
    outlines = [unit for unit in units if unit.wkb is not None]
    broken += _broken(About.UNIT, [u.code for u in outlines], read([u.wkb for u in outlines]))
    yield from broken
    yield from _mixed(units, blocks)
    yield from _same_points(blocks)
    if not broken:
        yield from _cover([block.code for block in drawn], shapes)
        yield from problems_of_outlines(units, blocks)
        yield from problems_of_points(units, blocks)


def _broken(about: About, codes: Sequence[str], shapes: Shapes) -> Iterator[GridProblem]:
    mend = _("Redraw it; a GIS can repair it with “fix geometries”.")
    for i in np.flatnonzero(
        ~np.isin(shapely.get_type_id(shapes), (3, 6)) | shapely.is_empty(shapes)
    ).tolist():
        yield GridProblem("not_an_area", about, codes[i], _("Its ground is not a polygon."), mend, "geometry")
    for i in np.flatnonzero(~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)).tolist():
        at = str(shapely.is_valid_reason(shapes[i])).partition("[")[2].rstrip("]")
        what = _("Its border crosses or touches itself at %(at)s.") % {"at": at}
        yield GridProblem("self_intersects", about, codes[i], what, mend, "geometry", at)
    west, south, east, north = np.nan_to_num(shapely.bounds(shapes)).T if len(shapes) else np.zeros((4, 0))
    for i in np.flatnonzero((west < -180) | (east > 180) | (south < -90) | (north > 90)).tolist():
        yield GridProblem(
            "not_degrees",
            about,
            codes[i],
            _("Its coordinates are not degrees."),
            _("Convert the layer to CGCS2000 longitude and latitude (EPSG:4490)."),
            "geometry",
        )


def _mixed(units: Sequence[UnitSpec], blocks: Sequence[BlockSpec]) -> Iterator[GridProblem]:
    """Cells can be drawn round points only where the ground left for them is known."""
    outlined = {unit.code for unit in units if unit.wkb is not None}
    drawn = {block.unit_code for block in blocks if block.wkb is not None}
    for block in blocks:
        if block.wkb is None and block.unit_code in drawn - outlined:
            yield GridProblem(
                "polygon_missing",
                About.BLOCK,
                block.code,
                _("Other blocks of its unit have polygons, this one has only a point."),
                _("Draw it too, or give the unit's own polygon."),
                "geometry",
            )


def _same_points(blocks: Sequence[BlockSpec]) -> Iterator[GridProblem]:
    at: dict[tuple[float, float], list[str]] = defaultdict(list)
    for block in blocks:
        if block.wkb is None and block.lon is not None and block.lat is not None:
            at[round(block.lon, 7), round(block.lat, 7)].append(block.code)
    for (lon, lat), codes in at.items():
        for code in codes[1:]:
            yield GridProblem(
                "same_point",
                About.BLOCK,
                code,
                _("It stands on the same point as block %(other)s.") % {"other": codes[0]},
                _("Move one of them to where its people are."),
                "lon",
                f"{lon}, {lat}",
            )


def _cover(codes: Sequence[str], shapes: Shapes) -> Iterator[GridProblem]:
    for pair in overlaps(shapes):
        yield GridProblem(
            "overlap",
            About.BLOCK,
            codes[pair.first],
            _("It overlaps block %(other)s by %(m2)d m².")
            % {"other": codes[pair.second], "m2": pair.km2 * 1e6},
            _("Give the common ground to one of the two."),
            "geometry",
            codes[pair.second],
        )
    for gap in gaps(shapes):
        names = ", ".join(codes[i] for i in gap.beside[:6])
        yield GridProblem(
            "gap",
            About.BLOCK,
            codes[gap.beside[0]] if gap.beside else "",
            _("A gap of %(m2)d m² at %(lon).5f, %(lat).5f lies between blocks %(names)s.")
            % {"m2": gap.km2 * 1e6, "lon": gap.lon, "lat": gap.lat, "names": names},
            _("Extend one of them over the gap."),
            "geometry",
            f"{gap.lon:.6f}, {gap.lat:.6f}",
        )
