"""The two 40 % targets and their like, in exact fractions."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from jingge_engines.staffing.facts import At, Fact, InRole, Line
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.rules.counting import check_role, check_share, check_stations, of_kind, percent
from jingge_engines.staffing.staff import Staff
from jingge_engines.staffing.terms import Kind


@dataclass(frozen=True, kw_only=True)
class StationShare:
    """Officers at stations ÷ all officers of the bureau, at least (公安派出所 40 %)."""

    id: str = "station_share"
    least: Fraction = Fraction(2, 5)

    @property
    def message(self) -> str:
        """What it wants."""
        return f"at least {percent(self.least)} of all officers serve at stations"

    def check(self, staff: Staff) -> None:
        """A share lies between 0 and 1."""
        check_share(self.id, self.least)

    def lines(self, staff: Staff) -> Iterator[Line]:
        """Denominators cleared: no rounding anywhere."""
        officers = of_kind(staff, Kind.OFFICER)
        weights: dict[Fact, int] = {
            At(p, s): self.least.denominator for p in officers for s in staff.station_ids
        }
        yield Line(weights, lower=self.least.numerator * len(officers))

    def holds(self, plan: Plan) -> bool:
        """By counting heads."""
        officers = plan.of_kind(Kind.OFFICER)
        there = sum(plan.station_of(p) != "" for p in officers)
        return Fraction(there) >= self.least * len(officers)


@dataclass(frozen=True, kw_only=True)
class RoleShare:
    """Officers in a role ÷ officers, at one station, or at all together where `station` is None."""

    id: str
    role: str
    least: Fraction = Fraction(2, 5)
    station: str | None = None

    @property
    def message(self) -> str:
        """What it wants."""
        where = "at stations" if self.station is None else f"of station {self.station}"
        return f"at least {percent(self.least)} of the officers {where} are in role {self.role}"

    def check(self, staff: Staff) -> None:
        """A share, a known role and station."""
        check_share(self.id, self.least)
        check_role(staff, self.id, self.role)
        check_stations(staff, self.id, [] if self.station is None else [self.station])

    def lines(self, staff: Staff) -> Iterator[Line]:
        """Denominators cleared."""
        weights: dict[Fact, int] = {}
        for p in of_kind(staff, Kind.OFFICER):
            for s in staff.station_ids if self.station is None else (self.station,):
                weights[InRole(p, s, self.role)] = self.least.denominator
                weights[At(p, s)] = -self.least.numerator
        yield Line(weights, lower=0)

    def holds(self, plan: Plan) -> bool:
        """By counting heads."""
        here = [
            p for p in plan.of_kind(Kind.OFFICER)
            if plan.station_of(p) != "" and self.station in (None, plan.station_of(p))
        ]  # fmt: skip
        return sum(self.role in plan.roles_of(p) for p in here) >= self.least * len(here)
