"""The one entrance: goals in their order, each proven before the next, so that nobody moves for a nicety."""

import numpy as np

from jingge_engines.core.constraint import Found, Linear, Outcome
from jingge_engines.core.observe import Observer, Progress, quiet
from jingge_engines.core.result import Moment, Status
from jingge_engines.core.rng import dice, seed_of
from jingge_engines.core.stop import StopRule
from jingge_engines.staffing.certify import certify
from jingge_engines.staffing.model import Model
from jingge_engines.staffing.objective import terms_of
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.problem import Problem
from jingge_engines.staffing.solution import GoalProof, Move, Result
from jingge_engines.staffing.terms import Goal

VERSION = "1"


def solve(
    problem: Problem,
    *,
    stop: StopRule,
    rng: np.random.Generator | int = 0,
    observe: Observer = quiet,
) -> Result:
    """The best plan in the order of the goals; whatever stops it, the best one so far comes back.

    A round is one goal proven. The search throws no dice; `rng` is kept in the record as with every engine.
    """
    stop.begin()
    generator = dice(rng) if isinstance(rng, int) else rng
    run = _Run(problem, stop, observe)
    run.play()
    return run.result(seed_of(generator))


def solve_welded(problem: Problem, *, stop: StopRule, observe: Observer = quiet) -> Result:
    """As `solve`, the goals and the numbers in one sum whose weights keep their order exactly.

    Every goal counts people, so the next goal can never outweigh one of it: the same plan, in one search instead
    of one a goal. Only for goals that count people (`COUNTED`); others go through `solve`.
    """
    if not set(problem.goals) <= set(COUNTED):
        return solve(problem, stop=stop, observe=observe)
    stop.begin()
    run = _Run(problem, stop, observe)
    run.play_welded()
    return run.result(0)


COUNTED: tuple[Goal, ...] = ("transfers", "role_changes", "posts_left")


class _Run:
    """One model that grows by a line with every goal."""

    def __init__(self, problem: Problem, stop: StopRule, observe: Observer) -> None:
        self.problem, self.stop, self.observe = problem, stop, observe
        self.model = Model(problem)
        for rule in problem.all_rules:
            self.model.add(rule)
        self.values: tuple[int, ...] = ()
        self.none_exists = False
        self.proofs: list[GoalProof] = []
        self.history: list[Moment] = []

    def play(self) -> None:
        """Goal after goal, then the numbers decide between equals."""
        self.model.program.hint(self.model.values_of_today())
        for goal in self.problem.goals:
            if not self.reach(goal):
                return
        self.settle()

    def play_welded(self) -> None:
        """All goals and the numbers at once, each weighing more than all after it can."""
        self.model.program.hint(self.model.values_of_today())
        people = len(self.problem.persons)
        posts = sum(max(1, person.most_posts) for person in self.problem.persons)
        whole: Linear = self.model.by_number()
        weight = people * (people + 1) // 2 + 1
        for goal in reversed(self.problem.goals):
            whole = whole + weight * self.model.goal(goal)
            weight *= posts + 1
        outcome = self.ask(whole)
        self.none_exists = outcome.found is Found.INFEASIBLE
        if not outcome.has_plan:
            return
        self.keep(outcome, "welded", outcome.objective, outcome.bound)
        proven = outcome.found is Found.OPTIMAL
        for goal in self.problem.goals:
            value = self.term(goal)
            status = Status.PROVEN if proven else Status.NO_BOUND
            self.proofs.append(GoalProof(goal, value, value if proven else None, status))

    def reach(self, goal: Goal) -> bool:
        """One goal at its least; whether the next may be looked at."""
        sum_of_goal = self.model.goal(goal)
        outcome = self.ask(sum_of_goal)
        scale = self.model.scale(goal)
        if not outcome.has_plan:
            self.none_exists = outcome.found is Found.INFEASIBLE and not self.values
            if self.values:
                self.proofs.append(GoalProof(goal, self.term(goal), None, Status.NO_BOUND))
            return False
        proven = outcome.found is Found.OPTIMAL
        bound = outcome.objective if proven else outcome.bound
        status = Status.PROVEN if proven else Status.WITHIN
        self.proofs.append(GoalProof(goal, outcome.objective / scale, bound / scale, status))
        self.keep(outcome, f"goal {goal}", outcome.objective / scale, bound / scale)
        self.model.program.keep(sum_of_goal, upper=outcome.objective)
        return proven

    def settle(self) -> None:
        """Between equal plans police numbers decide: the lower ones are named first."""
        outcome = self.ask(self.model.by_number())
        if outcome.has_plan:
            self.keep(outcome, "numbers", 0.0, 0.0)

    def ask(self, least: Linear) -> Outcome:
        """Solve in the time that is left."""
        return self.model.program.solve(
            least, seconds=self.stop.seconds_left(), stopped=self.observe.cancelled
        )

    def keep(self, outcome: Outcome, phase: str, value: float, bound: float) -> None:
        """A plan, and the next one's beginning."""
        self.values = outcome.values
        self.model.program.hint(outcome.values)
        self.history.append(Moment(len(self.proofs), phase, value, 0.0, bound))
        share = len(self.proofs) / (len(self.problem.goals) + 1)
        self.observe.report(Progress(phase, share, value, bound, 0.0))

    def term(self, goal: Goal) -> float:
        """A goal's value in the plan at hand."""
        return float(getattr(terms_of(Plan(self.problem, self.model.read(self.values))), goal))

    def result(self, seed: int | None) -> Result:
        """What is known."""
        held = self.model.read(self.values) if self.values else ()
        plan = Plan(self.problem, held)
        proven = len(self.proofs) == len(self.problem.goals) and all(
            one.status is Status.PROVEN for one in self.proofs
        )
        broken = certify(self.problem, held) if held else ()
        return Result(
            feasible=bool(held) and not broken,
            held=held,
            moves=moves_of(plan) if held else (),
            terms=terms_of(plan) if held else None,
            goals=tuple(self.proofs),
            status=Status.PROVEN
            if proven or self.none_exists
            else Status.WITHIN
            if held
            else Status.NO_BOUND,
            broken=broken,
            history=tuple(self.history),
            seed=seed,
            params={"goals": self.problem.goals},
            version=VERSION,
            input_hash=self.problem.input_hash,
        )


def moves_of(plan: Plan) -> tuple[Move, ...]:
    """Everybody who does not stay as today, by police number."""
    moves = []
    for p, person in enumerate(plan.staff.persons):
        posts = plan.held[p]
        transfer, role_change = plan.moved(p), plan.changes_role(p)
        if not (transfer or role_change or person.new or set(person.posts) - set(posts)):
            continue
        station = plan.station_of(p)
        moves.append(
            Move(
                number=person.number,
                from_station=person.station,
                from_role=person.role,
                from_posts=person.posts,
                to_station=station,
                to_role=" ".join(sorted(plan.roles_of(p))),
                to_posts=posts,
                transfer=transfer,
                role_change=role_change,
                distance_m=0 if person.new else plan.staff.metres(person.station, station),
            )
        )
    return tuple(sorted(moves, key=lambda move: move.number))
