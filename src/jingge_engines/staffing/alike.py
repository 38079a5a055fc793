"""Who can take each other's place: people in whom no rule, post or goal sees a difference but the number.

A plan then needs to say how many of them go where; who they are is decided by police number. Counts in place of people
make a constraint program many times smaller (Margot, Symmetry in integer linear programming, 2010).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from jingge_engines.staffing.facts import At, Fact, Holds
from jingge_engines.staffing.problem import Person, Problem

Seen = tuple[int, str, str, int]
"""Place of a line among all lines, what its fact says but for the person, its weight."""


def alike(problem: Problem) -> list[list[int]]:
    """Everybody in groups, each by police number. Exchanging two of a group changes no rule and no goal."""
    seen = _seen_by_rules(problem)
    groups: defaultdict[tuple[Person, tuple[Seen, ...]], list[int]] = defaultdict(list)
    for p, person in enumerate(problem.persons):
        single = person.number if person.most_posts > 1 else ""
        groups[replace(person, number=single), tuple(sorted(seen[p]))].append(p)
    return [sorted(group, key=lambda p: problem.persons[p].number) for group in groups.values()]


def _seen_by_rules(problem: Problem) -> Sequence[list[Seen]]:
    seen: list[list[Seen]] = [[] for _ in problem.persons]
    lines = (line for rule in problem.all_rules for line in rule.lines(problem))
    for number, line in enumerate(lines):
        for fact, weight in line.weights.items():
            kind, where = _said(fact)
            seen[fact.person].append((number, kind, where, weight))
    return seen


def _said(fact: Fact) -> tuple[str, str]:
    if isinstance(fact, At):
        return "at", fact.station
    if isinstance(fact, Holds):
        return "holds", str(fact.post)
    return f"in {fact.role}", fact.station
