"""Anytime search on one board: annealing cycles that start afresh or from the best plan, longer each time."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

import numpy as np

from jingge_engines.core.rng import throw
from jingge_engines.districting.board import Board
from jingge_engines.districting.bridging import bridged
from jingge_engines.districting.capping import repriced
from jingge_engines.districting.felling import fell, is_thin
from jingge_engines.districting.moves.anneal import anneal
from jingge_engines.districting.moves.border import draw_border
from jingge_engines.districting.moves.ground import BEST_VALUE, BEST_VIOLATION, play_of
from jingge_engines.districting.moves.setting import set_up, sum_up
from jingge_engines.districting.moves.window import play_windows
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.start import grow, mend
from jingge_engines.districting.strips import strips
from jingge_engines.districting.terrain import Prices, Terrain

HOT_EDGES, COLD_EDGES = 1.5, 0.15
HOT_SHARE, COLD_SHARE = 1.0, 0.003
"""Temperatures: in edges where edges are counted, else as shares of the mean cost of an atom."""
REHEAT = 0.3
"""Share of the first temperature at which a cycle from the best plan begins."""
FEW = 12
"""Areas up to which many short cycles beat few long ones."""
SOFT, FIRM, FIRMEST = 0.3, 8.0, 4096.0
"""Price of one mean atom outside the limits, in ordinary atom costs: at the start of a cycle, at its end, and
the most it may grow to where cycles end with load outside."""
EFFORT = 2000
"""Proposals per atom in a cycle of length 1."""
WIDENING, WINDOWED = 2.0, 3.0
"""With many areas: how much longer each cycle is than the last, and each turn of windows than its cycle."""
WINDOW_HEAT, WINDOW_EFFORT, WINDOW_MOST = 0.6, 1000, 20
"""Of a window: share of the first temperature, proposals per atom, and the most proposals, in rounds."""
STRIPED = 4
"""Where areas are many, every so many new grounds one is laid in strips."""
Judge = Callable[[Ints], tuple[float, float] | None]
"""What a plan (area of every unit) is truly worth: violation and objective; None: it cannot say."""


class Kind(Enum):
    """What a cycle does."""

    FRESH = auto()
    REHEATED = auto()
    WINDOWS = auto()


@dataclass
class Search:
    """A running search: call `round` as often as there is time; the best plan is always at hand."""

    board: Board
    rng: np.random.Generator
    judge: Judge | None = None
    """Where the compiled figures are not the whole truth."""
    terrain: Terrain | None = None
    best: Ints = field(init=False)
    violation: float = field(init=False, default=math.inf)
    objective: float = field(init=False, default=math.inf)
    rounds: int = field(init=False, default=0)
    cycle: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Grow a first plan."""
        self.land = self.terrain or Terrain(self.board, bridged(self.board))
        self.prices: Prices = {}
        self.ground = self.land.ground(self.prices)
        self.origins: list[Ints] = []
        self.price, self.firm = SOFT, FIRM
        self.left, self.length, self.owed = 0, 1, 0
        self.kind = Kind.FRESH
        grown = self.best = grow(self.board, self.land.graph, self.rng)
        districts = min(self.board.districts, self.board.order)
        self.play = play_of(self.ground, districts, self.best, throw(self.rng))
        for area in self.land.laid if districts > FEW else ():
            # On a regular map this is a sound plan at once, long before a cooling has ended.
            self._start_from(area)
        self._start_from(grown)
        if self.violation > 0 and is_thin(self.land.graph) and (felled := self._felled()) is not None:
            self._start_from(felled)

    @property
    def turn(self) -> int:
        """Number of the cycle that the next round begins; -1 in the middle of one."""
        return self.cycle if self.left == 0 else -1

    def plan(self) -> Ints:
        """Area of every unit of the region in the best plan; -1: not on this board."""
        return self.board.by_unit(self.best)

    def adopt(self, area: Ints) -> bool:
        """Mend a plan of the units from outside and search around it too; False where it cannot be one."""
        plain = mend(self.board, self.land.graph, area[self.board.units[self.board.first[:-1]]])
        used = np.unique(plain)
        if plain.min() < 0 or len(used) != len(self.play.sizes):
            return False
        self.origins.append(plain.copy())
        self._start_from(plain)
        self.left = 0
        return True

    def take_over(self, area: Ints, violation: float, objective: float) -> None:
        """Go on from a better plan of the units that another search on the same board has found."""
        if (violation, objective) < (self.violation, self.objective):
            self.best = area[self.board.units[self.board.first[:-1]]]
            self.violation, self.objective = violation, objective
            if self.kind is Kind.WINDOWS and self.left > 0:
                self._start_from(self.best)

    def round(self, proposals: int) -> bool:
        """Play one round; whether the best plan became better."""
        before = self.violation, self.objective
        if self.left == 0:
            self._new_cycle(max(1, proposals))
        done, self.left = 1.0 - self.left / self.length, self.left - 1
        after = 1.0 - self.left / self.length
        self.rounds += 1
        if self.kind is Kind.WINDOWS:
            self._redraw(proposals)
        else:
            hot, cold = self._temperatures()
            self.price = SOFT * (self.firm / SOFT) ** after
            self._play(hot * (cold / hot) ** done, hot * (cold / hot) ** after, proposals)
        if self.left == 0:
            self._set_price()
            self._set_caps()
        return (self.violation, self.objective) != before

    def _new_cycle(self, proposals: int) -> None:
        """Cycles start from new ground and from the best plan in turn.

        With few areas luck decides how they lie to each other, so most cycles are short; with many of them a
        long cooling counts for more, so each turn is longer than the last, and the best plan is not heated as
        a whole but redrawn window by window.
        """
        few = len(self.play.sizes) <= FEW
        turn, again = divmod(self.cycle, 2)
        stretch = float(luby(turn + 1)) if few else WIDENING ** min(turn - 1, 12)
        if self.cycle == 0 or (turn == 0 and not few):
            stretch = 0.25
        if again:
            self.kind, area = (Kind.REHEATED if few else Kind.WINDOWS), self.best
            stretch *= 1.0 if few else WINDOWED
        else:
            self.kind, area = self._new_ground(turn)
        self.length = max(4, math.ceil(stretch * EFFORT * self.board.order / proposals))
        self.left = self.length
        self.owed = 0
        if self.cycle > 0 or self.kind is not Kind.FRESH:
            self._start_from(area)
        self.cycle += 1

    def _new_ground(self, turn: int) -> tuple["Kind", Ints]:
        """A plan from outside while there are any, strips now and then, else a grown one."""
        graph = self.land.graph
        if self.origins and turn % 3 < 2:
            return Kind.REHEATED, self.origins[turn % len(self.origins)]
        if turn % 2 and is_thin(graph) and (area := self._felled()) is not None:
            return Kind.REHEATED, area
        if turn % STRIPED == STRIPED - 1 and len(self.play.sizes) > FEW:
            area = strips(self.board, graph, len(self.play.sizes), turn // STRIPED, self.rng)
            if area is not None:
                return Kind.REHEATED, area
        return Kind.FRESH, self.best if self.cycle == 0 else grow(self.board, graph, self.rng)

    def _felled(self) -> Ints | None:
        """A plan from a tree over the whole board, where it has all areas."""
        area = fell(self.board, self.land.graph, self.rng)
        return area if area is not None and int(area.max()) + 1 == len(self.play.sizes) else None

    def _start_from(self, area: Ints) -> None:
        """Set the table for a plan, and note it if it is the best."""
        self.play.area[:] = area
        self.play.matched[:] = self.land.continued(area, len(self.play.sizes), self.prices)
        set_up(self.ground, self.play)
        self._play(1.0, 1.0, 0)

    def _temperatures(self) -> tuple[float, float]:
        """At the start and at the end of this cycle."""
        heat = {Kind.FRESH: 1.0, Kind.REHEATED: REHEAT, Kind.WINDOWS: WINDOW_HEAT}[self.kind]
        edge, rest = self.ordinary
        return heat * (HOT_EDGES * edge + HOT_SHARE * rest), COLD_EDGES * edge + COLD_SHARE * rest

    @property
    def ordinary(self) -> tuple[float, float]:
        """What an edge costs, and an ordinary atom beside its edges: by these, temperatures and prices are set."""
        cut = (
            float(self.ground.weights[self.best[self.ground.source] != self.best[self.ground.targets]].sum())
            / 2
        )
        edge = self.board.region.counts_edges
        rest = (self.objective - edge * cut) / self.board.order if math.isfinite(self.objective) else 0.0
        # The least that moving one atom changes where loads are to be even; their sum may be next to nothing.
        step = float(self.ground.even.sum()) * (len(self.play.sizes) / self.board.order) ** 2
        return edge, max(rest if rest > 1e-9 * edge else 0.0, step, 0.0 if edge > 0 else 1e-12)

    @property
    def none(self) -> float:
        """Load outside the limits that is an error of floats."""
        return 1e-9 * max(1.0, self.board.region.upper)

    def _play(self, hot: float, cold: float, proposals: int) -> None:
        """Anneal, and look at the best plan met."""
        play = self.play
        before = self._ready()
        per_load = self.price * self.per_load if proposals > 0 else 0.0
        draw_border(self.ground, play)
        anneal(self.ground, play, hot, cold, per_load, self.none, proposals)
        if tuple(play.figures[:2]) < before:
            self._consider(play.best)

    def _redraw(self, proposals: int) -> None:
        """Redraw windows of the plan; what one of them takes beyond this round the next rounds go without."""
        if self.owed >= proposals:
            self.owed -= proposals
            return
        play = self.play
        before = self._ready()
        hot, cold = self._temperatures()
        soft, firm = SOFT * self.per_load, 2 * self.firm * self.per_load
        budget = proposals - self.owed
        arguments = (hot, cold, soft, firm, self.none, WINDOW_EFFORT, WINDOW_MOST * proposals, budget)
        self.owed = play_windows(self.ground, play, *arguments) - budget
        if tuple(play.figures[:2]) < before:
            self._consider(play.best)

    def _ready(self) -> tuple[float, ...]:
        """Match officers and add up afresh; the figures of the best plan as they are."""
        play = self.play
        play.matched[:] = self.land.continued(play.area, len(play.sizes), self.prices)
        sum_up(self.ground, play)
        return tuple(play.figures[:2])

    @property
    def per_load(self) -> float:
        """An ordinary atom's cost for its load: what prices of load outside the limits are counted in."""
        mean = self.board.load.sum() / self.board.order
        return sum(self.ordinary) / mean if mean > 0 else 0.0

    def _consider(self, area: Ints) -> None:
        """Keep a plan if it is truly better than the best."""
        figures = self.play.figures
        plain = float(figures[BEST_VIOLATION]), float(figures[BEST_VALUE])
        worth = (self.judge(self.board.by_unit(area)) if self.judge else None) or plain
        if ranked(*worth) >= ranked(self.violation, self.objective):
            return
        self.violation, self.objective = worth
        self.best = area.copy()

    def _set_price(self) -> None:
        """Firmer where the cycle ended with load outside the limits, softer where it did not."""
        outside = np.maximum(self.play.loads - self.ground.highs, self.ground.lows - self.play.loads).max()
        self.firm = min(self.firm * 2, FIRMEST) if outside > 0 else max(self.firm * 0.8, FIRM)

    def _set_caps(self) -> None:
        """Prices of capped terms, from the plan at the end of the cycle; what was best at others is forgotten."""
        if self.judge is None or not self.board.region.caps:
            return
        play = self.play
        area = self.board.by_unit(play.area)
        self._consider(play.area)
        prices = repriced(self.board.region, area, self.prices, self.objective)
        if prices != self.prices:
            self.prices, self.ground = prices, self.land.ground(prices)
            play.figures[:] = math.inf


def ranked(violation: float, objective: float) -> tuple[float, float]:
    """What plans are put in order by: least violation first, to nine digits, as sums of floats differ beyond."""
    return float(f"{violation:.9g}"), objective


def luby(index: int) -> int:
    """1, 1, 2, 1, 1, 2, 4, ...: the best universal restart lengths (Luby, Sinclair & Zuckerman 1993)."""
    while True:
        power = index.bit_length()
        if index == (1 << power) - 1:
            return 1 << (power - 1)
        index -= (1 << (power - 1)) - 1
