"""The demonstration's partners and three months of joint actions (五联), the same rows for the same day."""

from datetime import timedelta

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.jointwork.actions import enter_action, enter_partner
from jingge.jointwork.models import JointAction, Partner
from jingge.jointwork.queries import grids_on, leaders_on
from jingge.jointwork.terms import JointKind, JointSpec, PartnerKind, PartnerSpec
from jingge.organisation.queries import list_stations
from jingge.territory.models import Level

BUREAU_PARTNERS = (
    ("市司法局", PartnerKind.DEPARTMENT, "人民调解科"),
    ("市应急管理局", PartnerKind.DEPARTMENT, "值班室"),
    ("市市场监督管理局", PartnerKind.DEPARTMENT, "办公室"),
    ("市教育局", PartnerKind.DEPARTMENT, "安全科"),
)
SUBJECTS = {
    JointKind.DUTY: ("集市联合巡逻", "劝离占道摊位，恢复通行"),
    JointKind.RESPONSE: ("汛期险情联动处置演练", "演练完成，联络方式核对一遍"),
    JointKind.MANAGEMENT: ("出租房屋联合检查", "发现消防隐患2处，限期整改"),
    JointKind.LIABILITY: ("校园周边安全责任签订", "责任书签订完毕"),
    JointKind.MEDIATION: ("灌溉用水纠纷联合调解", "双方达成书面协议"),
}
WEEKS_BACK, WEEKS_AHEAD = 12, 2


def work_jointly(*, by: Viewer) -> None:
    if not Partner.objects.filter(bureau_id=by.bureau_id).exists():
        _enter_partners(by)
    if not JointAction.objects.filter(bureau_id=by.bureau_id).exists():
        _enter_actions(by)


def _enter_partners(by: Viewer) -> None:
    for name, kind, post in BUREAU_PARTNERS:
        enter_partner(
            spec=PartnerSpec(name, kind.value, contact_post=post),
            by=by,
        )
    for station in list_stations(by):
        place = station.name.removesuffix("派出所")
        for name, kind in (
            (f"{place}人民调解委员会", PartnerKind.MEDIATION),
            (f"{place}综治中心", PartnerKind.TOWN),
        ):
            enter_partner(spec=PartnerSpec(name, kind.value, station.code, contact_post="主任"), by=by)


def _enter_actions(by: Viewer) -> None:
    """One a station and week; the kinds take turns. What lies ahead is planned, one behind lacks its result."""
    monday = today() - timedelta(days=today().weekday())
    kept = Partner.objects.filter(bureau_id=by.bureau_id, station__isnull=False)
    own = {p.station.code: p for p in kept.select_related("station").order_by("pk") if p.station}
    whole = list(Partner.objects.filter(bureau_id=by.bureau_id, station__isnull=True).order_by("name"))
    units: dict[str, list[str]] = {}
    for grid in grids_on(by, today()):
        if grid.level == Level.UNIT:
            units.setdefault(grid.station.code, []).append(grid.code)
    leaders: dict[str, list[str]] = {}
    for officer, code, _name in leaders_on(by, today()):
        leaders.setdefault(code, []).append(officer.police_number)
    for place, code in enumerate(sorted(units)):
        for week in range(-WEEKS_BACK, WEEKS_AHEAD + 1):
            turn = place + week + WEEKS_BACK
            kind = list(JointKind)[turn % len(JointKind)]
            subject, result = SUBJECTS[kind]
            day = monday + timedelta(weeks=week, days=turn % 5)
            late = week == -1 and place == 0  # its result has still to be entered
            spec = JointSpec(
                kind=kind.value,
                subject=subject,
                grid_code=units[code][turn % len(units[code])],
                day=day,
                leader_number=leaders[code][turn % len(leaders[code])],
                partner_ids=(own[code].pk, whole[turn % len(whole)].pk),
                result="" if day > today() or late else result,
            )
            enter_action(spec=spec, by=by)
