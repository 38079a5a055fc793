"""People in posts: the list of a day, one person's file, reasons counted."""

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.staffing.models import BeatPosting, Officer, Pairing, Posting, UnitService, held_on
from jingge.staffing.queries.ground import unit_names
from jingge.staffing.queries.holding import place_of
from jingge.staffing.queries.visible import refuse_without_names, visible_officers, visible_postings
from jingge.staffing.terms import (
    AgeBand,
    BeatHeld,
    OfficerFile,
    OfficerRow,
    OrganKind,
    PairRow,
    Person,
    Place,
    Post,
    PostingReason,
    PostingRow,
    ReasonCount,
    ServiceRow,
    StaffKind,
)
from jingge.territory.models import VersionState


def list_officers(
    viewer: Viewer,
    day: date,
    *,
    kind: str = "",
    place: Place | None = None,
    post: str = "",
    reason: str = "",
    text: str = "",
) -> list[OfficerRow]:
    """Everyone in post on a day whom the viewer may see, narrowed by what is asked."""
    rows = Posting.objects.filter(held_on(day) & visible_postings(viewer)).select_related(
        "officer", "station", "brigade"
    )
    if kind:
        rows = rows.filter(officer__kind=kind)
    if post:
        rows = rows.filter(post=post)
    if reason:
        rows = rows.filter(reason=reason)
    if text:
        rows = rows.filter(
            Q(officer__police_number__icontains=text) | Q(officer__display_name__icontains=text)
        )
    if place is not None:
        rows = rows.filter(at_place(place))
    return [officer_row(row) for row in rows.order_by("officer__police_number")]


def at_place(place: Place) -> Q:
    if place.kind is OrganKind.STATION:
        return Q(station__code=place.code)
    if place.kind is OrganKind.BRIGADE:
        return Q(brigade__code=place.code)
    return Q(station__isnull=True, brigade__isnull=True)


def officer_row(row: Posting) -> OfficerRow:
    return OfficerRow(
        id=row.officer_id,
        police_number=row.officer.police_number,
        display_name=row.officer.display_name,
        kind=StaffKind(row.officer.kind),
        age_band=AgeBand(row.officer.age_band),
        rank=row.officer.rank,
        community_years=row.officer.community_years,
        post=Post(row.post),
        place=place_of(row),
        place_name=place_name(row),
        since=row.valid_from,
        reason=PostingReason(row.reason),
    )


def place_name(row: Posting) -> str:
    if row.station is not None:
        return row.station.name
    return row.brigade.name if row.brigade is not None else str(OrganKind.DEPARTMENT.label)


def get_officer(viewer: Viewer, officer_id: UUID) -> Officer:
    """The row itself, for an action; refused like a page that is not there."""
    refuse_without_names(viewer)
    officer = Officer.objects.filter(visible_officers(viewer), pk=officer_id).first()
    if officer is None:
        raise NotYours(_("This person is not on your ground."))
    return officer


def officer_by_number(viewer: Viewer, police_number: str) -> Officer:
    officer = Officer.objects.filter(visible_officers(viewer), police_number=police_number).first()
    if officer is None:
        raise NotYours(_("This person is not on your ground."))
    return officer


def officer_file(viewer: Viewer, officer_id: UUID, day: date) -> OfficerFile:
    """All that is kept about one person, as of a day."""
    officer = get_officer(viewer, officer_id)
    history = posting_history(viewer, officer)
    present = next(
        (p for p in history if p.valid_from <= day and (p.valid_to is None or p.valid_to > day)), None
    )
    return OfficerFile(
        id=officer.pk,
        police_number=officer.police_number,
        display_name=officer.display_name,
        kind=StaffKind(officer.kind),
        age_band=AgeBand(officer.age_band),
        rank=officer.rank,
        community_years=officer.community_years,
        left_date=officer.left_date,
        postings=tuple(history),
        present=present,
        beats=tuple(beats_of(viewer, officer)),
        pairs=tuple(pairs_of(officer)),
        services=tuple(services_of(viewer, officer, day)),
    )


