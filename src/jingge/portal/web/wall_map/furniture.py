"""What stands around the map: title, notes, legend, station figures, scale and north."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from jingge.portal.terms import WallMap
from jingge.portal.web.wall_map.fonts import BOLD, REGULAR
from jingge.portal.web.wall_map.sheet import Box, Sheet, Window

INK, GREY, RED = HexColor("#12263a"), HexColor("#5b6b7b"), HexColor("#b3261e")
LEGEND = [  # label, colour, line width in mm at A3
    (gettext_lazy("Level 1: town, station"), "#14304f", 1.1),
    (gettext_lazy("Level 2: community or village"), "#47617e", 0.3),
    (gettext_lazy("Level 3: area of one community officer"), "#b4491c", 0.55),
    (gettext_lazy("Level 4: village group or compound"), "#9aa7b4", 0.12),
    (gettext_lazy("Trunk road"), "#d39a3f", 0.6),
    (gettext_lazy("County road"), "#c9b38a", 0.35),
]


def draw_furniture(
    canvas: Canvas, wall_map: WallMap, sheet: Sheet, main: Window, inset: Window | None
) -> None:
    unit = sheet.unit
    _title(canvas, wall_map, sheet)
    left = main.frame[2] + 4 * unit
    right = sheet.width - 10 * unit
    y = _legend(canvas, left, main.frame[3], unit)
    floor = (inset.frame[3] + 7 * unit) if inset is not None else main.frame[1]
    _figures(canvas, wall_map, (left, floor, right, y - 4 * unit), unit)
    if inset is not None:
        canvas.setFont(BOLD, 2.8 * unit)
        canvas.setFillColor(INK)
        canvas.drawString(inset.frame[0], inset.frame[3] + 1.6 * unit, _("Town centre, enlarged"))
    _scale(canvas, main, unit)
    _north(canvas, main, unit)
    _foot(canvas, wall_map, sheet)


def _title(canvas: Canvas, wall_map: WallMap, sheet: Sheet) -> None:
    unit = sheet.unit
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 9 * unit)
    canvas.drawCentredString(sheet.width / 2, sheet.height - 20 * unit, wall_map.title)
    canvas.setFont(REGULAR, 3.2 * unit)
    canvas.setFillColor(GREY)
    canvas.drawCentredString(sheet.width / 2, sheet.height - 27 * unit, wall_map.subtitle)


def _legend(canvas: Canvas, x: float, top: float, unit: float) -> float:
    y = top - 4 * unit
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 3.6 * unit)
    canvas.drawString(x, y, _("Legend"))
    canvas.setFont(REGULAR, 2.7 * unit)
    for words, colour, width in LEGEND:
        y -= 5 * unit
        canvas.setStrokeColor(HexColor(colour))
        canvas.setLineWidth(width * unit)
        canvas.line(x, y + 0.9 * unit, x + 10 * unit, y + 0.9 * unit)
        canvas.drawString(x + 12 * unit, y, str(words))
    for office, colour, square in (
        (_("Police office, class 1"), "#0b4f9c", True),
        (_("Police office, class 2"), "#2a9d8f", False),
    ):
        y -= 5 * unit
        canvas.setFillColor(HexColor(colour))
        if square:
            canvas.rect(x + 4 * unit, y, 2 * unit, 2 * unit, stroke=0, fill=1)
        else:
            canvas.circle(x + 5 * unit, y + unit, unit, stroke=0, fill=1)
        canvas.setFillColor(INK)
        canvas.drawString(x + 12 * unit, y, office)
    return y


def _figures(canvas: Canvas, wall_map: WallMap, box: Box, unit: float) -> None:
    left, floor, right, top = box
    columns = [_("Station"), _("Level 2"), _("Areas"), _("Level 4"), _("People")]
    stops = [left, left + 34 * unit, left + 44 * unit, left + 55 * unit, right]
    line, y = 4.4 * unit, top - 4 * unit
    canvas.setFont(BOLD, 2.7 * unit)
    canvas.setFillColor(INK)
    canvas.drawString(stops[0], y, columns[0])
    for name, stop in zip(columns[1:], stops[1:], strict=True):
        canvas.drawRightString(stop, y, name)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.25 * unit)
    canvas.line(left, y - 1.2 * unit, right, y - 1.2 * unit)
    for position, row in enumerate(wall_map.rows):
        y -= line
        if y < floor:
            return
        last = position == len(wall_map.rows) - 1
        canvas.setFont(BOLD if last else REGULAR, 2.7 * unit)
        canvas.drawString(stops[0], y, row[0])
        for value, stop in zip(row[1:], stops[1:], strict=True):
            canvas.drawRightString(stop, y, value)


def _scale(canvas: Canvas, window: Window, unit: float) -> None:
    """A bar of a round length that is about a fifth of the frame."""
    wish = (window.frame[2] - window.frame[0]) / 5 / window.points_per_km
    km = max((n for n in (0.5, 1, 2, 5, 10, 20, 50) if n <= wish), default=0.5)
    length = km * window.points_per_km
    x, y = window.frame[0] + 6 * unit, window.frame[1] + 6 * unit
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.setLineWidth(0.4 * unit)
    canvas.rect(x, y, length / 2, 1.6 * unit, stroke=1, fill=1)
    canvas.rect(x + length / 2, y, length / 2, 1.6 * unit, stroke=1, fill=0)
    canvas.setFont(REGULAR, 2.6 * unit)
    canvas.drawString(x, y + 2.4 * unit, "0")
    canvas.drawRightString(x + length, y + 2.4 * unit, f"{km:g} km")


def _north(canvas: Canvas, window: Window, unit: float) -> None:
    x, y = window.frame[2] - 9 * unit, window.frame[3] - 18 * unit
    path = canvas.beginPath()
    path.moveTo(x, y + 10 * unit)
    path.lineTo(x - 3 * unit, y)
    path.lineTo(x, y + 2.4 * unit)
    path.lineTo(x + 3 * unit, y)
    path.close()
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFont(BOLD, 3.6 * unit)
    canvas.drawCentredString(x, y + 11.4 * unit, _("N"))


def _foot(canvas: Canvas, wall_map: WallMap, sheet: Sheet) -> None:
    unit = sheet.unit
    y = 12.5 * unit
    canvas.setFont(BOLD, 3 * unit)
    canvas.setFillColor(RED)
    canvas.drawString(10 * unit, y, wall_map.note)
    canvas.setFont(REGULAR, 2.6 * unit)
    canvas.setFillColor(GREY)
    canvas.drawRightString(sheet.width - 10 * unit, y, wall_map.imprint)
    if wall_map.synthetic:
        canvas.setFillColor(RED)
        canvas.drawString(10 * unit, y - 4.2 * unit, wall_map.synthetic)
