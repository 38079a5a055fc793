"""Charts and maps as small SVG files, drawn by hand: documents need no plotting library."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

Point = tuple[float, float]
WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 78, 20, 40, 62
COLOURS = ("#1b6ca8", "#c2571a", "#3a7d44", "#7a4e9c")
SOFT = ("#b9d6ea", "#f3cfae", "#c4dfc1", "#dccbe8", "#f4e3a1", "#d9d4cc", "#f0c4c8")
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" '
    "font-family=\"'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei',sans-serif\" font-size=\"12\">"
    '<rect width="{0}" height="{1}" fill="#fff"/>'
)


@dataclass(frozen=True)
class Series:
    """One line of a chart; `stepped` holds its value until the next point; `notes` stand beside points."""

    name: str
    points: Sequence[Point]
    stepped: bool = False
    dotted: bool = False
    notes: Sequence[str] = ()


class Scale:
    """Figures to places on the paper, from round figure to round figure."""

    def __init__(self, least: float, most: float, begin: float, end: float) -> None:
        room = (most - least) or abs(most) or 1.0
        power = 10.0 ** math.floor(math.log10(room / 5))
        self.step = next(power * one for one in (1, 2, 5, 10) if room / (power * one) <= 6)
        self.low = math.floor(least / self.step + 1e-9) * self.step
        self.high = math.ceil(most / self.step - 1e-9) * self.step
        self.begin, self.end = begin, end

    def at(self, value: float) -> float:
        """Place of a figure."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.begin + share * (self.end - self.begin)

    def ticks(self) -> list[float]:
        """Round figures that stand beside the paper."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + index * self.step, 12) for index in range(count + 1)]


def chart(title: str, x_name: str, y_name: str, lines: Sequence[Series]) -> str:
    """Several lines over one pair of axes."""
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points]
    across = Scale(min(xs), max(xs), LEFT, WIDTH - RIGHT)
    up = Scale(min(ys), max(ys), HEIGHT - BOTTOM, TOP)
    parts = [HEAD.format(WIDTH, HEIGHT), _text(LEFT, 20, title, size=14, bold=True)]
    for tick in across.ticks():
        parts.append(f'<path d="M{across.at(tick):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#e4e4e4"/>')
        parts.append(_text(across.at(tick), HEIGHT - BOTTOM + 16, f"{tick:,g}", anchor="middle"))
    for tick in up.ticks():
        parts.append(f'<path d="M{LEFT} {up.at(tick):.1f}H{WIDTH - RIGHT}" stroke="#e4e4e4"/>')
        parts.append(_text(LEFT - 6, up.at(tick) + 4, f"{tick:,.6g}", anchor="end"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 34, x_name, anchor="middle"))
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(
        f'<g transform="translate(14 {middle}) rotate(-90)">{_text(0, 0, y_name, anchor="middle")}</g>'
    )
    for index, line in enumerate(lines):
        parts.append(_line(line, COLOURS[index % len(COLOURS)], across, up))
        parts.append(_key(line, COLOURS[index % len(COLOURS)], LEFT + index * (WIDTH - LEFT) // len(lines)))
    return "\n".join([*parts, "</svg>\n"])


def _line(line: Series, colour: str, across: Scale, up: Scale) -> str:
    places = [(across.at(x), up.at(y)) for x, y in line.points]
    path = f"M{places[0][0]:.1f} {places[0][1]:.1f}"
    for x, y in places[1:]:
        path += f"H{x:.1f}V{y:.1f}" if line.stepped else f"L{x:.1f} {y:.1f}"
    drawn = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    if line.dotted:
        drawn += "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in places)
    written: Point = (-math.inf, 0.0)
    for (x, y), note in zip(places, line.notes, strict=False):
        late = x > WIDTH - RIGHT - 120
        if math.dist(written, (x, y)) > 44:  # else it would cover the one before
            # The line falls from the left: below it and left is free at the end of the paper.
            drawn += _text(
                *((x, y + 18) if late else (x + 8, y - 8)), note, size=11, anchor="end" if late else "start"
            )
            written = (x, y)
    return drawn


def _key(line: Series, colour: str, x: float) -> str:
    y = HEIGHT - 10
    return f'<path d="M{x} {y - 4}h22" stroke="{colour}" stroke-width="3"/>' + _text(x + 28, y, line.name)


def _text(x: float, y: float, text: str, *, size: int = 12, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


@dataclass(frozen=True)
class Ground:
    """One coloured piece of a map: rings of points, the outer one first."""

    rings: Sequence[Sequence[Point]]
    colour: str


@dataclass(frozen=True)
class Sheet:
    """A map: ground below, then thin and thick lines, then names."""

    title: str
    ground: Sequence[Ground]
    thin: Sequence[Sequence[Point]] = ()
    thick: Sequence[Sequence[Point]] = ()
    names: Sequence[tuple[Point, str, str]] = ()
    """Place, name, and a smaller line below it."""
    dots: Sequence[Point] = field(default=())

    def draw(self, width: int = 760) -> str:
        """The map at a width; y runs north."""
        every = [point for piece in self.ground for ring in piece.rings for point in ring]
        west, east = min(x for x, _ in every), max(x for x, _ in every)
        south, north = min(y for _, y in every), max(y for _, y in every)
        scale = (width - 24) / (east - west)
        height = round((north - south) * scale) + 60

        def place(point: Point) -> str:
            return f"{12 + (point[0] - west) * scale:.0f} {44 + (north - point[1]) * scale:.0f}"

        def line(points: Iterable[Point]) -> str:
            return "M" + "L".join(dict.fromkeys(place(point) for point in points))

        parts = [HEAD.format(width, height), _text(12, 22, self.title, size=14, bold=True)]
        for piece in self.ground:
            path = "".join(line(ring) + "Z" for ring in piece.rings)
            parts.append(f'<path d="{path}" fill="{piece.colour}" fill-rule="evenodd"/>')
        for lines, style in (
            (self.thin, 'stroke="#8a8a8a" stroke-width=".5"'),
            (self.thick, 'stroke="#222" stroke-width="2"'),
        ):
            parts.append(
                f'<path d="{"".join(map(line, lines))}" fill="none" stroke-linejoin="round" {style}/>'
            )
        for dot in self.dots:
            column, row = place(dot).split()
            parts.append(f'<circle cx="{column}" cy="{row}" r="2" fill="#222"/>')
        for point, name, below in self.names:
            x, y = map(float, place(point).split())
            halo = 'paint-order="stroke" stroke="#fff" stroke-width="3" stroke-linejoin="round"'
            both = _text(x, y, name, size=13, anchor="middle", bold=True) + _text(
                x, y + 15, below, size=11, anchor="middle"
            )
            parts.append(f"<g {halo}>{both}</g>")
        return "\n".join([*parts, "</svg>\n"])
