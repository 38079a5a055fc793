"""Several searches on the same region, each with its own dice, joined after every round in a fixed order.

The plan so depends on the seed and the number of islands alone, whatever runs them and however fast. Now and
then an island goes on from the best plan of all (island model; Whitley, Rana & Heckendorn 1999).
"""

from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import numpy as np

from jingge_engines.districting.board import tied_board
from jingge_engines.districting.bridging import bridged
from jingge_engines.districting.crew import Crew
from jingge_engines.districting.mosaic import Lands, Mosaic
from jingge_engines.districting.pool import Pool
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region
from jingge_engines.districting.search import FEW, Search, ranked
from jingge_engines.districting.terrain import Terrain
from jingge_engines.districting.worth import plan_worth

GATHER = 40
"""Rounds after which the areas of all islands are put together anew."""
EXCHANGE = 3
"""Every so many cycles an island begins from the best plan of all instead of its own."""


class Game(Protocol):
    """A running search of a region."""

    violation: float
    objective: float

    @property
    def turn(self) -> int:
        """Number of the cycle that the next round begins; -1 in the middle of one."""
        ...

    def plan(self) -> Ints:
        """Area of every unit in the best plan."""
        ...

    def adopt(self, area: Ints) -> bool:
        """Take a plan from outside as one to search around."""
        ...

    def take_over(self, area: Ints, violation: float, objective: float) -> None:
        """Go on from a better plan that another search has found."""
        ...

    def round(self, proposals: int) -> bool:
        """Play one round; whether the best plan became better."""
        ...


@dataclass
class Archipelago:
    """The searches of one region."""

    region: Region
    games: list[Game]
    crew: Crew
    rounds: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Nothing is pooled yet."""
        self.pool = Pool(self.region)

    @property
    def best(self) -> Game:
        """The one with the best plan; the first of equals."""
        return min(self.games, key=lambda game: (game.violation, game.objective))

    def adopt(self, area: Ints) -> None:
        """Give a plan from outside to every island."""
        for game in self.games:
            game.adopt(area)

    def round(self, proposals: int) -> bool:
        """One round on every island, side by side; whether any plan became better."""
        self._exchange()
        self.rounds += 1
        work = [lambda game=game: game.round(proposals) for game in self.games]
        better = any(self.crew.each(work))
        if self.rounds % GATHER == 0 and self.pooled:
            better |= self._gather()
        return better

    @property
    def pooled(self) -> bool:
        """Whether areas are so many that plans are worth taking apart."""
        return self.region.districts > FEW and len(self.games) > 1

    def _gather(self) -> bool:
        """Put the best plan together from the areas of all islands and let all go on from it."""
        for game in self.games:
            self.pool.add(game.plan())
        best = self.best
        worth = best.violation, best.objective
        plan = self.pool.best(best.violation)
        found = None if plan is None else plan_worth(self.region, plan)
        if plan is None or found is None or ranked(*found) >= ranked(*worth):
            plan, found = best.plan(), worth
        for game in self.games:
            game.take_over(plan, *found)
        return found < worth

    def _exchange(self) -> None:
        best = self.best
        for game in self.games:
            if game is not best and game.turn > 0 and game.turn % EXCHANGE == 0:
                game.take_over(best.plan(), best.violation, best.objective)


def archipelago_of(region: Region, rng: np.random.Generator, crew: Crew) -> Archipelago:
    """As many searches as the parameters say, over whole level-2 units where those must stay whole."""
    streams = rng.spawn(region.params.islands)
    games: list[Game] = []
    if region.nested:
        lands: Lands = {}
        games += [Mosaic(region, stream, lands) for stream in streams]
    else:
        board = tied_board(region)
        land = Terrain(board, bridged(board))
        judge = partial(plan_worth, region)
        games += [Search(board, stream, judge, land) for stream in streams]
    archipelago = Archipelago(region, games, crew)
    if len(region.today_labels) == region.districts and region.today.any(axis=1).all():
        # Where it counts what changes hands, today's plan is good ground to begin from.
        archipelago.adopt(region.today.argmax(axis=1).astype(np.int64))
    return archipelago