def posting_history(viewer: Viewer, officer: Officer) -> list[PostingRow]:
    """Every posting the viewer may see, newest first."""
    rows = Posting.objects.filter(visible_postings(viewer), officer=officer).select_related(
        "station", "brigade"
    )
    return [
        PostingRow(
            Post(r.post), place_of(r), place_name(r), r.valid_from, r.valid_to, PostingReason(r.reason)
        )
        for r in rows.order_by("-valid_from")
    ]


def beats_of(viewer: Viewer, officer: Officer) -> list[BeatHeld]:
    rows = BeatPosting.objects.filter(officer=officer, beat__version__state=VersionState.ADOPTED)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(beat__station__code=viewer.station_code)
    return [
        BeatHeld(r.beat_id, r.beat.code, r.beat.name, r.beat.version.number, r.valid_from, r.valid_to)
        for r in rows.select_related("beat__version").order_by("-valid_from", "beat__code")
    ]


def pairs_of(officer: Officer) -> list[PairRow]:
    rows = Pairing.objects.filter(Q(officer=officer) | Q(auxiliary=officer)).select_related(
        "officer", "auxiliary"
    )
    return [pair_row(r, "", "") for r in rows.order_by("-valid_from", "auxiliary__police_number")]


def pair_row(row: Pairing, station_code: str, station_name: str) -> PairRow:
    return PairRow(
        officer_id=row.officer_id,
        officer=Person(row.officer.police_number, row.officer.display_name),
        auxiliary_id=row.auxiliary_id,
        auxiliary=Person(row.auxiliary.police_number, row.auxiliary.display_name),
        station_code=station_code,
        station_name=station_name,
        since=row.valid_from,
        valid_to=row.valid_to,
    )


def services_of(viewer: Viewer, officer: Officer, day: date) -> list[ServiceRow]:
    names = unit_names(viewer.bureau_id, day)
    rows = UnitService.objects.filter(officer=officer).order_by("-valid_from", "unit_code")
    return [ServiceRow(r.pk, r.unit_code, names.get(r.unit_code, ""), r.valid_from, r.valid_to) for r in rows]


def get_service(viewer: Viewer, service_id: UUID) -> UnitService:
    """The row itself, for an action; refused like a page that is not there."""
    seen = visible_officers(viewer)
    row = UnitService.objects.filter(pk=service_id, officer__in=Officer.objects.filter(seen))
    found = row.select_related("officer").first()
    if found is None:
        raise NotYours(_("This link is not on your ground."))
    return found


def list_pairs(viewer: Viewer, day: date) -> list[PairRow]:
    """Who leads whom on a day, for the stations the viewer may see."""
    posted = Posting.objects.filter(held_on(day) & visible_postings(viewer), station__isnull=False)
    station_of = {
        officer: (code, name)
        for officer, code, name in posted.values_list("officer_id", "station__code", "station__name")
    }
    rows = Pairing.objects.filter(held_on(day), bureau_id=viewer.bureau_id, officer_id__in=list(station_of))
    return [
        pair_row(r, *station_of[r.officer_id])
        for r in rows.select_related("officer", "auxiliary").order_by(
            "officer__police_number", "auxiliary__police_number"
        )
    ]


def posting_reasons(viewer: Viewer, since: date, until: date) -> list[ReasonCount]:
    """Postings of police officers begun in [since, until), by reason and kind of organ."""
    rows = Posting.objects.filter(
        visible_postings(viewer), valid_from__gte=since, valid_from__lt=until, officer__kind=StaffKind.OFFICER
    ).select_related("officer", "station", "brigade")
    people: Counter[tuple[PostingReason, OrganKind]] = Counter()
    older: Counter[tuple[PostingReason, OrganKind]] = Counter()
    for row in rows:
        key = (PostingReason(row.reason), place_of(row).kind)
        people[key] += 1
        older[key] += row.officer.age_band == AgeBand.FROM_50
    return [ReasonCount(reason, to, people[reason, to], older[reason, to]) for reason, to in sorted(people)]
