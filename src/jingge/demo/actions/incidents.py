"""Incidents of the demonstration: a year that is closed, brought in from a table, and some days that run.

What runs goes through the same actions as on the pages, each at its own hour before now, so that the
inboxes, the limits and the lights show what a bureau gets.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from jingge.common.clock import frozen_at, now, today
from jingge.common.viewer import Role, Viewer
from jingge.demo.synthesis.matters import Place, past_year
from jingge.incidents import actions
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.models import Incident, Transfer
from jingge.incidents.terms import (
    Ending,
    IncidentSpec,
    ItemKind,
    ItemSpec,
    Refusal,
    Review,
    Ruling,
    Urgency,
    Verdict,
    Way,
)
from jingge.organisation.models import Brigade
from jingge.territory.models import Grid, Level
from jingge.territory.queries import version_in_force
from jingge.uploads.rules.tabled import Faults, Heading, Line

TABLE = "2025—2026年已办结警情（演示）"
REF = (Heading("official_ref", "official_ref"),)
THEFT_LIST = (
    ItemSpec(kind=ItemKind.PAPER, name="受案登记表", quantity=1),
    ItemSpec(kind=ItemKind.PAPER, name="现场勘查记录", quantity=1),
    ItemSpec(kind=ItemKind.EVIDENCE, name="现场照片", quantity=12),
    ItemSpec(kind=ItemKind.PROPERTY, name="撬棍", quantity=1, note="现场提取"),
)
CRIMINAL, SECOND = "BR01", "BR02"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts: the people with accounts, by user name."""

    command: Viewer
    chief: Viewer
    heads: dict[str, Viewer]
    brigades: dict[str, Viewer]
    blocks: dict[str, list[str]]  # station code → level-4 grids, the busiest first


def bring_matters(*, command: Viewer, chief: Viewer, people: list[Viewer]) -> None:
    """Once: a bureau with incidents has had them."""
    if Incident.objects.filter(bureau_id=command.bureau_id).exists():
        return
    ensure_organs(command.bureau_id)
    places = _places(command)
    _bring_year(places, command)
    cast = Cast(
        command=command,
        chief=chief,
        heads={one.station_code: one for one in people if one.role == Role.STATION_HEAD},
        brigades={one.brigade_code: one for one in people if one.role == Role.BRIGADE},
        blocks=_blocks(places),
    )
    for story in STORIES:
        story(cast)
    actions.sweep(bureau_id=command.bureau_id, by=command)


def _places(by: Viewer) -> list[Place]:
    version = version_in_force(by.bureau_id, today())
    rows = Grid.objects.filter(version=version, level=Level.BLOCK).select_related("station").order_by("code")
    return [Place(one.code, one.station.code, one.lon, one.lat, one.incidents) for one in rows]


