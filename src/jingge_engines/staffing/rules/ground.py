"""Auxiliaries beside officers, and somebody for every unit."""

from collections.abc import Iterator
from dataclasses import dataclass

from jingge_engines.staffing.facts import Fact, Holds, Line
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.rules.counting import check_limits, check_role
from jingge_engines.staffing.staff import Staff
from jingge_engines.staffing.terms import Kind, ProblemError


@dataclass(frozen=True, kw_only=True)
class Attached:
    """In every area there are at least `least` of a kind for each officer of the role (an auxiliary each)."""

    id: str = "attached"
    role: str
    kind: Kind = Kind.AUXILIARY
    least: int = 1

    @property
    def message(self) -> str:
        """What it wants."""
        return (
            f"each officer in role {self.role} has at least {self.least} of kind {self.kind} in the same area"
        )

    def check(self, staff: Staff) -> None:
        """A known role and a number."""
        check_role(staff, self.id, self.role)
        check_limits(self.id, self.least, None)

    def lines(self, staff: Staff) -> Iterator[Line]:
        """A line an area."""
        for area in sorted({post.area for post in staff.posts} - {""}):
            weights: dict[Fact, int] = {}
            for q, post in enumerate(staff.posts):
                for p, person in enumerate(staff.persons):
                    if post.area != area:
                        continue
                    if person.kind is self.kind:
                        weights[Holds(p, q)] = 1
                    elif person.kind is Kind.OFFICER and post.role == self.role:
                        weights[Holds(p, q)] = -self.least
            yield Line(weights, lower=0)

    def holds(self, plan: Plan) -> bool:
        """By counting in every area."""
        balance: dict[str, int] = {}
        for person, held in zip(plan.staff.persons, plan.held, strict=True):
            for post in (plan.posts[one] for one in held):
                officer = person.kind is Kind.OFFICER and post.role == self.role
                change = 1 if person.kind is self.kind else -self.least if officer else 0
                if post.area:
                    balance[post.area] = balance.get(post.area, 0) + change
        return all(left >= 0 for left in balance.values())


@dataclass(frozen=True, kw_only=True)
class Covered:
    """Every unit has an officer, and an auxiliary or a helper (R19)."""

    id: str = "covered"
    units: tuple[str, ...]

    @property
    def message(self) -> str:
        """What it wants."""
        return f"each of the {len(self.units)} units has an officer, and an auxiliary or a helper"

    def check(self, staff: Staff) -> None:
        """Every unit is covered by some post."""
        served = {unit for post in staff.posts for unit in post.units}
        for unit in self.units:
            if unit not in served:
                raise ProblemError(f"rules: {self.id!r}: no post covers unit {unit!r}; add it to a post")

    def lines(self, staff: Staff) -> Iterator[Line]:
        """Two lines a unit."""
        for unit in self.units:
            posts = [q for q, post in enumerate(staff.posts) if unit in post.units]
            for officers in (True, False):
                people = [p for p, one in enumerate(staff.persons) if (one.kind is Kind.OFFICER) == officers]
                yield Line({Holds(p, q): 1 for p in people for q in posts}, lower=1)

    def holds(self, plan: Plan) -> bool:
        """By looking at every unit."""
        served: dict[bool, set[str]] = {True: set(), False: set()}
        for person, held in zip(plan.staff.persons, plan.held, strict=True):
            for one in held:
                served[person.kind is Kind.OFFICER].update(plan.posts[one].units)
        return set(self.units) <= served[True] & served[False]
