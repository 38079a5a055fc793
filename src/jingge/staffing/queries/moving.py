"""What a transfer or a departure would do: asked by the page before, and by the action when it does it."""

from dataclasses import replace
from datetime import date

from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.staffing.models import BeatPosting, Officer, Posting, held_on, reaching
from jingge.staffing.queries.figures import ratios_of
from jingge.staffing.queries.holding import headcount, held, postings_on
from jingge.staffing.rules.posts import leaves_beats, why_not_answer_for, why_not_leave, why_not_transfer
from jingge.staffing.rules.ratios import after_moves, first_ratio, second_ratio
from jingge.staffing.terms import Move, Place, Post, StaffKind, WhatIf
from jingge.territory.models import VersionState


def present_posting(officer: Officer, day: date) -> Posting | None:
    return officer.postings.filter(held_on(day)).select_related("station", "brigade").first()


def last_posting(officer: Officer) -> Posting | None:
    return officer.postings.order_by("-valid_from").select_related("station", "brigade").first()


def beats_held(officer: Officer, day: date) -> list[BeatPosting]:
    """The areas of adopted maps the officer answers for on a day or later."""
    return list(
        BeatPosting.objects.filter(reaching(day), officer=officer, beat__version__state=VersionState.ADOPTED)
        .select_related("beat__station", "beat__version")
        .order_by("beat__code")
    )


def why_not_transfer_officer(
    officer: Officer, *, post: Post, place: Place, from_date: date, successor: Officer | None
) -> Reason | None:
    """The reason this transfer may not be made, as things stand, or None."""
    present = present_posting(officer, from_date)
    beats = beats_held(officer, from_date)
    later = officer.postings.filter(valid_from__gt=from_date).order_by("valid_from").first()
    reason = why_not_transfer(
        kind=StaffKind(officer.kind),
        present=held(present) if present else None,
        post=post,
        place=place,
        from_date=from_date,
        later=later.valid_from if later else None,
        beats=sorted({b.beat.code for b in beats}),
        has_successor=successor is not None,
    )
    if reason is not None or present is None or not leaves_beats(held(present), post, place):
        return reason
    return why_not_succeed(successor, beats, from_date)


def why_not_end_posting(officer: Officer, *, end: date, successor: Officer | None) -> Reason | None:
    """The reason this person cannot leave the bureau on that day, as things stand, or None."""
    last = last_posting(officer)
    beats = beats_held(officer, end)
    reason = why_not_leave(
        present=held(last) if last else None,
        end=end,
        beats=sorted({b.beat.code for b in beats}),
        has_successor=successor is not None,
    )
    return reason or why_not_succeed(successor, beats, end)


def why_not_succeed(successor: Officer | None, beats: list[BeatPosting], day: date) -> Reason | None:
    """The reason the successor cannot take over these areas, or None."""
    if successor is None:
        return None
    present = postings_on(successor.bureau_id, day, [successor]).get(successor.pk)
    kind = StaffKind(successor.kind)
    reasons = (
        why_not_answer_for(kind=kind, present=present, station_code=b.beat.station.code) for b in beats
    )
    return next((reason for reason in reasons if reason), None)


def preview_transfer(
    viewer: Viewer, officer: Officer, *, post: Post, place: Place, from_date: date
) -> WhatIf:
    """Both ratios on the day of a transfer, before and after it."""
    before = headcount(viewer.bureau_id, from_date)
    now = ratios_of(viewer, from_date, before)
    present = present_posting(officer, from_date)
    if officer.kind != StaffKind.OFFICER or present is None:
        return WhatIf(now, now, ())
    was = held(present)
    community = Post.COMMUNITY_OFFICER
    move = Move(1, was.place, place, was.post is community, post is community)
    after = after_moves(before, [move])
    return WhatIf(now, replace(now, first=first_ratio(after), second=second_ratio(after)), (move,))
