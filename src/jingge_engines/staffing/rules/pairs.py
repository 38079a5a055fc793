"""What excludes each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from jingge_engines.staffing.facts import At, InRole, Line
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.rules.counting import check_numbers, check_role
from jingge_engines.staffing.staff import Staff
from jingge_engines.staffing.terms import ProblemError


@dataclass(frozen=True, kw_only=True)
class Exclusive:
    """Nobody is in both roles (一室两队: nobody in two parts)."""

    id: str
    first: str
    second: str

    @property
    def message(self) -> str:
        """What it wants."""
        return f"nobody is in role {self.first} and in role {self.second}"

    def check(self, staff: Staff) -> None:
        """Two known roles."""
        check_role(staff, self.id, self.first)
        check_role(staff, self.id, self.second)
        if self.first == self.second:
            raise ProblemError(f"rules: {self.id!r}: {self.first!r} excludes itself; name two roles")

    def lines(self, staff: Staff) -> Iterator[Line]:
        """A line for everybody who can hold two posts."""
        for p, person in enumerate(staff.persons):
            if person.most_posts > 1:
                for s in (*staff.station_ids, ""):
                    yield Line({InRole(p, s, self.first): 1, InRole(p, s, self.second): 1}, upper=1)

    def holds(self, plan: Plan) -> bool:
        """By asking each."""
        return not any({self.first, self.second} <= plan.roles_of(p) for p in range(len(plan.staff.persons)))


@dataclass(frozen=True, kw_only=True)
class Separate:
    """Two people do not serve at one station (任职回避)."""

    id: str
    first: str
    second: str

    @property
    def message(self) -> str:
        """What it wants."""
        return f"{self.first} and {self.second} do not serve at one station"

    def check(self, staff: Staff) -> None:
        """Two known people."""
        check_numbers(staff, self.id, [self.first, self.second])
        if self.first == self.second:
            raise ProblemError(f"rules: {self.id!r}: {self.first!r} twice; name two people")

    def lines(self, staff: Staff) -> Iterator[Line]:
        """A line a station."""
        number = {person.number: p for p, person in enumerate(staff.persons)}
        for s in staff.station_ids:
            yield Line({At(number[self.first], s): 1, At(number[self.second], s): 1}, upper=1)

    def holds(self, plan: Plan) -> bool:
        """By looking at both."""
        number = {person.number: p for p, person in enumerate(plan.staff.persons)}
        here = plan.station_of(number[self.first])
        return here == "" or here != plan.station_of(number[self.second])