def _blocks(places: list[Place]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place in sorted(places, key=lambda one: (-sum(one.a_year.values()), one.code)):
        found.setdefault(place.station_code, []).append(place.code)
    return found


def _bring_year(places: list[Place], by: Viewer) -> None:
    brigades = {one.kind: one.code for one in Brigade.objects.filter(bureau_id=by.bureau_id)}
    year = past_year(places, brigades, until=now().replace(second=0, microsecond=0))
    rows = [(Line(n, {"official_ref": one.official_ref}), one) for n, one in enumerate(year, 2)]
    actions.bring_in(name=TABLE, rows=rows, faults=Faults(REF), by=by)


@contextmanager
def hours_ago(hours: float) -> Iterator[datetime]:
    moment = now() - timedelta(hours=hours)
    with frozen_at(moment):
        yield moment


def report(by: Viewer, block: str, category: str, facts: str, **more: Any) -> Incident:
    """Comes in now, and is registered three minutes later."""
    spec = IncidentSpec(
        way=more.pop("way", Way.CALL),
        urgency=more.pop("urgency", Urgency.ORDINARY),
        category=category,
        facts=f"{facts}（演示）",
        received_at=now() - timedelta(minutes=3),
        grid_code=block,
        **more,
    )
    return actions.take_in(spec=spec, by=by)


def send(incident: Incident, whose: str, reason: str, by: Viewer) -> Transfer:
    """Reviewed as another unit's, listed, approved: on its way."""
    answer = Review(verdict=Verdict.OTHER_UNIT, reason=reason, whose=whose)
    actions.review(incident_id=incident.pk, answer=answer, by=by)
    transfer = Transfer.objects.get(incident=incident)
    actions.write_list(transfer_id=transfer.pk, reason=reason, receiver=whose, items=THEFT_LIST, by=by)
    actions.propose(transfer_id=transfer.pk, by=by)
    return actions.approve(transfer_id=transfer.pk, by=by)


def accept(incident: Incident, by: Viewer) -> None:
    actions.review(incident_id=incident.pk, answer=Review(verdict=Verdict.OWN), by=by)


def theft_at_dongta(cast: Cast) -> None:
    """Registered, urgent steps, handed over; refused once, decided by the arbiter, signed within a day."""
    head, brigade = cast.heads["LW01"], cast.brigades[CRIMINAL]
    with hours_ago(22):
        theft = report(
            head,
            cast.blocks["LW01"][0],
            "A1",
            "东塔市场一摊位货箱被撬，少了两箱货",
            way=Way.IN_PERSON,
            urgency=Urgency.URGENT,
            place="东塔市场东门",
        )
        actions.take_step(incident_id=theft.pk, code="URG-5", remark="保护现场，提取撬棍和照片", by=head)
    with hours_ago(20):
        transfer = send(theft, CRIMINAL, "盗窃，属刑事案件，派出所不办理刑事案件", head)
    counted = {n: one.quantity for n, one in enumerate(THEFT_LIST, 1)}
    with hours_ago(17):
        actions.refuse_transfer(
            transfer_id=transfer.pk,
            refusal=Refusal.NOT_OURS,
            reason="价值未达立案标准，属治安案件",
            whose="LW01",
            by=brigade,
        )
    with hours_ago(16):
        actions.dispute(transfer_id=transfer.pk, by=head)
    with hours_ago(13):
        actions.rule(
            transfer_id=transfer.pk,
            ruling=Ruling.RECEIVER,
            reason="一年内多次盗窃同一市场，应立刑事案件",
            by=cast.command,
        )
    with hours_ago(11):
        actions.confirm(transfer_id=transfer.pk, counted=counted, by=brigade)
    with hours_ago(10):
        accept(theft, brigade)


def theft_nobody_signs_for(cast: Cast) -> None:
    """Sent more than a day ago and not confirmed: the mechanism turns amber."""
    with hours_ago(40):
        theft = report(cast.heads["LW02"], cast.blocks["LW02"][0], "A12", "停放的两辆电动车被盗")
    with hours_ago(37):
        send(theft, CRIMINAL, "盗窃，属刑事案件", cast.heads["LW02"])


def gambling_on_its_way(cast: Cast) -> None:
    with hours_ago(6):
        found = report(cast.heads["LW03"], cast.blocks["LW03"][0], "A22", "棋牌室内聚众赌博", way=Way.FOUND)
    with hours_ago(4):
        send(found, SECOND, "赌博案件由治安管理大队办理", cast.heads["LW03"])


def fraud_in_dispute(cast: Cast) -> None:
    """Refused by the brigade, held to by the station: the arbiter's clock runs."""
    head = cast.heads["LW04"]
    with hours_ago(30):
        fraud = report(head, cast.blocks["LW04"][0], "A13", "接到冒充客服的电话后转账")
    with hours_ago(27):
        transfer = send(fraud, CRIMINAL, "诈骗，属刑事案件", head)
    with hours_ago(20):
        actions.refuse_transfer(
            transfer_id=transfer.pk,
            refusal=Refusal.NOT_OURS,
            reason="转账行为发生在西郊辖区",
            whose="LW02",
            by=cast.brigades[CRIMINAL],
        )
    with hours_ago(3):
        actions.dispute(transfer_id=transfer.pk, by=head)


def list_that_waits_for_the_head(cast: Cast) -> None:
    head = cast.heads["LW01"]
    with hours_ago(5):
        theft = report(head, cast.blocks["LW01"][1], "A1", "店铺货物夜间被盗")
    with hours_ago(4):
        answer = Review(verdict=Verdict.OTHER_UNIT, reason="盗窃，属刑事案件", whose=CRIMINAL)
        actions.review(incident_id=theft.pk, answer=answer, by=head)
        transfer = Transfer.objects.get(incident=theft)
        key = transfer.pk
        actions.write_list(
            transfer_id=key, reason=transfer.reason, receiver=CRIMINAL, items=THEFT_LIST, by=head
        )
        actions.propose(transfer_id=key, by=head)


def everyday(cast: Cast) -> None:
    """Open in every station: some to review, some in hand, a few late; some closed today."""
    for hours, station, category, facts, urgency, until in EVERYDAY:
        by = cast.heads[station]
        with hours_ago(hours):
            taken = report(by, cast.blocks[station][hours % 3], category, facts, urgency=urgency)
        if until == "review":
            continue
        with hours_ago(hours - 0.5):
            if until == "not_police":
                answer = Review(
                    verdict=Verdict.NOT_POLICE, reason="已当场告知并转12345", whose="市政管理部门"
                )
                actions.review(incident_id=taken.pk, answer=answer, by=by)
                continue
            accept(taken, by)
        if until == "closed":
            with hours_ago(hours / 2):
                actions.close(incident_id=taken.pk, ending=Ending.HANDLED, reason="已处置完毕", by=by)


def case_with_an_appraisal(cast: Cast) -> None:
    """Its time stands still for the appraisal of an injury."""
    by = cast.heads["LW02"]
    with hours_ago(24 * 9):
        fight = report(by, cast.blocks["LW02"][1], "A2", "酒后打斗，一人轻伤待鉴定", urgency=Urgency.URGENT)
    with hours_ago(24 * 9 - 2):
        accept(fight, by)
    clock = fight.clocks.get(key="case.handling", state="running")
    with hours_ago(24 * 6):
        expected = now() + timedelta(days=12)
        actions.stop_clock(
            clock_id=clock.pk, kind="appraisal", expected=expected, paper="伤鉴委〔演示〕8号", by=by
        )


PLAIN, URGENT = Urgency.ORDINARY, Urgency.URGENT
EVERYDAY = (
    (1, "LW01", "B5", "钥匙锁在屋内，屋里有老人", URGENT, "accepted"),
    (2, "LW01", "D", "楼上楼下夜间噪音纠纷", PLAIN, "accepted"),
    (3, "LW01", "A2", "公共场所吵闹扰乱秩序", PLAIN, "review"),
    (1, "LW02", "A5", "工地围挡被破坏", PLAIN, "review"),
    (7, "LW02", "B2", "老人外出未归", URGENT, "closed"),
    (52, "LW02", "B4", "楼道内闻到燃气味", URGENT, "closed"),
    (30, "LW03", "A2", "故意砸坏他人车窗", PLAIN, "review"),
    (9, "LW03", "D", "停车位纠纷", PLAIN, "accepted"),
    (2, "LW04", "E", "反映路灯不亮", PLAIN, "not_police"),
    (11, "LW04", "D", "宅基地边界纠纷", PLAIN, "accepted"),
    (4, "LW05", "B3", "车辆陷入沟渠无法移动", URGENT, "closed"),
    (26, "LW05", "A2", "违规燃放烟花", PLAIN, "accepted"),
    (2, "LW06", "B5", "迷路求助", PLAIN, "review"),
    (14, "LW06", "D", "灌溉用水先后纠纷", PLAIN, "accepted"),
    (8, "LW07", "A2", "酒后打斗，无人重伤", URGENT, "accepted"),
    (1, "LW08", "E", "咨询社保事项", PLAIN, "review"),
    (20, "LW08", "A4", "路边树木倒伏压住车辆", URGENT, "closed"),
)  # fmt: skip
STORIES = (
    case_with_an_appraisal,
    theft_nobody_signs_for,
    fraud_in_dispute,
    theft_at_dongta,
    everyday,
    gambling_on_its_way,
    list_that_waits_for_the_head,
)
