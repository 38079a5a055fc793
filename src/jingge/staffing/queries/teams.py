"""Who is entered in which part of which station."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.staffing.models import Posting, TeamMember, held_on, reaching
from jingge.staffing.queries.visible import visible_postings
from jingge.staffing.terms import MemberRow, Part, Person, Post, StaffKind


def parts_on(bureau_id: UUID, day: date) -> dict[UUID, Part]:
    """Officer key → the part entered for that day."""
    rows = TeamMember.objects.filter(held_on(day), bureau_id=bureau_id)
    return {officer: Part(part) for officer, part in rows.values_list("officer_id", "part")}


def list_members(viewer: Viewer, day: date, station_code: str) -> list[MemberRow]:
    """Those entered in the parts of a station on a day or later, part by part."""
    rows = TeamMember.objects.filter(reaching(day), bureau_id=viewer.bureau_id, station__code=station_code)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    posted = Posting.objects.filter(held_on(day) & visible_postings(viewer), station__code=station_code)
    posts = dict(posted.values_list("officer_id", "post"))
    order = {part.value: place for place, part in enumerate(Part)}
    people = sorted(
        rows.select_related("officer"),
        key=lambda r: (order[r.part], r.officer.kind != "officer", r.officer.police_number),
    )
    return [
        MemberRow(
            id=row.pk,
            officer_id=row.officer_id,
            person=Person(row.officer.police_number, row.officer.display_name),
            kind=StaffKind(row.officer.kind),
            post=Post(posts[row.officer_id]) if row.officer_id in posts else None,
            part=Part(row.part),
            since=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in people
    ]


def get_member(viewer: Viewer, member_id: UUID) -> TeamMember:
    """The row itself, for an action; refused like a page that is not there."""
    rows = TeamMember.objects.filter(bureau_id=viewer.bureau_id, pk=member_id)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    row = rows.select_related("officer", "station").first()
    if row is None:
        raise NotYours(_("This membership is not on your ground."))
    return row
