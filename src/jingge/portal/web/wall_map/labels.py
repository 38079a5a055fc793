"""Names on the map that do not lie on one another: the important ones first, the rest left out."""

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from jingge.portal.web.wall_map.sheet import Box


class Labels:
    """Remembers what is taken inside one frame."""

    def __init__(self, canvas: Canvas, frame: Box) -> None:
        self._canvas = canvas
        self._frame = frame
        self._taken: list[Box] = []

    def reserve(self, box: Box) -> None:
        self._taken.append(box)

    def place(
        self, text: str, x: float, y: float, *, font: str, size: float, room: float | None = None
    ) -> bool:
        """Write a name centred on a point unless it leaves the frame, meets another, or lacks room."""
        width = stringWidth(text, font, size)
        box = (x - width / 2 - 1, y - size * 0.6, x + width / 2 + 1, y + size * 0.6)
        left, bottom, right, top = self._frame
        if box[0] < left or box[2] > right or box[1] < bottom or box[3] > top:
            return False
        if room is not None and width > room:
            return False
        if any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in self._taken):
            return False
        self._taken.append(box)
        self._write(text, x - width / 2, y - size * 0.35, font, size)
        return True

    def _write(self, text: str, x: float, y: float, font: str, size: float) -> None:
        halo = self._canvas.beginText(x, y)
        halo.setFont(font, size)
        halo.setTextRenderMode(1)
        halo.textOut(text)
        self._canvas.saveState()
        self._canvas.setStrokeColorRGB(1, 1, 1)
        self._canvas.setLineWidth(size * 0.22)
        self._canvas.setLineJoin(1)
        self._canvas.drawText(halo)
        self._canvas.restoreState()
        self._canvas.setFillColorRGB(0.07, 0.15, 0.23)
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, y, text)
