"""What is due, one record after its purpose was stated, the figures that remain, the log of looks."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.followups.models import Due, FollowUp, Look, Tally
from jingge.followups.queries.grounds import ground_name
from jingge.followups.queries.visible import areas_of_station, visible_records
from jingge.followups.terms import CountRow, DueRow, LookRow

SOON = timedelta(days=30)


def list_dues(viewer: Viewer, *, ground: str = "", done: bool = False) -> list[DueRow]:
    """Open dates up to a month ahead, the late ones first; or what was done in the last month."""
    day = today()
    rows = Due.objects.filter(record__in=visible_records(viewer)).select_related("record")
    if ground:
        rows = rows.filter(record__ground=ground)
    if done:
        rows = rows.filter(done_on__gte=day - SOON).order_by("-done_on")
    else:
        rows = rows.filter(record__ended_on__isnull=True, done_on__isnull=True, on__lte=day + SOON)
    names = areas_of_station(viewer, day)
    return [
        DueRow(
            id=one.pk,
            record_id=one.record_id,
            on=one.on,
            ground=ground_name(one.record.ground),
            beat_code=one.record.beat_code,
            beat_name=names.get(one.record.beat_code, one.record.beat_code),
            post=one.record.get_post_display(),
            done_on=one.done_on,
            is_late=one.done_on is None and one.on < day,
        )
        for one in rows
    ]


def list_records(viewer: Viewer, *, ended: bool = False) -> QuerySet[FollowUp]:
    """Records of one's own ground; pages show their ground, area and dates, never their numbers."""
    rows = visible_records(viewer).filter(ended_on__isnull=not ended)
    return rows.select_related("station").order_by("end", "pk")


def get_record(viewer: Viewer, record_id: UUID) -> FollowUp:
    found = visible_records(viewer).filter(pk=record_id).select_related("station").first()
    if found is None:
        raise NotYours(_("There is no such record on your ground."))
    return found


def list_counts(viewer: Viewer, *, since: date) -> list[CountRow]:
    """Bureau-wide posts read all stations, a head the own."""
    rows = Tally.objects.filter(bureau_id=viewer.bureau_id, month__gte=since.replace(day=1))
    if viewer.station_code:
        rows = rows.filter(station__code=viewer.station_code)
    return [
        CountRow(
            month=one.month,
            station_name=one.station.name,
            ground=ground_name(one.ground),
            opened=one.opened,
            ended=one.ended,
            erased=one.erased,
            done=one.done,
            late=one.late,
            missed=one.missed,
        )
        for one in rows.select_related("station").order_by("-month", "station__code", "ground")
    ]


def counts_by_station(viewer: Viewer, month: date) -> dict[str, tuple[int, int]]:
    """Code of the station → how many follow-ups were done in time in a month, how many late or not at all."""
    rows = Tally.objects.filter(bureau_id=viewer.bureau_id, month=month.replace(day=1))
    if viewer.station_code:
        rows = rows.filter(station__code=viewer.station_code)
    sums = rows.values_list("station__code").annotate(good=Sum("done"), bad=Sum(F("late") + F("missed")))
    return {code: (good, bad) for code, good, bad in sums.order_by()}


def list_looks(viewer: Viewer, *, since: date | None = None) -> list[LookRow]:
    rows = Look.objects.filter(bureau_id=viewer.bureau_id).select_related("station")
    if since is not None:
        rows = rows.filter(at__date__gte=since)
    return [
        LookRow(
            at=one.at,
            by_label=one.by_label,
            station_name=one.station.name,
            ground=ground_name(one.ground),
            purpose=one.purpose,
            record_id=one.record_id,
        )
        for one in rows.order_by("-at")
    ]
