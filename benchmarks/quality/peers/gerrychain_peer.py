"""GerryChain: a Markov chain over plans, told to look for good ones. Inside .venv-peers.

Three of its own ways to optimise, one a process: short bursts and a tilted run of recombination steps, and
simulated annealing over single flips with a recombination now and then, cooled down by the clock.
"""

import random
from functools import partial
from typing import Any

import networkx
import numpy as np
from gerrychain import Graph, Partition
from gerrychain.constraints import contiguous
from gerrychain.optimization import SingleMetricOptimizer
from gerrychain.partition.initial_partition_generators import recursive_seed_part, recursive_tree_part
from gerrychain.proposals import propose_random_flip, recom
from gerrychain.tree import bipartition_tree
from gerrychain.updaters import Tally
from plans import Best, Question, answer

BURST = 10
WORSE_TAKEN = 0.125
"""Share of worse plans that a tilted run takes; the value of GerryChain's own documents."""
MAGNITUDE = 8.0
"""Worth of one cut edge, or of 0.1 % of the moment of inertia, when annealing has ended."""
RECOMBINED = 0.02
"""Share of recombination steps among the flips."""
STEPS = 10**9


class Chain:
    """One run on one question."""

    def __init__(self, question: Question, best: Best) -> None:
        self.question, self.best = question, best
        self.rng = random.Random(question.seed)
        net = networkx.Graph()
        for unit, load in enumerate(question.load.tolist()):
            net.add_node(unit, load=load)
        net.add_edges_from(question.edges)
        self.graph = Graph.from_networkx(net)
        self.squared = question.squared() if question.objective == "moment_of_inertia" else None
        self.epsilon = question.epsilon + 1e-9
        self.recom = partial(recom, pop_col="load", pop_target=question.ideal, epsilon=self.epsilon)
        self.unit_of: list[int] = []

    def begin(self) -> Partition:
        """A first plan inside the limits, by both of GerryChain's ways in turn, until one is there."""
        updaters: dict[str, Any] = {"load": Tally("load", alias="load")}
        if self.squared is not None:
            updaters["inertia"] = self.inertia
        cut = partial(bipartition_tree, max_attempts=500)
        way = 0
        while True:
            method = (recursive_tree_part, recursive_seed_part)[way % 2]
            way += 1
            try:
                start = Partition.from_random_assignment(
                    self.graph, self.question.districts, self.epsilon, "load", updaters,
                    partition_fn=partial(method, bipartition_tree_fn=cut), rng=self.rng,
                )  # fmt: skip
            except Exception as error:  # it gives up in several ways, all of which mean "try again"
                self.best.note = f"no start: {type(error).__name__}"
                continue
            self.unit_of = [
                start.graph.original_nx_node_id_for_internal_node_id(node)
                for node in sorted(start.graph.nodes)
            ]
            if self.inside(start):
                self.best.note = ""
                return start

    def inside(self, plan: Partition) -> bool:
        """Both limits, as GerryChain's own bounds would say."""
        loads = plan["load"].values()
        room = 1e-9 * self.question.ideal
        return self.question.lower - room <= min(loads) and max(loads) <= self.question.upper + room

    def inertia(self, plan: Partition) -> dict[Any, float]:
        """By area; only areas that a step changed are worked out again."""
        assert self.squared is not None
        before = {} if plan.parent is None else plan.parent["inertia"]
        changed = set(plan.parts)
        if plan.parent is not None and plan.flips is not None:
            mapping = plan.parent.assignment.mapping
            changed = {area for node, to in plan.flips.items() for area in (to, mapping[node])}
        found = {area: value for area, value in before.items() if area in plan.parts}
        for area in changed & set(plan.parts):
            inside = np.fromiter((self.place(node, plan) for node in plan.parts[area]), dtype=np.int64)
            found[area] = float((self.question.weight[inside] @ self.squared[np.ix_(inside, inside)]).min())
        return found

    def place(self, node: Any, plan: Partition) -> int:
        """Our number of a node of GerryChain's."""
        if not self.unit_of:
            return int(plan.graph.original_nx_node_id_for_internal_node_id(node))
        return self.unit_of[node]

    def score(self, plan: Partition) -> float:
        """The objective, and the steps counted."""
        return len(plan["cut_edges"]) if self.squared is None else sum(plan["inertia"].values()) / 1e6

    def label(self, plan: Partition) -> list[int]:
        """Area of every unit, in our order."""
        names = {area: index for index, area in enumerate(sorted(plan.parts))}
        found = [0] * self.question.size
        for node, area in plan.assignment.items():
            found[self.place(node, plan)] = names[area]
        return found

    def mixed(self, plan: Partition, *, rng: random.Random) -> Partition:
        """Mostly a flip of one unit, now and then a recombination of two areas."""
        if rng.random() < RECOMBINED:
            return self.recom(plan, rng=rng)
        return propose_random_flip(plan, rng=rng)

    def play(self) -> None:
        """Until the clock rings."""
        start = self.begin()
        self.best.offer(self.score(start), lambda: self.label(start))
        flips = self.question.method == "annealing"
        unit = 1.0 if self.squared is None else 0.001 * self.score(start)
        optimizer = SingleMetricOptimizer(
            self.mixed if flips else self.recom,
            [self.inside, contiguous],
            start,
            lambda plan: self.score(plan) / unit,
            maximize=False,
            rng=self.rng,
        )
        began = self.best.gone
        span = max(0.1, 0.97 * self.question.seconds - began)
        if flips:
            plans = optimizer.simulated_annealing(
                STEPS, lambda _step: min(1.0, (self.best.gone - began) / span), beta_magnitude=MAGNITUDE
            )
        elif self.question.method == "tilted":
            plans = optimizer.tilted_run(STEPS, WORSE_TAKEN)
        else:
            plans = optimizer.short_bursts(BURST, STEPS)
        for plan in plans:
            self.best.steps += 1
            self.best.offer(self.score(plan), partial(self.label, plan))


if __name__ == "__main__":
    answer(lambda question, best: Chain(question, best).play())
