"""Who stays where they are, and how many may go."""

from collections.abc import Iterator
from dataclasses import dataclass

from jingge_engines.staffing.facts import At, Fact, InRole, Line
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.rules.counting import check_limits, check_numbers, check_role
from jingge_engines.staffing.staff import Staff
from jingge_engines.staffing.terms import ProblemError


@dataclass(frozen=True, kw_only=True)
class Stays:
    """These people stay at their station, each with a reason of their own: comes with the people."""

    id: str
    numbers: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def message(self) -> str:
        """Who and why."""
        told = ", ".join(f"{one} ({why})" for one, why in zip(self.numbers, self.reasons, strict=True))
        return f"these may not move: {told}"

    def check(self, staff: Staff) -> None:
        """Made from the people themselves."""

    def lines(self, staff: Staff) -> Iterator[Line]:
        """One line each."""
        for p, person in enumerate(staff.persons):
            if person.number in self.numbers:
                yield Line({At(p, person.station): 1}, lower=1)

    def holds(self, plan: Plan) -> bool:
        """By asking each."""
        return all(
            plan.station_of(p) == person.station
            for p, person in enumerate(plan.staff.persons)
            if person.number in self.numbers
        )


@dataclass(frozen=True, kw_only=True)
class Stability:
    """Who has been in a role for less than so many years keeps station and role (community posts: five years)."""

    id: str = "stability"
    role: str
    years: float = 5.0
    exempt: frozenset[str] = frozenset()
    """Police numbers of people who ask to move, or whom a reason moves."""

    @property
    def message(self) -> str:
        """What it wants."""
        return f"whoever is in role {self.role} for less than {self.years:g} years stays there"

    def check(self, staff: Staff) -> None:
        """A known role, a number of years, known people."""
        check_role(staff, self.id, self.role)
        if not self.years >= 0:
            raise ProblemError(f"rules: {self.id!r}: years is {self.years}; give 0 or more")
        check_numbers(staff, self.id, sorted(self.exempt))

    def bound(self, staff: Staff) -> list[int]:
        """Whom it holds in place."""
        return [
            p for p, one in enumerate(staff.persons)
            if one.role == self.role and one.posting_years is not None and one.posting_years < self.years
            and one.number not in self.exempt
        ]  # fmt: skip

    def lines(self, staff: Staff) -> Iterator[Line]:
        """One line each."""
        for p in self.bound(staff):
            yield Line({InRole(p, staff.persons[p].station, self.role): 1}, lower=1)

    def holds(self, plan: Plan) -> bool:
        """By asking each."""
        return all(
            plan.station_of(p) == plan.staff.persons[p].station and self.role in plan.roles_of(p)
            for p in self.bound(plan.staff)
        )


@dataclass(frozen=True, kw_only=True)
class TransfersAtMost:
    """No more than so many people change their station."""

    most: int
    id: str = "transfers_at_most"

    @property
    def message(self) -> str:
        """What it wants."""
        return f"at most {self.most} people change their station"

    def check(self, staff: Staff) -> None:
        """Not below 0."""
        check_limits(self.id, 0, self.most)

    def lines(self, staff: Staff) -> Iterator[Line]:
        """One line: those who stay are the others."""
        here: dict[Fact, int] = {At(p, one.station): 1 for p, one in enumerate(staff.persons) if not one.new}
        yield Line(here, lower=max(0, len(here) - self.most))

    def holds(self, plan: Plan) -> bool:
        """By counting."""
        return sum(plan.moved(p) for p in range(len(plan.held))) <= self.most
