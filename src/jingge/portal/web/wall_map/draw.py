"""Drawing the sheet: map, inset of the dense ground, title, legend, figures, notes."""

import io
from collections.abc import Iterable

import numpy as np
import shapely
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from jingge.portal.terms import Marker, WallMap, WallMapGrid
from jingge.portal.web.wall_map.fonts import BOLD, REGULAR, load_fonts
from jingge.portal.web.wall_map.furniture import draw_furniture
from jingge.portal.web.wall_map.labels import Labels
from jingge.portal.web.wall_map.sheet import Box, Sheet, Window, padded, rings

PASTELS = [
    "#cfe0f1",
    "#f7e1c1",
    "#d3ead9",
    "#ecd9ec",
    "#f8f0c6",
    "#d9daf3",
    "#f3d5cc",
    "#d6ebeb",
    "#e6dfcb",
    "#dde3ea",
]
LINES = {
    4: ("#9aa7b4", 0.12),
    2: ("#47617e", 0.3),
    3: ("#b4491c", 0.55),
    1: ("#14304f", 1.1),
}  # colour, mm at A3
ROADS = {"trunk": ("#d39a3f", 0.6), "county": ("#c9b38a", 0.35)}
LABELS = ((1, BOLD, 4.2), (3, BOLD, 2.4), (2, REGULAR, 2.1), (4, REGULAR, 1.5))  # level, font, mm at A3
STEPS = (0, 1.3, -1.3, 2.6, -2.6, 3.9, -3.9)  # a town's name may stand a few lines off its middle
INK = HexColor("#12263a")


def draw_wall_map(wall_map: WallMap, *, paper: str) -> bytes:
    """The finished sheet as PDF bytes."""
    load_fonts()
    ground = padded(_box([g.geometry for g in wall_map.grids if g.level == 1]), 0.02)
    sheet = Sheet.of(paper, ground)
    unit = sheet.unit
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(sheet.width, sheet.height), pageCompression=1)
    canvas.setTitle(wall_map.title)
    canvas.setAuthor(wall_map.bureau)
    margin, head, side = 10 * unit, 24 * unit, 78 * unit
    frame = (margin, margin + 10 * unit, sheet.width - margin - side, sheet.height - margin - head)
    _draw_window(canvas, wall_map, Window(frame, ground), unit)
    inset = None
    if wall_map.dense is not None:
        inset_frame = (frame[2] + 4 * unit, frame[1], sheet.width - margin, frame[1] + side * 0.92)
        inset = Window(inset_frame, padded(wall_map.dense, 0.03))
        _draw_window(canvas, wall_map, inset, unit)
    draw_furniture(canvas, wall_map, sheet, Window(frame, ground), inset)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _box(geometries: Iterable[shapely.Geometry]) -> Box:
    bounds = shapely.total_bounds(np.array(list(geometries), dtype=object))
    return (float(bounds[0]), float(bounds[1]), float(bounds[2]), float(bounds[3]))


def _draw_window(canvas: Canvas, wall_map: WallMap, window: Window, unit: float) -> None:
    left, bottom, right, top = window.frame
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(left, bottom, right - left, top - bottom)
    canvas.setFillColor(HexColor("#fbfbf8"))
    canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
    canvas.clipPath(clip, stroke=0, fill=0)
    _fill_areas(canvas, wall_map, window)
    _draw_roads(canvas, wall_map, window, unit)
    for level in (4, 2, 3, 1):
        colour, width = LINES[level]
        _stroke(
            canvas, (g for g in wall_map.grids if g.level == level), window, HexColor(colour), width * unit
        )
    labels = Labels(canvas, window.frame)
    _draw_labels(wall_map, window, unit, labels, LABELS[:1])
    _draw_offices(canvas, wall_map.offices, window, unit, labels)
    _draw_labels(wall_map, window, unit, labels, LABELS[1:])
    canvas.restoreState()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.5 * unit)
    canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=0)


def _fill_areas(canvas: Canvas, wall_map: WallMap, window: Window) -> None:
    stations = sorted({g.station for g in wall_map.grids})
    for grid in wall_map.grids:
        if grid.level == 1:
            colour: Color = HexColor(PASTELS[stations.index(grid.station) % len(PASTELS)])
            _trace(canvas, grid, window, fill=colour)


def _stroke(
    canvas: Canvas, grids: Iterable[WallMapGrid], window: Window, colour: Color, width: float
) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    canvas.setLineJoin(1)
    for grid in grids:
        _trace(canvas, grid, window, fill=None)


def _trace(canvas: Canvas, grid: WallMapGrid, window: Window, *, fill: Color | None) -> None:
    path = canvas.beginPath()
    for ring in rings(grid.geometry):
        points = window.to_paper(ring)
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
    if fill is not None:
        canvas.setFillColor(fill)
    canvas.drawPath(path, stroke=int(fill is None), fill=int(fill is not None), fillMode=0)


def _draw_roads(canvas: Canvas, wall_map: WallMap, window: Window, unit: float) -> None:
    canvas.setLineCap(1)
    for road in wall_map.roads:
        if road.road_class not in ROADS:
            continue
        colour, width = ROADS[road.road_class]
        canvas.setStrokeColor(HexColor(colour))
        canvas.setLineWidth(width * unit)
        points = window.to_paper(shapely.get_coordinates(road.geometry))
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        canvas.drawPath(path)


def _draw_offices(
    canvas: Canvas, offices: Iterable[Marker], window: Window, unit: float, labels: Labels
) -> None:
    size = 1.5 * unit
    for office in offices:
        x, y = window.to_paper(np.array([[office.lon, office.lat]]))[0]
        canvas.setFillColor(HexColor("#0b4f9c" if office.office_class == 1 else "#2a9d8f"))
        canvas.setStrokeColor(HexColor("#ffffff"))
        canvas.setLineWidth(0.25 * unit)
        if office.office_class == 1:
            canvas.rect(x - size / 2, y - size / 2, size, size, stroke=1, fill=1)
        else:
            canvas.circle(x, y, size / 2, stroke=1, fill=1)
        labels.reserve((x - size / 2, y - size / 2, x + size / 2, y + size / 2))


def _draw_labels(
    wall_map: WallMap, window: Window, unit: float, labels: Labels, kinds: tuple[tuple[int, str, float], ...]
) -> None:
    for level, font, millimetres in kinds:
        size = millimetres * unit
        grids = [g for g in wall_map.grids if g.level == level and g.label]
        for grid in sorted(grids, key=lambda g: (-g.geometry.area, g.code)):
            x, y = window.to_paper(np.array([[grid.lon, grid.lat]]))[0]
            if level == 1:
                any(labels.place(grid.label, x, y + step * size, font=font, size=size) for step in STEPS)
                continue
            west, _south, east, _north = grid.geometry.bounds
            span = window.to_paper(np.array([[west, grid.lat], [east, grid.lat]]))
            room = (span[1][0] - span[0][0]) * (1.25 if level == 3 else 1.0)
            labels.place(grid.label, x, y, font=font, size=size, room=room)
