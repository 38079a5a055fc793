"""The question: days, shifts, people with their rules, and how many are wanted when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from jingge_engines.core.result import digest
from jingge_engines.rostering.terms import DAYS_OF_A_WEEK, ProblemError

__all__ = ["Cover", "Fairness", "Member", "Problem", "ProblemError", "Shift", "Wish"]


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A kind of work on one day."""

    id: str
    minutes: int
    never_next: frozenset[str] = frozenset()
    """Shifts that may not follow on the next day, because the rest between would be too short."""
    rest_days: int = 0
    """Days off that must follow (after a duty of 24 hours: one)."""
    night: bool = False
    community: bool = False
    """Work in the officer's own area, which is protected."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody on the roster, by police number."""

    number: str
    teams: frozenset[str] = frozenset()
    """What this person counts for where a cover names a team or a qualification."""
    most_of: Mapping[str, int] = field(default_factory=dict)
    """Most shifts of a kind in the whole time; 0: not able to. Shifts not named: no limit."""
    least_minutes: int = 0
    most_minutes: int | None = None
    most_run: int | None = None
    """Most days of work in a row, counted from the first day of the roster or of `before`."""
    least_run: int = 1
    least_off: int = 1
    """Fewest days off in a row. Runs that reach over either end are not too short."""
    most_weekends: int | None = None
    """Most weekends with work on Saturday or Sunday."""
    away: frozenset[int] = frozenset()
    """Days (from 0) of leave, training, sickness."""
    before: tuple[str, ...] = ()
    """What was worked on the last days before, the latest last; "" for off. Empty: nobody knows."""
    nights_before: float = 0.0
    """Nights this person is ahead of a fair share from earlier months (behind: below 0)."""
    weekends_before: float = 0.0
    community_days_a_week: int = 0
    """Fewest days in the own area in each week that lies whole within the roster."""
    community_minutes_a_week: int = 0
    excused: frozenset[int] = frozenset()
    """Days (from 0) that count as days in the own area whatever is done: leave on a workday, a public holiday."""

    @property
    def excused_minutes(self) -> int:
        """What one such day counts for: the week's hours spread over its days, rounded up to whole minutes."""
        return -(-self.community_minutes_a_week // max(1, self.community_days_a_week))


@dataclass(frozen=True, kw_only=True)
class Cover:
    """How many are wanted on a day in a shift."""

    day: int
    shift: str
    wanted: int
    team: str = ""
    """Only these count; empty: everybody."""
    under: int = 100
    """Price of each who is missing."""
    over: int = 1
    """Price of each too many."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """To have a shift on a day, or not to have it."""

    number: str
    day: int
    shift: str
    weight: int
    wanted: bool


@dataclass(frozen=True, kw_only=True)
class Fairness:
    """Price of (nights or weekends − fair share)², summed over people; 0: not looked at."""

    nights: float = 0.0
    weekends: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """A shift or a day off for everybody on every day; checked when made."""

    days: int
    shifts: tuple[Shift, ...]
    members: tuple[Member, ...]
    covers: tuple[Cover, ...]
    wishes: tuple[Wish, ...] = ()
    fairness: Fairness = field(default_factory=Fairness)
    first_weekday: int = 0
    """Of day 0; Monday is 0."""

    def __post_init__(self) -> None:
        """Refuse what no roster could answer, naming field, place, value and mend."""
        if self.days < 1 or not 0 <= self.first_weekday < DAYS_OF_A_WEEK:
            raise ProblemError(
                f"days: {self.days} from weekday {self.first_weekday}; give 1 or more, from 0 to 6"
            )
        _once("shifts", [shift.id for shift in self.shifts])
        _once("members", [member.number for member in self.members])
        if not self.shifts or not self.members:
            raise ProblemError("shifts, members: at least one of each is needed")
        known = {shift.id for shift in self.shifts}
        for shift in self.shifts:
            if shift.minutes < 1 or shift.rest_days < 0:
                raise ProblemError(
                    f"shifts: {shift.id!r}: {shift.minutes} minutes, {shift.rest_days} days of rest; give 1 or more, 0 or more"
                )
            _known(f"shifts: {shift.id!r}: never_next", shift.never_next, known)
        for member in self.members:
            self._check(member, known)
        teams = {team for member in self.members for team in member.teams}
        for cover in self.covers:
            where = f"covers: day {cover.day}, shift {cover.shift!r}"
            self._on_a_day(where, cover.day)
            _known(where, {cover.shift}, known)
            if min(cover.wanted, cover.under, cover.over) < 0:
                raise ProblemError(
                    f"{where}: wanted {cover.wanted}, prices {cover.under}, {cover.over}; give 0 or more"
                )
            if cover.team and cover.team not in teams:
                raise ProblemError(
                    f"{where}: nobody is in team {cover.team!r}; name who is, or leave the cover out"
                )
        numbers = {member.number for member in self.members}
        for wish in self.wishes:
            where = f"wishes: {wish.number!r}, day {wish.day}"
            self._on_a_day(where, wish.day)
            _known(where, {wish.shift}, known)
            if wish.number not in numbers:
                raise ProblemError(f"{where}: nobody has this number")
            if wish.weight < 0:
                raise ProblemError(f"{where}: weight is {wish.weight}; give 0 or more")
        if min(self.fairness.nights, self.fairness.weekends) < 0:
            raise ProblemError(f"fairness: {self.fairness}; give prices of 0 or more")

    def _check(self, member: Member, known: set[str]) -> None:
        where = f"members: {member.number!r}"
        _known(f"{where}: most_of", member.most_of, known)
        _known(f"{where}: before", set(member.before) - {""}, known)
        for day in member.away:
            self._on_a_day(f"{where}: away", day)
        for day in member.excused:
            self._on_a_day(f"{where}: excused", day)
        most = member.most_minutes
        if member.least_minutes < 0 or (most is not None and most < member.least_minutes):
            raise ProblemError(
                f"{where}: minutes from {member.least_minutes} to {most}; give 0 <= least <= most"
            )
        for name in ("least_run", "least_off"):
            if getattr(member, name) < 1:
                raise ProblemError(f"{where}: {name} is {getattr(member, name)}; at least 1 is needed")
        if member.most_run is not None and member.most_run < member.least_run:
            raise ProblemError(f"{where}: most_run {member.most_run} is below least_run {member.least_run}")
        for name in ("community_days_a_week", "community_minutes_a_week"):
            if getattr(member, name) < 0:
                raise ProblemError(f"{where}: {name} is {getattr(member, name)}; give 0 or more")

    def _on_a_day(self, where: str, day: int) -> None:
        if not 0 <= day < self.days:
            raise ProblemError(f"{where}: day {day}; give 0 to {self.days - 1}")

    def weekday(self, day: int) -> int:
        """Monday is 0."""
        return (self.first_weekday + day) % DAYS_OF_A_WEEK

    @cached_property
    def index(self) -> dict[str, int]:
        """Shifts by id."""
        return {shift.id: number for number, shift in enumerate(self.shifts)}

    @cached_property
    def input_hash(self) -> str:
        """SHA-256 of the whole question."""
        parts = (*self.shifts, *self.members, *self.covers, *self.wishes, self.fairness)
        return digest(
            f"{self.days} {self.first_weekday}",
            *(f"{type(one).__name__}{_plain(vars(one))}" for one in parts),
        )


def _plain(value: object) -> object:
    """The same text for the same value in every process: sets have no order of their own."""
    if isinstance(value, dict):
        return sorted((str(key), str(_plain(one))) for key, one in value.items())
    return sorted(map(str, value)) if isinstance(value, frozenset) else value


def _once(name: str, ids: list[str]) -> None:
    for one in ids:
        if ids.count(one) > 1:
            raise ProblemError(f"{name}: {one!r} stands twice; give each its own")


def _known(where: str, ids: object, known: set[str]) -> None:
    for one in sorted(map(str, ids)):  # type: ignore[call-overload]
        if one not in known:
            raise ProblemError(f"{where}: no shift {one!r}; choose from {', '.join(sorted(known))}")
