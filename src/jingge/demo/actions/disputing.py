"""The demonstration's disputes: two months of them, and today's quarrel of neighbours at 东塔, mediated.

Every one goes through the ordinary deeds, each at the moment it would have been done.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from jingge.accounts.models import Account
from jingge.accounts.queries import viewer_of
from jingge.common.clock import frozen_at, now, today
from jingge.common.viewer import Role, Viewer
from jingge.disputes import actions
from jingge.disputes.models import Dispute
from jingge.disputes.rules.types import dispute_types
from jingge.disputes.terms import (
    Agreement,
    Answers,
    Bar,
    Body,
    Failure,
    FitGround,
    Level,
    Performance,
    Referral,
    VisitResult,
)
from jingge.incidents import actions as incidents
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.models import Incident
from jingge.incidents.terms import Ending, IncidentSpec, Review, Urgency, Verdict, Way
from jingge.territory.models import Grid
from jingge.territory.models import Level as GridLevel
from jingge.territory.queries import version_in_force

CATEGORY = "D"
PAST, EVERY = 30, 2  # disputes, days between two
GOLDEN = 0.6180339887  # spreads the types as evenly as their shares say, the same every time
FACTS = {
    "D01": "家庭成员因琐事争吵，声音较大。",
    "D02": "楼上漏水，上下两户发生争吵。",
    "D03": "两户因院墙边界发生争执。",
    "D06": "车辆刮蹭围墙，双方因赔偿争执。",
}
OTHER_FACTS = "双方因费用问题发生争执。"
FIT = Answers(violation=True, minor=True, grounds=(FitGround.QUARREL,))
Step = tuple[int, Callable[[], Any]]


def mediate_disputes(*, by: Viewer) -> None:
    if Dispute.objects.filter(incident__bureau_id=by.bureau_id).exists():
        return
    ensure_organs(by.bureau_id)
    heads = list(_heads(by))
    if not heads:
        return
    for n in range(PAST):
        _past(n, heads[n % len(heads)] if n % 3 else heads[0])
    _neighbours_of_today(heads[0])


def _heads(by: Viewer) -> Iterator[Viewer]:
    rows = Account.objects.filter(bureau_id=by.bureau_id, role=Role.STATION_HEAD, is_active=True)
    for account in rows.order_by("station_code"):
        if (viewer := viewer_of(account)) is not None and _units(viewer):
            yield viewer


def _units(head: Viewer) -> list[str]:
    version = version_in_force(head.bureau_id, today())
    rows = Grid.objects.filter(version=version, level=GridLevel.UNIT, station__code=head.station_code)
    return list(rows.order_by("code").values_list("code", flat=True))


def _taken_in(head: Viewer, kind: str, n: int) -> Incident:
    units = _units(head)
    spec = IncidentSpec(
        way=Way.CALL if n % 2 else Way.IN_PERSON,
        urgency=Urgency.ORDINARY,
        category=CATEGORY,
        facts=FACTS.get(kind, OTHER_FACTS),
        received_at=now() - timedelta(minutes=10),
        grid_code=units[n * 7 % len(units)],
    )
    incident = incidents.take_in(spec=spec, by=head)
    return incidents.review(incident_id=incident.pk, answer=Review(verdict=Verdict.OWN), by=head)


def _opened(head: Viewer, kind: str, level: Level, n: int) -> Dispute:
    incident = _taken_in(head, kind, n)
    return actions.open_dispute(incident_id=incident.pk, type=kind, level=level.value, by=head)


def _past(n: int, head: Viewer) -> None:
    """One of the last two months, as far as it has come by now."""
    day = today() - timedelta(days=EVERY * (PAST - n))
    begun = datetime.combine(day, time(9 + n % 8, n), timezone.localtime(now()).tzinfo)
    with frozen_at(begun):
        dispute = _opened(head, _kind(n), _level(n), n)
    for days, step in _way(n, dispute, head):
        at = begun + timedelta(days=days, hours=1)
        if at >= now():
            break
        with frozen_at(at):
            step()


def _kind(n: int) -> str:
    at, seen = (n * GOLDEN) % 1 * 100, 0.0
    for one in dispute_types():
        seen += one.share
        if at < seen:
            return one.code
    return dispute_types()[-1].code


def _level(n: int) -> Level:
    return Level.RED if n % 9 == 4 else Level.ORANGE if n % 3 == 1 else Level.YELLOW


def _way(n: int, dispute: Dispute, head: Viewer) -> list[Step]:
    """Days after it came, and what was done. Six in ten go the straight way."""
    who: dict[str, Any] = {"dispute_id": dispute.pk, "by": head}
    judge = (0, partial(actions.judge, answers=FIT, **who))
    turn = n % 10
    if turn == 6:
        bars = Answers(violation=True, minor=True, grounds=FIT.grounds, bars=(Bar.REPEATED,))
        return [(0, partial(actions.judge, answers=bars, **who)), (12, partial(_decided, dispute, head))]
    if turn == 7:
        return [judge, (2, partial(_fail, who)), (15, partial(_decided, dispute, head))]
    if turn == 8:
        none = Answers(violation=False, minor=False)
        return [(0, partial(actions.judge, answers=none, **who)), (1, partial(_refer, who))]
    if turn == 9:
        return [judge, (1, partial(_agree, n, who, 5)), (7, partial(_not_perform, who))]
    if turn == 5:
        meet = (1, partial(_meet, who))
        return [judge, meet, (5, partial(_agree, n, who, 7)), (12, partial(_perform, who))]
    straight: list[Step] = [judge, (1, partial(_agree, n, who, 7)), (8, partial(_perform, who))]
    return [*straight, (38, partial(_visit, who))]


def _agree(n: int, who: dict[str, Any], term: int) -> None:
    agreement = Agreement(
        number=f"（演示）调字{today().year}第{n + 1}号",
        day=today(),
        perform_by=today() + timedelta(days=term),
        performance=list(Performance)[n % len(Performance)],
    )
    actions.agree(agreement=agreement, **who)


def _meet(who: dict[str, Any]) -> None:
    actions.meet(day=today(), **who)


def _fail(who: dict[str, Any]) -> None:
    actions.fail(day=today(), failure=Failure.NO_AGREEMENT, **who)


def _perform(who: dict[str, Any]) -> None:
    actions.perform(day=today(), visit_due=today() + timedelta(days=30), **who)


def _not_perform(who: dict[str, Any]) -> None:
    actions.not_perform(day=today(), **who)


def _visit(who: dict[str, Any]) -> None:
    actions.visit(day=today(), result=VisitResult.HOLDS, **who)


def _refer(who: dict[str, Any]) -> None:
    referral = Referral(body=Body.PEOPLE, name="所在乡镇人民调解委员会", day=today())
    actions.refer(referral=referral, **who)


def _decided(dispute: Dispute, head: Viewer) -> None:
    incidents.close(incident_id=dispute.incident_id, ending=Ending.DECIDED, reason="依法处理", by=head)


def _neighbours_of_today(head: Viewer) -> None:
    """邻里纠纷: taken in, mediated, agreed and performed on the spot the same day."""
    dispute = _opened(head, "D02", Level.YELLOW, 0)
    who: dict[str, Any] = {"dispute_id": dispute.pk, "by": head}
    actions.judge(answers=FIT, **who)
    agreement = Agreement(
        number=f"（演示）调字{today().year}第{PAST + 1}号",
        day=today(),
        perform_by=today(),
        performance=Performance.AT_ONCE,
    )
    actions.agree(agreement=agreement, **who)
    _perform(who)
