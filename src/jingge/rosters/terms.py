"""The words of rosters: kinds of shift, who is on a roster, what the engine is asked and says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason

OFF = ""
"""A day without a shift."""


class Who(TextChoices):
    """Who may be put on a kind of shift."""

    ALL = "all", _("Everybody")
    LEADERS = "leaders", _("Leaders of the station")
    OFFICERS = "officers", _("Everybody but the leaders")
    COMMAND_OFFICE = "command_office", _("Combined command office")
    COMMUNITY_TEAM = "community_team", _("Community team")
    CASE_TEAM = "case_team", _("Case team")


class RosterState(TextChoices):
    DRAFT = "draft", _("Not drawn yet")
    DRAWING = "drawing", _("Being drawn")
    DRAWN = "drawn", _("Drawn")
    PUBLISHED = "published", _("Published")


class LeaveKind(TextChoices):
    """Why somebody is away, as far as a roster needs to know."""

    ANNUAL = "annual", _("Leave")
    TRAINING = "training", _("Training")
    ELSEWHERE = "elsewhere", _("Duty elsewhere")
    SHORT_NOTICE = "short_notice", _("Cannot come, at short notice")


class LeaveState(TextChoices):
    ASKED = "asked", _("Asked for")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SwapState(TextChoices):
    ASKED = "asked", _("Asked for")
    AGREED = "agreed", _("Agreed by the colleague")
    APPROVED = "approved", _("Approved and done")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProposalState(TextChoices):
    DRAWING = "drawing", _("Being worked out")
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("Accepted")
    DROPPED = "dropped", _("Dropped")
    FAILED = "failed", _("No answer")


class Source(TextChoices):
    HAND = "hand", _("By hand")
    SWAP = "swap", _("Swap")
    REPAIR = "repair", _("Repair")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSpec:
    """A kind of shift at a station and how many are needed."""

    code: str
    name: str
    mark: str  # one or two characters for the month's grid
    start_minute: int
    minutes: int
    who: str = "all"
    night: bool = False
    community: bool = False
    rest_days: int = 0
    need_workday: int = 1
    need_dayoff: int = 1

    def need(self, workday: bool) -> int:
        return self.need_workday if workday else self.need_dayoff


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSpec:
    """How many of a kind one date asks for, and why."""

    day: date
    code: str
    need: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSpec:
    """Leave as a table gives it."""

    number: str
    kind: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StationRules:
    """What holds for everybody of a station."""

    most_run: int = 6
    community_days: int = 4
    community_hours: int = 20
    seconds: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody on a month's roster. Days are numbered from 0."""

    officer_id: UUID
    number: str
    name: str
    groups: frozenset[str]
    dedicated: bool = False  # whose hours in the area are protected
    away: frozenset[int] = frozenset()
    excused: frozenset[int] = frozenset()
    before: tuple[str, ...] = ()
    nights_ahead: float = 0.0
    weekends_ahead: float = 0.0

    def may_do(self, kind: KindSpec) -> bool:
        return kind.who in self.groups


@dataclass(frozen=True, slots=True)
class Question:
    """A station's month as the engine is asked."""

    first: date
    workdays: tuple[bool, ...]
    kinds: tuple[KindSpec, ...]
    rules: StationRules
    members: tuple[Member, ...]
    single: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """Needs of single dates, by day and code of the kind."""
    notes: Mapping[int, str] = field(default_factory=dict)
    """Why a day has needs of its own."""

    @property
    def days(self) -> int:
        return len(self.workdays)

    def day(self, index: int) -> date:
        return self.first + timedelta(days=index)

    def needs(self) -> list[tuple[int, KindSpec, int]]:
        """(day, kind, how many) for every day and kind."""
        return [(day, kind, self.need(day, kind)) for day in range(self.days) for kind in self.kinds]

    def need(self, day: int, kind: KindSpec) -> int:
        """What the date asks for, or else what the kind says of such days."""
        return self.single.get((day, kind.code), kind.need(self.workdays[day]))

    def wanted(self, kind: KindSpec) -> int:
        """In the whole month."""
        return sum(self.need(day, kind) for day in range(self.days))


Rows = tuple[tuple[str, ...], ...]
"""Code of the kind of every member on every day, `OFF` for none, in the order of the members."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules of one person that leave no roster."""

    number: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the engine says."""

    feasible: bool
    rows: Rows
    status: str  # proven | within | no_bound_known
    missing: int
    above: float | None  # how far the value may lie above the best possible at most
    clashes: tuple[Clash, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that one person's row does not keep."""

    rule: str
    day: date | None
    text: Reason

    @property
    def key(self) -> tuple[str, date | None]:
        return self.rule, self.day


@dataclass(frozen=True, slots=True)
class CellChange:
    """What one person's day becomes."""

    officer_id: UUID
    day: date
    code: str
