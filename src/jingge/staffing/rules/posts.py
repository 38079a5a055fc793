"""Which person may hold which post where, and why a transfer may not be made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.staffing.rules.dates import why_not_end
from jingge.staffing.rules.limits import limit, quoted, why_not_officers_post
from jingge.staffing.terms import OrganKind, Place, Post, StaffKind

STATION_POSTS = frozenset(
    {
        Post.STATION_HEAD,
        Post.INSTRUCTOR,
        Post.DEPUTY_HEAD,
        Post.COMMAND_OFFICE,
        Post.COMMUNITY_OFFICER,
        Post.CASE_OFFICER,
        Post.DUTY_OFFICER,
    }
)
DEPARTMENT_POSTS = frozenset({Post.BUREAU_LEADER, Post.DEPARTMENT})
POSTS_OF_KIND = {
    StaffKind.OFFICER: STATION_POSTS | DEPARTMENT_POSTS | {Post.BRIGADE_OFFICER},
    StaffKind.AUXILIARY: frozenset({Post.AUXILIARY}),
    StaffKind.HELPER: frozenset({Post.HELPER}),
}
POSTS_AT = {
    OrganKind.STATION: STATION_POSTS | {Post.AUXILIARY, Post.HELPER},
    OrganKind.BRIGADE: frozenset({Post.BRIGADE_OFFICER, Post.AUXILIARY}),
    OrganKind.DEPARTMENT: DEPARTMENT_POSTS | {Post.AUXILIARY},
}


@dataclass(frozen=True, slots=True)
class Held:
    """A posting as the rules see it."""

    post: Post
    place: Place
    valid_from: date
    valid_to: date | None = None


def why_not_post(kind: StaffKind, post: Post, organ: OrganKind) -> Reason | None:
    """The reason a person of this kind cannot hold this post in such an organ, or None."""
    if reason := why_not_officers_post(kind, post):
        return reason
    if post not in POSTS_OF_KIND[kind]:
        return _("A person of kind “%(kind)s” cannot hold the post “%(post)s”.") % {
            "kind": kind.label,
            "post": post.label,
        }
    if post not in POSTS_AT[organ]:
        return _("There is no post “%(post)s” in an organ of kind “%(organ)s”.") % {
            "post": post.label,
            "organ": organ.label,
        }
    return None


def leaves_beats(present: Held, post: Post, place: Place) -> bool:
    """Whether whoever moves so can no longer answer for areas: another place, or no community officer."""
    return place != present.place or post is not Post.COMMUNITY_OFFICER


def why_not_transfer(
    *,
    kind: StaffKind,
    present: Held | None,
    post: Post,
    place: Place,
    from_date: date,
    later: date | None,
    beats: Collection[str],
    has_successor: bool,
) -> Reason | None:
    """The reason this transfer may not be made, or None.

    `later` is the start of a posting already planned after `from_date`; `beats` are the
    areas the person answers for on or after that day.
    """
    if present is None:
        return _("This person holds no post on that day.")
    if reason := why_not_post(kind, post, place.kind):
        return reason
    if present.post == post and present.place == place:
        return _("This person already holds this post there.")
    if from_date <= present.valid_from:
        return _("The new posting must begin after the present one did (%(day)s).") % {
            "day": present.valid_from.isoformat()
        }
    if later is not None:
        return _("A later posting from %(day)s is already entered; end it first.") % {
            "day": later.isoformat()
        }
    if beats and not has_successor and leaves_beats(present, post, place):
        return why_not_leave_beats(beats)
    return None


def why_not_leave(
    *, present: Held | None, end: date, beats: Collection[str], has_successor: bool
) -> Reason | None:
    """The reason this person cannot leave the bureau on that day, or None."""
    if present is None:
        return _("This person holds no post.")
    if reason := why_not_end(present.valid_from, present.valid_to, end):
        return reason
    return why_not_leave_beats(beats) if beats and not has_successor else None


def why_not_leave_beats(beats: Collection[str]) -> Reason:
    return _("Responsible for %(beats)s: name who takes over, an area is never without its officer.") % {
        "beats": ", ".join(sorted(beats))
    }


def why_not_answer_for(*, kind: StaffKind, present: Held | None, station_code: str) -> Reason | None:
    """The reason a person cannot be responsible for an area of this station, or None."""
    if kind is not StaffKind.OFFICER:
        return _("Only a police officer can be responsible for an area. %(rule)s") % {
            "rule": quoted(limit("enforcement"))
        }
    if present is None or present.place != Place(OrganKind.STATION, station_code):
        return _("The responsible officer must serve at the area's own station on that day.")
    return None
