"""Pictures of the documents: nothing is drawn outside the paper, and every tint differs from its neighbours'."""

import re

import defusedxml.ElementTree
import numpy as np
import pytest

from tests.engines.districting.geo.maps import chessboard
from tools.draw_engine_pictures import colours
from tools.svg import HEIGHT, LEFT, RIGHT, TOP, WIDTH, Ground, Scale, Series, Sheet, chart


@pytest.mark.parametrize(("least", "most"), [(0.0, 1.0), (21_900.0, 22_850.0), (3.0, 3.0), (-0.02, 0.013)])
def test_ticks_are_round_and_hold_every_figure(least: float, most: float) -> None:
    scale = Scale(least, most, 100, 600)
    ticks = scale.ticks()
    assert ticks[0] <= least <= most <= ticks[-1] or least == most
    assert 1 <= len(ticks) <= 8
    assert all(100 <= scale.at(tick) <= 600 for tick in ticks)


def test_lines_stay_between_the_axes() -> None:
    text = chart(
        "<一>", "x", "y", [Series("a", [(0, 5), (9, 2)], stepped=True), Series("b", [(3, 1)], dotted=True)]
    )
    defusedxml.ElementTree.fromstring(text)
    for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', text):
        assert LEFT <= float(x) <= WIDTH - RIGHT
        assert TOP <= float(y) <= HEIGHT
    assert "&lt;一&gt;" in text


def test_a_map_runs_north_upwards() -> None:
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    north = [(x, y + 1) for x, y in square]
    text = Sheet(
        "地图", [Ground([square], "#111"), Ground([north], "#222")], names=[((0.5, 1.5), "北", "1 个")]
    ).draw()
    defusedxml.ElementTree.fromstring(text)
    tops = [
        min(float(y) for y in re.findall(r"[ML]\d+ (\d+)", path))
        for path in re.findall(r'd="(M[^"]+Z)"', text)
    ]
    assert tops[1] < tops[0]


def test_neighbours_have_different_tints() -> None:
    areas = np.asarray(chessboard(5, 5).geometry)
    tints = colours(areas)
    assert all(tints[i] != tints[i + 1] for i in range(24) if i % 5 < 4)
    assert all(tints[i] != tints[i + 5] for i in range(20))
