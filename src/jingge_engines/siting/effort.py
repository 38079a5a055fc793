"""How much an exact method may do before it hands back what it has."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from jingge_engines.core.mixed import MixedAnswer
from jingge_engines.core.observe import Observer, Progress, quiet
from jingge_engines.core.result import Moment
from jingge_engines.core.stop import State, StopRule
from jingge_engines.siting.checks import Flags, Floats, Ints
from jingge_engines.siting.draft import Draft
from jingge_engines.siting.params import Params

NODES_A_ROUND = 1000
"""Nodes of branching that count as one round."""
LEAST_SECONDS = 0.02
RESERVE = 0.03
"""Share of what is left that is kept, since the solver does not look at its clock all the time."""


@dataclass(frozen=True, eq=False)
class Found:
    """What an exact method hands back: candidates, and who counts on whom where capacities decide that."""

    opened: Ints | None
    """None: no plan was found."""
    bound: float
    """No plan is below; of a greatest value its negative. Infinite: proven that there is none."""
    links: Flags | None = None
    """points x opened; None: every office in reach."""
    method: str = ""

    @property
    def impossible(self) -> bool:
        """Whether it is proven that no plan keeps the rules."""
        return self.opened is None and self.bound == math.inf


@dataclass(eq=False)
class Effort:
    """The stopping rule, whoever watches, and the history, in one hand."""

    stop: StopRule
    params: Params
    rng: np.random.Generator
    observe: Observer = quiet
    history: list[Moment] = field(default_factory=list)
    rounds: int = 0

    def over(self, value: float = math.inf, bound: float = -math.inf) -> bool:
        """Whether to hand back what there is."""
        return self.observe.cancelled() or self.stop.reached(State(self.rounds, value, bound))

    def solve(
        self, draft: Draft, *, gap: float = 0.0, below: float = math.inf, begin: Floats | None = None
    ) -> MixedAnswer:
        """Let the solver work within what is left."""
        left = self.stop.rounds_left(State(self.rounds))
        nodes = int(left * NODES_A_ROUND) if math.isfinite(left) else None
        stopped: Callable[[], bool] | None = None if self.observe is quiet else self.observe.cancelled
        seconds = max(LEAST_SECONDS, self.stop.seconds_left() * (1 - RESERVE))
        answer = draft.solve(seconds=seconds, nodes=nodes, gap=gap, below=below, stopped=stopped, begin=begin)
        self.rounds += 1
        return answer

    def note(self, phase: str, value: float, bound: float) -> None:
        """Write the state down and tell whoever watches."""
        known = bound if math.isfinite(bound) else None
        worth = value if math.isfinite(value) else None
        self.history.append(Moment(self.rounds, phase, value, 0.0, known))
        left = self.stop.rounds_left(State(self.rounds))
        share = self.rounds / (self.rounds + left) if math.isfinite(left) and self.rounds else 0.0
        self.observe.report(Progress(phase, share, worth, known))
