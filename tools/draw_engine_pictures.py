"""Draw the pictures of docs/engines/districting.md from runs of the engine: `python -m tools.draw_engine_pictures`.

python -m tools.draw_engine_pictures [plan] [proof] [curve] [--seconds 30]
"""

import argparse
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely

from benchmarks.quality.cases import case_of, station_names
from jingge.demo.synthesis import DEFAULT_SEED
from jingge.demo.synthesis.county import draw_county
from jingge_engines.core.observe import Progress
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.districting import Problem, Result, solve, tradeoff
from jingge_engines.districting.adjacency import border_edges
from jingge_engines.districting.geometry import Shapes
from jingge_engines.districting.warm import warm
from tools.svg import SOFT, Ground, Point, Series, Sheet, chart

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "engines" / "pictures"
SEED = 1
COARSE = 0.0004
"""Degrees by which borders may be straightened: a third of a pixel of the map."""


def draw_plan(seconds: float) -> str:
    """The demonstration county, every station divided and proven."""
    problem = case_of("lingwu").problem
    result = solve(problem, stop=AnyOf(MaxTime(seconds), Proven()), rng=SEED)
    polygon = {block.code: block.polygon for block in draw_county(DEFAULT_SEED).blocks}
    blocks = np.array([polygon[unit] for unit in problem.units], dtype=object)
    areas = _merged(blocks, result.plan.assignment)
    colour = colours(areas)
    stations = np.unique(problem.region, return_inverse=True)[1]
    names = station_names()
    squeeze = float(np.cos(np.radians(38)))
    proven = sum(one.status == "proven" for one in result.by_region)
    known = f"{len(result.by_region)} 个派出所中 {proven} 个已证明最优"
    title = f"灵武示范县 {len(blocks)} 个四级网格划为 {len(areas)} 个三级网格，{known}"
    ground = [
        Ground(
            [_ring(ring, squeeze) for part in shapely.get_parts(area) for ring in _rings(part)], SOFT[tint]
        )
        for area, tint in zip(areas, colour, strict=True)
    ]
    labels: list[tuple[Point, str, str]] = []
    for one in result.by_region:
        mine = shapely.union_all(blocks[[region == one.region for region in problem.region]])
        spot = shapely.point_on_surface(mine)
        said = "已证明最优" if one.status == "proven" else f"{one.gap or 0:.2%} 之内"
        labels.append(
            (
                (spot.x * squeeze, spot.y),
                names[one.region],
                f"{problem.districts_of[one.region]} 个 · {said}",
            )
        )
    return Sheet(
        title,
        ground,
        thin=_borders(blocks, squeeze),
        thick=_borders(_merged(blocks, stations.astype(np.int64)), squeeze),
        names=labels,
        dots=[(float(x) * squeeze, float(y)) for x, y in _centres(problem, result)],
    ).draw()


def draw_proof(seconds: float) -> str:
    """How plan and bound close in on each other."""
    problem = case_of("ne_tract_2010").problem
    watch = Watch()
    result = solve(problem, stop=AnyOf(MaxTime(seconds), Proven()), rng=SEED, observe=watch)
    end = watch.seconds
    plans, bounds = [*watch.plans, (end, result.objective)], watch.bounds
    if result.lower_bound is not None:
        bounds = [*bounds, (end, result.lower_bound)]
    first = bounds[0][1] if bounds else min(value for _, value in plans)
    shown = [(at, value) for at, value in plans if value <= result.objective * 1.05]
    gap = "下界未知" if result.gap is None else f"相差 {result.gap:.3%}" if result.gap else "证明为最优"
    return chart(
        f"内布拉斯加 {len(problem.units)} 个普查区分 3 区：方案与下界，{end:.0f} 秒后{gap}",
        "秒 seconds",
        "转动惯量 moment of inertia",
        [
            Series("最好方案 best plan", shown, stepped=True),
            Series(
                "下界 no plan is below this", [(at, max(value, first)) for at, value in bounds], stepped=True
            ),
        ],
    )


def draw_curve(seconds: float) -> str:
    """What compactness costs in people who get a new officer."""
    problem = case_of("lingwu").problem
    found = tradeoff(problem, over="people_changed", points=9, stop=MaxTime(seconds), rng=SEED)
    points = [(one.terms.people_changed, one.objective) for one in found]
    notes = [f"{one.terms.officers_changed} 片换人" for one in found]
    return chart(
        "灵武示范县：少换人与紧凑之间的取舍（每一点是一份方案）",
        "换了民警的人口 people who get a new officer",
        "转动惯量 moment of inertia",
        [Series("没有方案两样都更好 no plan is better in both", points, dotted=True, notes=notes)],
    )


@dataclass
class Watch:
    """Writes down when a plan or a bound was found."""

    began: float = field(default_factory=time.perf_counter)
    plans: list[Point] = field(default_factory=list)
    bounds: list[Point] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.began

    def report(self, progress: Progress) -> None:
        if progress.violation == 0 and progress.objective is not None:
            self.plans.append((self.seconds, progress.objective))
        if progress.bound is not None and np.isfinite(progress.bound):
            self.bounds.append((self.seconds, progress.bound))

    def cancelled(self) -> bool:
        return False


def _merged(shapes: Shapes, label: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Shapes:
    merged = [shapely.union_all(shapes[label == one]) for one in range(int(label.max()) + 1)]
    return np.array(merged, dtype=object)


def colours(areas: Shapes) -> list[int]:
    """A tint for every area that no neighbour has."""
    pairs = border_edges(areas)
    tints: list[int] = []
    for area in range(len(areas)):
        taken = {tints[u] for u, v in pairs if v == area} | {
            tints[v] for u, v in pairs if u == area and v < area
        }
        free = [tint for tint in range(len(SOFT)) if tint not in taken]
        tints.append(min(free, key=tints.count))
    return tints


def _centres(problem: Problem, result: Result) -> list[Point]:
    rows = [problem.index[district.centre] for district in result.evaluation.districts]
    return [(float(x), float(y)) for x, y in problem.points[rows]]


def _rings(part: shapely.Polygon) -> list[shapely.LinearRing]:
    return [part.exterior, *part.interiors]


def _ring(line: shapely.Geometry, squeeze: float) -> list[Point]:
    return [
        (float(x) * squeeze, float(y)) for x, y in shapely.get_coordinates(shapely.simplify(line, COARSE))
    ]


def _borders(shapes: Shapes, squeeze: float) -> list[list[Point]]:
    """Every stretch of border once."""
    lines = shapely.line_merge(shapely.union_all(shapely.boundary(shapes)))
    return [_ring(line, squeeze) for line in shapely.get_parts(lines)]


PICTURES = {"plan": draw_plan, "proof": draw_proof, "curve": draw_curve}


def main() -> None:
    """Draw what is asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*PICTURES, []])
    parser.add_argument("--seconds", type=float, default=30.0)
    asked = parser.parse_args()
    warm()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in asked.names or PICTURES:
        text = PICTURES[name](asked.seconds)
        (FOLDER / f"districting-{name}.svg").write_text(text, encoding="utf-8")
        print(f"docs/engines/pictures/districting-{name}.svg: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
