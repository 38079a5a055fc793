"""A curve of plans as a drawing: two figures of every plan on two axes, in plain SVG marks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jingge.common.web.parts import Text
from jingge.planning.web.marks import figure

WIDTH, HEIGHT = 560.0, 340.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 24.0, 18.0, 48.0
TICKS = 5


@dataclass(frozen=True, slots=True)
class Point:
    """A plan with its two figures. `kind`: front, beaten, broken (limits not kept), own or today."""

    x: float
    y: float
    label: str
    kind: str
    title: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point where it is drawn."""

    point: Point
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template draws."""

    dots: tuple[Dot, ...]
    line: str  # the plans that no other beats in both figures
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    x_label: Text
    y_label: Text
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP
    bottom: float = HEIGHT - BOTTOM
    middle_x: float = (LEFT + WIDTH - RIGHT) / 2
    middle_y: float = (TOP + HEIGHT - BOTTOM) / 2


def chart(points: Sequence[Point], *, x_label: Text, y_label: Text, y_decimals: int = 0) -> Chart | None:
    """None where there is nothing to draw."""
    if not points:
        return None
    across = _Scale.of([point.x for point in points], LEFT, WIDTH - RIGHT)
    up = _Scale.of([point.y for point in points], HEIGHT - BOTTOM, TOP)
    dots = tuple(Dot(point, across.at(point.x), up.at(point.y)) for point in points)
    front = sorted((dot for dot in dots if dot.point.kind in ("front", "own")), key=lambda dot: dot.x)
    return Chart(
        dots=dots,
        line=" ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in front) if len(front) > 1 else "",
        x_ticks=across.ticks(0 if across.step >= 1 else 2),
        y_ticks=up.ticks(max(y_decimals, 0 if up.step >= 1 else math.ceil(-math.log10(up.step)))),
        x_label=x_label,
        y_label=y_label,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """From figures to places, with round ticks."""

    low: float
    high: float
    step: float
    start: float
    end: float

    @classmethod
    def of(cls, values: Sequence[float], start: float, end: float) -> "_Scale":
        least, most = min(values), max(values)
        spread = (most - least) or abs(most) or 1.0
        raw = spread / TICKS
        power = 10.0 ** math.floor(math.log10(raw))
        step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= raw * (1 - 1e-9))
        low = math.floor((least - 0.06 * spread) / step) * step
        if least >= 0:
            low = max(0.0, low)
        high = math.ceil((most + 0.06 * spread) / step) * step
        return cls(low, high, step, start, end)

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, decimals: int) -> tuple[Tick, ...]:
        count = round((self.high - self.low) / self.step)
        values = [self.low + index * self.step for index in range(count + 1)]
        return tuple(Tick(round(self.at(value), 1), figure(value, decimals)) for value in values)
