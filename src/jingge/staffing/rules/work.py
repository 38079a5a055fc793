"""Which hours are community work, when an alert is due, and why a booking may not be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import why_not, why_not_on_station
from jingge.accounts.terms import Ability
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.staffing.rules.limits import why_not_assign, why_not_unled
from jingge.staffing.rules.posts import Held
from jingge.staffing.terms import BookingSpec, Hours, OrganKind, Post, StaffKind, Work

COMMUNITY_WORK = frozenset({Work.COMMUNITY, Work.PATROL, Work.SAFETY_CHECK, Work.MEDIATION})
COUNTS_FOR_NOTHING = frozenset({Work.TRAINING})
WEEKLY_HOURS = 20  # at least, in the area (domain reference 1.2)
WEEKLY_DAYS = 4
LEAST, MOST = 15, 1440  # minutes of one booking


def is_alert(post: Post | None, work: Work) -> bool:
    """A community officer is dedicated: other work than the community's is worth an alert."""
    return post is Post.COMMUNITY_OFFICER and work not in COMMUNITY_WORK | COUNTS_FOR_NOTHING


def alert_text(post: Post | None, work: Work) -> Reason | None:
    if not is_alert(post, work):
        return None
    return _("A dedicated community officer is booked on “%(work)s”: the share of community hours falls.") % {
        "work": work.label
    }


def counted(hours: Hours, work: Work, minutes: int) -> Hours:
    """The hours with one more booking."""
    if work in COUNTS_FOR_NOTHING:
        return hours
    if work in COMMUNITY_WORK:
        return Hours(hours.community + minutes, hours.other)
    return Hours(hours.community, hours.other + minutes)


def below_norm(community_minutes: int, days: int) -> bool:
    """Whether a week falls short of 20 hours in the area on 4 days."""
    return community_minutes < WEEKLY_HOURS * 60 or days < WEEKLY_DAYS


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time of one booking."""

    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, day: date, start_minute: int, minutes: int) -> "Period":
        begins = datetime.combine(day, time()) + timedelta(minutes=start_minute)
        return cls(begins, begins + timedelta(minutes=minutes))

    def meets(self, other: "Period") -> bool:
        return self.begins < other.ends and other.begins < self.ends

    def said(self) -> str:
        return f"{self.begins:%Y-%m-%d %H:%M}–{self.ends:%H:%M}"


def why_not_length(start_minute: int, minutes: int) -> Reason | None:
    if not 0 <= start_minute < 1440:
        return _("Write the time between 00:00 and 23:59.")
    if minutes < LEAST or minutes > MOST:
        return _("A booking is at least 15 minutes and at most 24 hours long.")
    return None


def why_not_book(
    spec: BookingSpec,
    *,
    kind: StaffKind,
    present: Held | None,
    taken: Sequence[Period],
    leader_kind: StaffKind | None,
    leader_place: Held | None,
) -> Reason | None:
    """The reason this person can't be booked so, or None. `taken` are their other bookings."""
    if reason := why_not_length(spec.start_minute, spec.minutes):
        return reason
    if present is None or present.place.kind is not OrganKind.STATION:
        return _("This person serves at no station on that day.")
    work = Work(spec.work)
    if reason := why_not_assign(kind, work):
        return reason
    if reason := why_not_unled(kind, work, led=leader_kind is not None):
        return reason
    if leader_kind is not None and leader_kind is not StaffKind.OFFICER:
        return _("Only a police officer can be in command.")
    if leader_kind is not None and (leader_place is None or leader_place.place != present.place):
        return _("The officer in command must serve at the same station on that day.")
    wish = Period.of(spec.day, spec.start_minute, spec.minutes)
    clash = next((one for one in taken if one.meets(wish)), None)
    if clash is not None:
        return _("This person is booked already on %(period)s: nobody is in two places.") % {
            "period": clash.said()
        }
    return None


def why_not_book_at(by: Viewer, station_code: str) -> Reason | None:
    """The reason this viewer may not book people of this station, or None."""
    return why_not(by, Ability.BOOK_WORK) or why_not_on_station(by, station_code)


def why_not_cancel(*, cancelled: bool) -> Reason | None:
    return _("This booking is cancelled already.") if cancelled else None
