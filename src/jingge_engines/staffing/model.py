"""The question as a constraint program: how many of each group of people hold each post, lines of rules on top.

People whom nothing tells apart but their numbers stand together (`alike`); the first of a group speaks for all of it.
"""

from collections.abc import Sequence

from jingge_engines.core.constraint import Linear, Program, Variable, total
from jingge_engines.staffing.alike import alike
from jingge_engines.staffing.facts import At, Fact, Holds, InRole, Line
from jingge_engines.staffing.objective import total_work
from jingge_engines.staffing.problem import Post, Problem
from jingge_engines.staffing.rules import Rule
from jingge_engines.staffing.terms import Goal, Kind


class Model:
    """Variables by fact; goals as sums of them."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.program = problem, Program()
        self.groups = {group[0]: group for group in alike(problem)}
        """By the first of each, who speaks for the others."""
        self.holds: dict[int, dict[int, Variable]] = {}
        self.at: dict[int, dict[str, Linear]] = {}
        self._in_role: dict[tuple[int, str, str], Linear] = {}
        for p in self.groups:
            self._place(p)

    def _place(self, p: int) -> None:
        """Each of a group holds one post; somebody who may hold several, some of one station."""
        person, program, size = self.problem.persons[p], self.program, len(self.groups[p])
        flags = {
            q: program.whole(0, size)
            for q, post in enumerate(self.problem.posts)
            if self.problem.may_hold(person, post)
        }
        self.holds[p] = flags
        stations = sorted({self.problem.posts[q].station for q in flags})
        of = {s: [flags[q] for q in flags if self.problem.posts[q].station == s] for s in stations}
        if person.most_posts == 1:
            program.keep(total(list(flags.values())), lower=size, upper=size)
            self.at[p] = {s: total(of[s]) for s in stations}
            return
        there = {s: program.flag() for s in stations}
        program.one_of(list(there.values()))
        for s in stations:
            program.keep(total(of[s]) - there[s], lower=0)
            program.keep(total(of[s]) - min(person.most_posts, len(of[s])) * there[s], upper=0)
        self.at[p] = dict(there)

    def value_of(self, fact: Fact) -> Linear:
        """Of how many of the group a fact holds; nothing for those who do not speak for one."""
        if fact.person not in self.groups:
            return 0
        if isinstance(fact, At):
            return self.at[fact.person].get(fact.station, 0)
        if isinstance(fact, Holds):
            return self.holds[fact.person].get(fact.post, 0)
        return self.in_role(fact)

    def in_role(self, fact: InRole) -> Linear:
        """Any of the posts of that role there."""
        key = (fact.person, fact.station, fact.role)
        if key not in self._in_role:
            posts = self.problem.posts
            flags = [
                flag for q, flag in self.holds[fact.person].items()
                if posts[q].station == fact.station and posts[q].role == fact.role
            ]  # fmt: skip
            if self.problem.persons[fact.person].most_posts == 1 or len(flags) < 2:
                self._in_role[key] = total(flags)
            else:
                some = self.program.flag()
                self.program.keep(total(flags) - some, lower=0)
                self.program.keep(total(flags) - len(flags) * some, upper=0)
                self._in_role[key] = some
        return self._in_role[key]

    def sum_of(self, line: Line) -> Linear:
        """A line's sum."""
        return total([weight * self.value_of(fact) for fact, weight in line.weights.items()])

    def add(self, rule: Rule, when: Variable | None = None) -> None:
        """A rule, always or when a flag is set."""
        for line in rule.lines(self.problem):
            self.program.keep(self.sum_of(line), line.lower, line.upper, when)

    def goal(self, goal: Goal) -> Linear:
        """A goal in whole numbers; imbalance times the workload of all stations."""
        return {
            "transfers": self.transfers, "role_changes": self.role_changes, "posts_left": self.posts_left,
            "distance_m": self.distance_m, "preferences_missed": self.preferences_missed,
            "imbalance": self.imbalance,
        }[goal]()  # fmt: skip

    def scale(self, goal: Goal) -> int:
        """What a goal's whole number is divided by to be its term."""
        return max(1, total_work(self.problem)) if goal == "imbalance" else 1

    def movable(self) -> list[int]:
        """Those who speak for whoever serves today."""
        return [p for p in self.groups if not self.problem.persons[p].new]

    def leaving(self, p: int) -> Linear:
        """How many of a group do not stay at today's station."""
        return len(self.groups[p]) - self.value_of(At(p, self.problem.persons[p].station))

    def transfers(self) -> Linear:
        """People not at today's station."""
        return total([self.leaving(p) for p in self.movable()])

    def role_changes(self) -> Linear:
        """People in none of their roles of today, at no station."""
        return total(
            [
                len(self.groups[p]) - total(self._todays_role(p))
                for p in self.movable()
                if self.problem.persons[p].role
            ]
        )

    def _todays_role(self, p: int) -> list[Linear]:
        role = self.problem.persons[p].role
        return [self.in_role(InRole(p, s, role)) for s in (*self.problem.station_ids, "")]

    def posts_left(self) -> Linear:
        """Today's posts that nobody of today holds."""
        index = {post.id: q for q, post in enumerate(self.problem.posts)}
        return total([
            len(group) - self.value_of(Holds(p, index[one]))
            for p, group in self.groups.items()
            for one in self.problem.persons[p].posts
        ])  # fmt: skip

    def distance_m(self) -> Linear:
        """Metres of all transfers."""
        return total([
            self.problem.metres(self.problem.persons[p].station, s) * flag
            for p in self.movable()
            for s, flag in self.at[p].items()
        ])  # fmt: skip

    def preferences_missed(self) -> Linear:
        """What holders lack."""
        posts: Sequence[Post] = self.problem.posts
        return total([
            len(posts[q].prefers - self.problem.persons[p].skills) * flag
            for p, flags in self.holds.items()
            for q, flag in flags.items()
            if posts[q].prefers
        ])  # fmt: skip

    def imbalance(self) -> Linear:
        """Σ |workload of all × officers here − workload here × officers at stations|."""
        work = total_work(self.problem)
        officers = [p for p in self.groups if self.problem.persons[p].kind is Kind.OFFICER]
        here = {s: total([self.value_of(At(p, s)) for p in officers]) for s in self.problem.station_ids}
        strength = total(list(here.values()))
        most = max(1, work) * max(1, sum(len(self.groups[p]) for p in officers))
        return total([
            self.program.distance_of(work * here[one.id] - one.workload * strength, most)
            for one in self.problem.stations
            if work
        ])  # fmt: skip

    def by_number(self) -> Linear:
        """Ranks of those who leave: the lower numbers are named first, within a group as well."""
        order = sorted(range(len(self.problem.persons)), key=lambda p: self.problem.persons[p].number)
        rank = {p: place + 1 for place, p in enumerate(order)}
        terms: list[Linear] = []
        for p in self.movable():
            group = self.groups[p]
            if len(group) == 1:
                terms.append(rank[p] * self.leaving(p))
                continue
            leaves = [self.program.flag() for _ in group]
            self.program.keep(total(leaves) - self.leaving(p), lower=0, upper=0)
            terms += [rank[one] * flag for one, flag in zip(group, leaves, strict=True)]
        return total(terms)

    def values_of_today(self) -> list[int]:
        """Everybody as today, as a hint."""
        index = {post.id: q for q, post in enumerate(self.problem.posts)}
        values = [0] * len(self.program.variables)
        for p, group in self.groups.items():
            wanted = [index[one] for one in self.problem.persons[p].posts] or self._like_today(p)
            for q in wanted:
                if q in self.holds[p]:
                    values[self.holds[p][q].index] = len(group)
        return values

    def _like_today(self, p: int) -> list[int]:
        person = self.problem.persons[p]
        same = [
            q for q in self.holds[p]
            if self.problem.posts[q].station == person.station and self.problem.posts[q].role == person.role
        ]  # fmt: skip
        return same[:1]

    def read(self, values: Sequence[int]) -> tuple[tuple[str, ...], ...]:
        """Posts of every person; of a group the lower numbers leave."""
        held: list[tuple[str, ...]] = [()] * len(self.problem.persons)
        posts = self.problem.posts
        for p, flags in self.holds.items():
            group, home = self.groups[p], self.problem.persons[p].station
            if len(group) == 1:
                held[p] = tuple(posts[q].id for q, flag in flags.items() if values[flag.index])
                continue
            away_first = sorted(flags, key=lambda q: (posts[q].station == home, q))
            places = (posts[q].id for q in away_first for _ in range(values[flags[q].index]))
            for one, place in zip(group, places, strict=True):
                held[one] = (place,)
        return tuple(held)
