"""Why no plan exists: the smallest set of rules that cannot hold together, and what counting alone shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from jingge_engines.core.constraint import Found, Program, Variable, total
from jingge_engines.core.observe import Observer, quiet
from jingge_engines.core.result import Status
from jingge_engines.core.stop import StopRule
from jingge_engines.staffing.model import Model
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.problem import Problem
from jingge_engines.staffing.rules import PostSize, Rule


@dataclass(frozen=True)
class Clash:
    """Rules that cannot hold together; leave any one of them out and the others can."""

    rules: tuple[Rule, ...]
    """Empty: all rules can hold together."""
    status: Status
    """*proven*: no smaller set clashes; *within*: every rule of it is needed, a smaller other one may exist."""
    counts: tuple[str, ...] = ()
    """What counting alone shows, in sentences."""

    @property
    def messages(self) -> tuple[str, ...]:
        """The clash in words."""
        return (*self.counts, *(rule.message for rule in self.rules))


def clash(problem: Problem, *, stop: StopRule, observe: Observer = quiet) -> Clash:
    """The smallest set of rules without a plan (implicit hitting sets, Ignatiev, Previti, Liffiton & Marques-Silva
    2015); when time runs short, one from which no rule can be left out."""
    stop.begin()
    return _Search(problem, stop, observe).run()


class _Search:
    """Asks which rules can hold together; every answer "these" says that one of the others is in any clash."""

    def __init__(self, problem: Problem, stop: StopRule, observe: Observer) -> None:
        self.problem, self.stop, self.observe = problem, stop, observe
        self.rules = problem.all_rules
        self.left_out: list[frozenset[int]] = []

    def run(self) -> Clash:
        """Grow the hitting set until it clashes by itself."""
        counts = tuple(shortages(self.problem))
        whole = frozenset(range(len(self.rules)))
        try:
            if self.together(whole) is not None:
                return Clash((), Status.PROVEN, counts)
        except TimeoutError:
            return Clash((), Status.NO_BOUND, counts)
        try:
            while True:
                wanted = self.hitting()
                kept = self.together(wanted)
                if kept is None:
                    return Clash(self.named(wanted), Status.PROVEN, counts)
                self.left_out.append(whole - self.grown(kept))
        except TimeoutError:
            return Clash(self.named(whole), Status.WITHIN, counts)

    def together(self, rules: Iterable[int]) -> frozenset[int] | None:
        """The rules that a plan keeps which keeps these; None where there is no such plan."""
        model = Model(self.problem)
        for rule in sorted(rules):
            model.add(self.rules[rule])
        model.program.hint(model.values_of_today())
        outcome = model.program.solve(seconds=self.stop.seconds_left(), stopped=self.observe.cancelled)
        if outcome.found is Found.UNKNOWN:
            raise TimeoutError
        if not outcome.has_plan:
            return None
        plan = Plan(self.problem, model.read(outcome.values))
        return frozenset(index for index, rule in enumerate(self.rules) if rule.holds(plan))

    def grown(self, kept: frozenset[int]) -> frozenset[int]:
        """More and more rules, until none of the others can join."""
        for rule in range(len(self.rules)):
            if rule not in kept:
                kept = self.together(kept | {rule}) or kept
        return kept

    def hitting(self) -> list[int]:
        """The fewest rules of which one is in every set that had to be left out."""
        program = Program()
        chosen: list[Variable] = [program.flag() for _ in self.rules]
        for group in self.left_out:
            program.keep(total([chosen[rule] for rule in sorted(group)]), lower=1)
        outcome = program.solve(total(chosen), seconds=self.stop.seconds_left())
        if outcome.found is not Found.OPTIMAL:
            raise TimeoutError
        return [rule for rule, flag in enumerate(chosen) if outcome.values[flag.index]]

    def named(self, rules: Iterable[int]) -> tuple[Rule, ...]:
        """The rules themselves."""
        return tuple(self.rules[rule] for rule in sorted(rules))


def shortages(problem: Problem) -> list[str]:
    """Posts that only so many people could hold, and want more."""
    told = []
    sizes = {rule.post: rule.least for rule in problem.all_rules if isinstance(rule, PostSize)}
    for kinds in sorted({post.kinds for post in problem.posts}, key=sorted):
        wanted = sum(sizes.get(post.id, 0) for post in problem.posts if post.kinds <= kinds)
        there = sum(person.most_posts for person in problem.persons if person.kind in kinds)
        if wanted > there:
            who = " or ".join(sorted(kinds))
            told.append(f"posts for {who}: {wanted} must be held and {there} can be")
    for post in problem.posts:
        able = sum(problem.may_hold(person, post) for person in problem.persons)
        if sizes.get(post.id, 0) > able:
            told.append(f"post {post.id} needs {sizes[post.id]} and {able} are qualified")
    return told
