"""Lines on doubly logarithmic paper as SVG, drawn by hand: a benchmark needs no plotting library."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 420, 350
LEFT, RIGHT, TOP, BOTTOM = 62, 26, 34, 112
COLOURS = ("#1b6ca8", "#c2571a", "#3a7d44", "#7a4e9c")
MARKS = ("", "6 3", "2 3", "8 3 2 3")


@dataclass(frozen=True)
class Line:
    """One series; points with a value of 0 or less are left out."""

    name: str
    points: Sequence[tuple[float, float]]

    @property
    def drawn(self) -> list[tuple[float, float]]:
        return [(x, y) for x, y in self.points if x > 0 and y > 0]


@dataclass(frozen=True)
class Chart:
    """One picture of several lines."""

    title: str
    x_name: str
    y_name: str
    lines: Sequence[Line]


def page(charts: Sequence[Chart]) -> str:
    """Charts side by side."""
    wide = WIDTH * len(charts)
    size = f'viewBox="0 0 {wide} {HEIGHT}" width="{wide}" height="{HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">',
        f'<rect width="{wide}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for index, one in enumerate(charts):
        parts.append(f'<g transform="translate({index * WIDTH} 0)">{_chart(one)}</g>')
    return "\n".join([*parts, "</svg>\n"])


def _chart(chart: Chart) -> str:
    xs = [x for line in chart.lines for x, _ in line.drawn]
    ys = [y for line in chart.lines for _, y in line.drawn]
    if not xs:
        return ""
    across = _Scale(min(xs), max(xs), LEFT, WIDTH - RIGHT)
    up = _Scale(min(ys), max(ys), HEIGHT - BOTTOM, TOP)
    parts = [f'<text x="{LEFT}" y="16" font-size="13" font-weight="bold">{escape(chart.title)}</text>']
    for tick in across.ticks():
        x = across.at(tick)
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 15}" text-anchor="middle">{tick:,g}</text>')
    for tick in up.ticks():
        y = up.at(tick)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:,g}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(
        f'<text x="{middle}" y="{HEIGHT - BOTTOM + 32}" text-anchor="middle">{escape(chart.x_name)}</text>'
    )
    parts.append(
        f'<text transform="translate(13 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">{escape(chart.y_name)}</text>'
    )
    for index, line in enumerate(chart.lines):
        parts.append(_line(line, index, across, up))
    return "".join(parts)


def _line(line: Line, index: int, across: "_Scale", up: "_Scale") -> str:
    colour, dash = COLOURS[index % len(COLOURS)], MARKS[index % len(MARKS)]
    places = [(across.at(x), up.at(y)) for x, y in line.drawn]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) if places else ""
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    y = HEIGHT - BOTTOM + 54 + 15 * index
    key = f'<path d="M{LEFT + 8} {y - 4}h22" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
    key += f'<text x="{LEFT + 36}" y="{y}">{escape(line.name)}</text>'
    drawn = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
    return drawn + dots + key


class _Scale:
    """Logarithms of figures to places on the paper, from one of 1, 2, 5, 10, 20, … to another."""

    def __init__(self, least: float, most: float, begin: float, end: float) -> None:
        powers = range(math.floor(math.log10(least)) - 1, math.ceil(math.log10(most)) + 2)
        round_ones = [step * 10.0**power for power in powers for step in (1, 2, 5)]
        low = max(one for one in round_ones if one <= least * 1.0001)
        high = min(one for one in round_ones if one >= most * 0.9999 and one > low)
        self.marks = [one for one in round_ones if low <= one <= high]
        self.low, self.high = math.log10(low), math.log10(high)
        self.begin, self.end = begin, end

    def at(self, value: float) -> float:
        """Place of a figure."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)

    def ticks(self) -> list[float]:
        """Where figures stand beside the paper: powers of ten alone where there are many."""
        powers = [one for one in self.marks if f"{one:e}"[0] == "1"]
        return powers if len(self.marks) > 10 else self.marks
