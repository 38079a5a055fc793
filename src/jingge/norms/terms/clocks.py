"""Limits, clocks, and what may happen to a clock."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Unit(TextChoices):
    """What a time limit is counted in."""

    IMMEDIATE = "immediate", _("at once")
    MINUTE_BEFORE = "minute_before", _("minutes before")
    HOUR_BEFORE = "hour_before", _("hours before")
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WORKDAY = "workday", _("workdays")
    MONTH = "month", _("months")
    YEAR = "year", _("years")
    RESTART = "restart", _("starts anew")  # no span: says that another clock starts anew


class Pause(TextChoices):
    """What does not count while it lasts."""

    APPRAISAL = "appraisal", _("Expert appraisal")
    HEARING = "hearing", _("Hearing")


class Approver(TextChoices):
    """Who may grant more time."""

    NOBODY = "", _("Whoever handles it")
    STATION_HEAD = "station_head", _("Station head")
    COUNTY_HEAD = "county_head", _("Head of the county-level organ")
    OWN_BUREAU = "own_bureau", _("The bureau the station belongs to")
    HIGHER_ORGAN = "higher_organ", _("The next higher organ")


class Authority(TextChoices):
    """How firmly a rule stands."""

    STATUTE = "statute_or_rule", _("Statute or ministry rule")
    MINISTRY = "ministry_document", _("Ministry document")
    LOCAL = "local_example", _("Local rule, as an example")
    BUREAU = "bureau", _("The bureau's own rule")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule:
    """How much more time may be granted, how often, by whom."""

    amount: int
    unit: Unit
    times: int
    approver: Approver
    total: bool = False  # "to 7 days" in all, instead of "7 days more"
    when_zh: str = ""  # the condition, as the rule says it
    when_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One time limit of a pack, with the text it rests on."""

    code: str  # TRF-01: as cited
    key: str  # what it limits: "transfer.administrative"; one of a key is in force on a day
    name_zh: str
    name_en: str
    amount: int
    unit: Unit
    starts_zh: str  # the event it runs from
    starts_en: str
    basis: str
    article: str
    valid_from: date
    valid_to: date | None = None  # the last day, as statutes say it
    authority: Authority = Authority.STATUTE
    condition_zh: str = ""
    condition_en: str = ""
    liberty: bool = False  # somebody is held: exact to the minute, never moved past a holiday
    pauses: frozenset[Pause] = frozenset()
    extensions: tuple[ExtensionRule, ...] = ()

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Time that does not count: from its first moment up to, not with, its last; open while it lasts."""

    kind: Pause
    begun: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """More time, as approved."""

    amount: int
    unit: Unit
    approver: Approver
    at: datetime
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What happened to one clock: all that its due time depends on."""

    started: datetime
    stops: tuple[Stop, ...] = ()
    grants: tuple[Grant, ...] = ()
    restarted: datetime | None = None  # failed mediation: the clock starts anew here


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a limit ends, and how it came to be then."""

    at: datetime  # the last moment that is still in time
    counted_from: datetime
    moved_from: date | None = None  # the last day, when a holiday moved it on
    stopped: bool = False  # it stands still now; `at` moves on until it runs again
    calendar_known: bool = True  # False: the holidays of a year it runs through are not loaded

    def late(self, now: datetime) -> bool:
        return now > self.at
