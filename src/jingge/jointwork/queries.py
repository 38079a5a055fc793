"""Reading joint work, beginning with who asks."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.clock import today
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.jointwork.models import JointAction, Partner
from jingge.jointwork.rules import why_not_correct, why_not_finish, why_not_step
from jingge.jointwork.terms import ActionState, Doors, JointKind, JointRow, KindCount, PartnerKind, PartnerRow
from jingge.staffing.models import Officer, Posting, held_on
from jingge.staffing.terms import StaffKind
from jingge.territory.models import Grid, Level
from jingge.territory.queries import version_on


def visible_actions(viewer: Viewer) -> Q:
    mine = Q(bureau_id=viewer.bureau_id)
    return mine if viewer.sees_whole_bureau else mine & Q(station__code=viewer.station_code)


def visible_partners(viewer: Viewer) -> Q:
    """The own station's partners and those of the whole bureau."""
    mine = Q(bureau_id=viewer.bureau_id)
    if viewer.sees_whole_bureau:
        return mine
    return mine & (Q(station__isnull=True) | Q(station__code=viewer.station_code))


def list_partners(
    viewer: Viewer, *, text: str = "", kind: str = "", station_code: str = "", closed: bool = False
) -> list[PartnerRow]:
    kept = Q(actions__isnull=False) & ~Q(actions__state=ActionState.CANCELLED)
    if not viewer.sees_whole_bureau:
        kept &= Q(actions__station__code=viewer.station_code)
    rows = Partner.objects.filter(visible_partners(viewer)).select_related("station")
    rows = rows.annotate(done_together=Count("actions", filter=kept))
    if text:
        rows = rows.filter(name__icontains=text)
    if kind:
        rows = rows.filter(kind=kind)
    if station_code:
        rows = rows.filter(station__code=station_code)
    if not closed:
        rows = rows.filter(closed_on__isnull=True)
    return [
        PartnerRow(
            id=row.pk,
            name=row.name,
            kind=PartnerKind(row.kind),
            station_code=row.station.code if row.station else "",
            station_name=row.station.name if row.station else "",
            contact_post=row.contact_post,
            closed_on=row.closed_on,
            actions=row.done_together,
        )
        for row in rows.order_by("name", "pk")
    ]


def get_partner(viewer: Viewer, partner_id: UUID) -> Partner:
    found = Partner.objects.filter(visible_partners(viewer), pk=partner_id).select_related("station").first()
    if found is None:
        raise NotYours(_("There is no such partner on your ground."))
    return found


def list_actions(
    viewer: Viewer,
    *,
    since: date | None = None,
    until: date | None = None,
    text: str = "",
    kind: str = "",
    state: str = "",
    station_code: str = "",
    partner_id: UUID | None = None,
) -> list[JointRow]:
    """`until` is the last day shown."""
    rows = JointAction.objects.filter(visible_actions(viewer))
    if since:
        rows = rows.filter(day__gte=since)
    if until:
        rows = rows.filter(day__lte=until)
    if text:
        rows = rows.filter(
            Q(subject__icontains=text) | Q(grid_name__icontains=text) | Q(grid_code__startswith=text)
        )
    wanted = {"kind": kind, "state": state, "station__code": station_code}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if partner_id:
        rows = rows.filter(partners=partner_id)
    found = rows.select_related("station", "leader").prefetch_related("partners")
    return [action_row(viewer, row) for row in found.order_by("-day", "pk")]


def get_action(viewer: Viewer, action_id: UUID) -> JointAction:
    rows = JointAction.objects.filter(visible_actions(viewer), pk=action_id)
    found = rows.select_related("station", "leader").prefetch_related("partners").first()
    if found is None:
        raise NotYours(_("There is no such joint action on your ground."))
    return found


def action_row(viewer: Viewer, row: JointAction) -> JointRow:
    named = may(viewer, Ability.SEE_STAFF) or viewer.police_number == row.leader.police_number
    partners = sorted(row.partners.all(), key=lambda p: p.name)
    return JointRow(
        id=row.pk,
        kind=JointKind(row.kind),
        subject=row.subject,
        station_code=row.station.code,
        station_name=row.station.name,
        grid_code=row.grid_code,
        grid_name=row.grid_name,
        day=row.day,
        leader=row.leader.display_name if named else "",
        leader_number=row.leader.police_number if named else "",
        state=ActionState(row.state),
        result=row.result,
        partners=listed(p.name for p in partners),
        partner_ids=tuple(p.pk for p in partners),
    )


def doors(row: JointAction) -> Doors:
    return Doors(
        correct=why_not_correct(row.state),
        finish=why_not_finish(row.state, row.day, today=today()),
        cancel=why_not_step(row.state, "cancel"),
    )


def grids_on(viewer: Viewer, day: date) -> list[Grid]:
    """Communities, villages and areas of the map in force on a day, on the viewer's ground."""
    version = version_on(viewer, day)
    if version is None:
        return []
    rows = Grid.objects.filter(version=version, level__in=(Level.UNIT, Level.BEAT)).select_related("station")
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    return list(rows.order_by("station__code", "level", "code"))


def leaders_on(viewer: Viewer, day: date) -> list[tuple[Officer, str, str]]:
    """Police officers of stations on a day: person, code and name of the station."""
    rows = Posting.objects.filter(
        held_on(day), bureau_id=viewer.bureau_id, station__isnull=False, officer__kind=StaffKind.OFFICER
    )
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    posted = rows.select_related("officer", "station").order_by("station__code", "officer__police_number")
    return [(r.officer, r.station.code, r.station.name) for r in posted if r.station is not None]


def kind_counts(viewer: Viewer, since: date, until: date, *, station_code: str = "") -> list[KindCount]:
    """Done joint actions by station, month and kind; `until` is the last day counted."""
    rows = list_actions(viewer, since=since, until=until, station_code=station_code)
    return counted(rows)


def counted(rows: Iterable[JointRow]) -> list[KindCount]:
    names: dict[str, str] = {}
    tallies: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        names[row.station_code] = row.station_name
        tally = tallies[f"{row.day:%Y-%m}", row.station_code]
        if row.state is ActionState.DONE:
            tally[row.kind.value] += 1
        elif row.state is ActionState.PLANNED:
            tally["planned"] += 1
    return [
        KindCount(
            station_code=code,
            station_name=names[code],
            month=month,
            duty=tally[JointKind.DUTY.value],
            response=tally[JointKind.RESPONSE.value],
            management=tally[JointKind.MANAGEMENT.value],
            liability=tally[JointKind.LIABILITY.value],
            mediation=tally[JointKind.MEDIATION.value],
            planned=tally["planned"],
        )
        for (month, code), tally in sorted(tallies.items(), reverse=True)
    ]
