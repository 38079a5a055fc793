"""How many there are of a kind: at a station, in a role, in a post."""

from collections.abc import Iterator
from dataclasses import dataclass

from jingge_engines.staffing.facts import At, Fact, Holds, InRole, Line
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.rules.counting import (
    between,
    check_limits,
    check_role,
    check_stations,
    of_kind,
    within,
)
from jingge_engines.staffing.staff import Staff
from jingge_engines.staffing.terms import Kind


@dataclass(frozen=True, kw_only=True)
class StationSize:
    """How many of a kind serve at a station."""

    id: str
    station: str
    least: int = 0
    most: int | None = None
    kind: Kind = Kind.OFFICER

    @property
    def message(self) -> str:
        """What it wants."""
        return f"station {self.station} has {between(self.least, self.most)} of kind {self.kind}"

    def check(self, staff: Staff) -> None:
        """A known station and limits that leave something."""
        check_stations(staff, self.id, [self.station])
        check_limits(self.id, self.least, self.most)

    def lines(self, staff: Staff) -> Iterator[Line]:
        """One line."""
        weights: dict[Fact, int] = {At(p, self.station): 1 for p in of_kind(staff, self.kind)}
        yield Line(weights, self.least, self.most)

    def holds(self, plan: Plan) -> bool:
        """By counting heads."""
        return within(
            sum(plan.station_of(p) == self.station for p in plan.of_kind(self.kind)), self.least, self.most
        )


@dataclass(frozen=True, kw_only=True)
class RoleSize:
    """How many of a kind are in a role, at a station, or in the whole bureau where `station` is None."""

    id: str
    role: str
    least: int = 0
    most: int | None = None
    station: str | None = None
    kind: Kind = Kind.OFFICER

    @property
    def message(self) -> str:
        """What it wants."""
        where = "the bureau" if self.station is None else f"station {self.station}"
        return f"{where} has {between(self.least, self.most)} of kind {self.kind} in role {self.role}"

    def check(self, staff: Staff) -> None:
        """Known names and limits that leave something."""
        check_role(staff, self.id, self.role)
        check_stations(staff, self.id, [] if self.station is None else [self.station])
        check_limits(self.id, self.least, self.most)

    def lines(self, staff: Staff) -> Iterator[Line]:
        """One line."""
        stations = (*staff.station_ids, "") if self.station is None else (self.station,)
        people = of_kind(staff, self.kind)
        yield Line({InRole(p, s, self.role): 1 for p in people for s in stations}, self.least, self.most)

    def holds(self, plan: Plan) -> bool:
        """By counting heads."""
        count = sum(
            self.role in plan.roles_of(p) and self.station in (None, plan.station_of(p))
            for p in plan.of_kind(self.kind)
        )
        return within(count, self.least, self.most)


@dataclass(frozen=True, kw_only=True)
class PostSize:
    """How many hold a post: comes with the post."""

    id: str
    post: str
    least: int
    most: int | None

    @property
    def message(self) -> str:
        """What it wants."""
        return f"post {self.post} has {between(self.least, self.most)}"

    def check(self, staff: Staff) -> None:
        """The post checked itself."""

    def lines(self, staff: Staff) -> Iterator[Line]:
        """One line."""
        post = next(index for index, one in enumerate(staff.posts) if one.id == self.post)
        yield Line({Holds(p, post): 1 for p in range(len(staff.persons))}, self.least, self.most)

    def holds(self, plan: Plan) -> bool:
        """By counting holders."""
        return within(sum(self.post in held for held in plan.held), self.least, self.most)
