"""The redeployment ledger: who was moved, from where to where, why; and that the bureau's total stayed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from jingge.common.errors import NotAllowed
from jingge.common.viewer import Viewer
from jingge.redeployment.models import PlanMove, PlanState
from jingge.redeployment.rules.states import why_not_see
from jingge.staffing.models import Officer, Posting
from jingge.staffing.queries.holding import place_of
from jingge.staffing.queries.people import place_name
from jingge.staffing.terms import AgeBand, OrganKind, Post, PostingReason, StaffKind


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One police officer's move within the bureau."""

    officer_id: UUID
    number: str
    name: str
    aged_50_plus: bool
    from_post: Post | None
    from_place: str  # "" where the tables hold no earlier posting
    post: Post
    place: str
    day: date
    reason: PostingReason
    to_station: bool
    plan_number: int | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows of a period and the check that nobody was added or lost by moving."""

    since: date
    until: date
    rows: tuple[LedgerRow, ...]
    by_reason: tuple[tuple[PostingReason, int, int], ...]  # reason, people, of them 50 and over
    before: int  # police officers of the bureau on the day before the period
    left: int  # who left the bureau in it
    after: int  # on its last day

    @property
    def unchanged(self) -> bool:
        """Moves take nobody in and lose nobody: what differs are those who left."""
        return self.before - self.left == self.after


def ledger(viewer: Viewer, since: date, until: date, *, reason: str = "", to: str = "") -> Ledger:
    """Moves of police officers in [since, until)."""
    if refused := why_not_see(viewer):
        raise NotAllowed(refused)
    moved = Posting.objects.filter(
        bureau_id=viewer.bureau_id,
        officer__kind=StaffKind.OFFICER,
        valid_from__gte=since,
        valid_from__lt=until,
    ).exclude(reason=PostingReason.INITIAL)
    if reason:
        moved = moved.filter(reason=reason)
    if to == OrganKind.STATION:
        moved = moved.filter(station__isnull=False)
    elif to:
        moved = moved.filter(station__isnull=True)
    postings = list(
        moved.select_related("officer", "station", "brigade").order_by("valid_from", "officer__police_number")
    )
    earlier = _earlier(postings)
    plans = {
        (officer, day): number
        for officer, day, number in PlanMove.objects.filter(
            plan__bureau_id=viewer.bureau_id, plan__state=PlanState.IN_EFFECT
        ).values_list("officer_id", "plan__effect_from", "plan__number")
    }
    rows = tuple(_row(p, earlier.get(p.pk), plans.get((p.officer_id, p.valid_from))) for p in postings)
    people = Counter(row.reason for row in rows)
    older = Counter(row.reason for row in rows if row.aged_50_plus)
    return Ledger(
        since=since,
        until=until,
        rows=rows,
        by_reason=tuple((one, people[one], older[one]) for one in sorted(people)),
        before=_officers(viewer, since),
        left=Officer.objects.filter(
            bureau_id=viewer.bureau_id,
            kind=StaffKind.OFFICER,
            left_date__gt=since,
            left_date__lte=until,
        ).count(),
        after=_officers(viewer, until),
    )


def _officers(viewer: Viewer, day: date) -> int:
    """Police officers who had not left. A first posting in the tables is no entry: they know no recruiting."""
    there = Q(left_date__isnull=True) | Q(left_date__gt=day)
    return Officer.objects.filter(there, bureau_id=viewer.bureau_id, kind=StaffKind.OFFICER).count()


def _earlier(postings: list[Posting]) -> dict[UUID, Posting]:
    """The posting each of these followed."""
    rows = Posting.objects.filter(officer__in={p.officer_id for p in postings}).select_related(
        "station", "brigade"
    )
    ended = {(row.officer_id, row.valid_to): row for row in rows if row.valid_to}
    found = {p.pk: ended.get((p.officer_id, p.valid_from)) for p in postings}
    return {pk: row for pk, row in found.items() if row is not None}


def _row(posting: Posting, earlier: Posting | None, plan_number: int | None) -> LedgerRow:
    return LedgerRow(
        officer_id=posting.officer_id,
        number=posting.officer.police_number,
        name=posting.officer.display_name,
        aged_50_plus=posting.officer.age_band == AgeBand.FROM_50,
        from_post=Post(earlier.post) if earlier else None,
        from_place=place_name(earlier) if earlier else "",
        post=Post(posting.post),
        place=place_name(posting),
        day=posting.valid_from,
        reason=PostingReason(posting.reason),
        to_station=place_of(posting).kind is OrganKind.STATION,
        plan_number=plan_number,
    )
