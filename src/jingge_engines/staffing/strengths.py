"""How many officers each station may have, the fairest first: a small program beside the full one.

Imbalance depends on nothing but the strength of each station. So the strengths are chosen first, from what is
possible at all with so many transfers and the rules that speak of strengths alone (a relaxation of the question),
and only then people are found for them. The first strengths that people can be found for are proven best. Where nobody
can be found, the stations to blame are named by the solver's core and every strength with that fault is ruled out
(combinatorial Benders cuts; Codato & Fischetti 2006).
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from jingge_engines.core.constraint import Found, Linear, Program, Variable, total
from jingge_engines.core.observe import Observer
from jingge_engines.core.stop import StopRule
from jingge_engines.staffing.facts import At, Line
from jingge_engines.staffing.model import Model
from jingge_engines.staffing.objective import total_work
from jingge_engines.staffing.problem import Problem
from jingge_engines.staffing.rules import Rule, StationSize, TransfersAtMost
from jingge_engines.staffing.terms import Kind

Strengths = tuple[int, ...]
"""Officers of every station, in the order of the stations."""
Fault = tuple[str, int | None, int | None]
"""A station with at least, or with at most, so many officers."""


class Fairest:
    """Strengths within reach of so many transfers, the fairest that has not been ruled out."""

    def __init__(self, problem: Problem, transfers: int) -> None:
        self.problem, self.program = problem, Program()
        officers = [p for p in problem.persons if p.kind is Kind.OFFICER]
        today = Counter(person.station for person in officers if not person.new)
        new = sum(person.new for person in officers)
        self.here = {one.id: self.program.whole(0, len(officers)) for one in problem.stations}
        self.program.keep(total(list(self.here.values())), upper=len(officers))
        rises = [self._above(self.here[one.id] - today[one.id], len(officers)) for one in problem.stations]
        falls = [self._above(today[one.id] - self.here[one.id], len(officers)) for one in problem.stations]
        self.program.keep(total(rises), upper=transfers + new)
        self.program.keep(total(falls), upper=transfers)
        for line in of_strengths(problem):
            self.program.keep(
                total([weight * self.here[station] for station, weight in line[0].items()]), *line[1:]
            )
        self.imbalance = self._imbalance(len(officers))

    def _above(self, value: Linear, most: int) -> Variable:
        size = self.program.whole(0, most)
        self.program.keep(size - value, lower=0)
        return size

    def _imbalance(self, officers: int) -> Linear:
        work = total_work(self.problem)
        strength = total(list(self.here.values()))
        most = max(1, work) * max(1, officers)
        return total(
            [
                self.program.distance_of(work * self.here[one.id] - one.workload * strength, most)
                for one in self.problem.stations
                if work
            ]
        )

    def next(self, stop: StopRule, observe: Observer) -> Strengths | None:
        """The fairest strengths left; None where there are none, or time ran out."""
        outcome = self.program.solve(self.imbalance, seconds=stop.seconds_left(), stopped=observe.cancelled)
        if outcome.found is not Found.OPTIMAL:
            return None
        return tuple(outcome.values[one.index] for one in self.here.values())

    def rule_out(self, faults: Sequence[Fault]) -> None:
        """These conditions cannot all hold: one of the strengths must leave its range."""
        escapes = []
        for station, least, most in faults:
            flag = self.program.flag()
            if most is not None:
                self.program.keep(self.here[station], lower=most + 1, when=flag)
            elif least is not None:
                self.program.keep(self.here[station], upper=least - 1, when=flag)
            escapes.append(flag)
        self.program.keep(total(escapes), lower=1)


class People:
    """Whether people can be found for strengths; the full question with every strength behind a flag.

    One for a whole curve: the limit on transfers stands behind a flag too, so that what is to blame without it is
    ruled out for every later point as well.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem, self.model = problem, Model(problem)
        for rule in problem.all_rules:
            self.model.add(rule)
        self.model.program.hint(self.model.values_of_today())
        self.flags: dict[Fault | int, Variable] = {}
        self.always: list[list[Fault]] = []
        """Conditions that never hold together, however many transfers."""

    def faults(
        self, strengths: Strengths, transfers: int, stop: StopRule, observe: Observer
    ) -> list[Fault] | None:
        """Which conditions are to blame together that nobody can be found; None where that is not known."""
        conditions: list[Fault] = []
        for station, n in zip(self.problem.station_ids, strengths, strict=True):
            conditions += [(station, n, None), (station, None, n)]
        flags = [self._flag(one) for one in conditions]
        limit = self._limit(transfers)
        outcome = self.model.program.solve(
            seconds=stop.seconds_left(), assume=[limit, *flags], stopped=observe.cancelled
        )
        if outcome.found is not Found.INFEASIBLE:
            return None
        named = set(outcome.core)
        blamed = [one for flag, one in zip(flags, conditions, strict=True) if flag.index in named]
        if blamed and limit.index not in named:
            self.always.append(blamed)
        return blamed or conditions

    def _flag(self, condition: Fault) -> Variable:
        if condition not in self.flags:
            station, least, most = condition
            flag = self.flags[condition] = self.model.program.flag()
            size = StationSize(id="strength", station=station, least=least or 0, most=most)
            self.model.add(size, when=flag)
        return self.flags[condition]

    def _limit(self, transfers: int) -> Variable:
        if transfers not in self.flags:
            flag = self.flags[transfers] = self.model.program.flag()
            self.model.add(TransfersAtMost(id="limit", most=transfers), when=flag)
        return self.flags[transfers]


def fixed_at(problem: Problem, strengths: Strengths) -> tuple[Rule, ...]:
    """The strengths as rules."""
    return tuple(
        StationSize(id=f"strength of {station}", station=station, least=n, most=n)
        for station, n in zip(problem.station_ids, strengths, strict=True)
    )


def of_strengths(problem: Problem) -> Iterator[tuple[dict[str, int], int | None, int | None]]:
    """Lines of rules that count nothing but officers at stations: weight by station, least, most."""
    officers = {p for p, person in enumerate(problem.persons) if person.kind is Kind.OFFICER}
    for rule in problem.all_rules:
        for line in rule.lines(problem):
            weights = _by_station(line, officers, problem.station_ids)
            if weights is not None:
                yield weights, line.lower, line.upper


def _by_station(line: Line, officers: set[int], stations: Sequence[str]) -> dict[str, int] | None:
    found: dict[str, set[int]] = {}
    counted: Counter[str] = Counter()
    for fact, weight in line.weights.items():
        if not isinstance(fact, At) or fact.person not in officers or fact.station not in stations:
            return None
        found.setdefault(fact.station, set()).add(weight)
        counted[fact.station] += 1
    if any(len(weights) > 1 or counted[s] != len(officers) for s, weights in found.items()):
        return None
    return {station: weights.pop() for station, weights in found.items()}
