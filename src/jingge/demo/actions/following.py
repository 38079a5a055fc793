"""Follow-ups of the demonstration: a few orders and letters at two stations, due, done, late, ended, erased.

Entered by the heads through the ordinary deeds, each on the day it would have come. No number belongs to
a real document.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from jingge.accounts.models import Account
from jingge.accounts.queries import viewer_of
from jingge.common.clock import frozen_at, now, today
from jingge.common.viewer import Role, Viewer, system_viewer
from jingge.followups import actions
from jingge.followups.models import FollowUp
from jingge.followups.queries.visible import beats_of
from jingge.followups.terms import Purpose, RecordSpec

COURT = "演0000"
STATIONS = ("LW01", "LW02")
# days ago it came, ground, days of its term, how many dates are done in time
PLAN = (
    (200, "DVWARN", 90, 2),
    (130, "DVWARN", 90, 3),
    (95, "PROTECT", 180, 2),
    (61, "DVWARN", 90, 1),
    (30, "PROTECT", 150, 0),
    (12, "DVWARN", 90, 0),
)


def follow_up(*, by: Viewer) -> None:
    if FollowUp.objects.filter(bureau_id=by.bureau_id).exists():
        return
    for head in _heads(by):
        areas = list(beats_of(head, today()))
        for n, (ago, ground, term, done) in enumerate(PLAN):
            _one(head, ground, areas[n % len(areas)], n + 1, ago, term, done)
    with frozen_at(now()):
        actions.sweep(bureau_id=by.bureau_id, by=system_viewer(by.bureau_id))


def _heads(by: Viewer) -> Iterator[Viewer]:
    rows = Account.objects.filter(
        bureau_id=by.bureau_id, role=Role.STATION_HEAD, station_code__in=STATIONS, is_active=True
    )
    for account in rows.order_by("station_code"):
        if (viewer := viewer_of(account)) is not None:
            yield viewer


def _one(head: Viewer, ground: str, area: str, serial: int, ago: int, term: int, done: int) -> None:
    begun = timezone.localtime(now() - timedelta(days=ago)).replace(hour=10, minute=20)
    with frozen_at(begun):
        day = today()
        record = actions.enter(
            spec=RecordSpec(
                ground=ground,
                issuer=COURT if ground == "PROTECT" else "",
                year=day.year,
                serial=serial,
                start=day,
                end=day + timedelta(days=term),
                beat_code=area,
            ),
            by=head,
        )
    for due in list(record.dues.all())[:done]:
        with frozen_at(begun + (due.on - record.start)):
            actions.look(record_id=record.pk, purpose=Purpose.VISIT, by=head)
            actions.do(due_id=due.pk, by=head)
