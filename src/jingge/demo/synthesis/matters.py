"""A year of incidents behind the demonstration: as many in every level-4 grid as its figures say.

Everything is made up: kinds, times, endings and how long each step took. No text speaks of a person.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from jingge.demo.synthesis.dice import Dice
from jingge.incidents.terms import Ending, PastIncident, Urgency, Way

T = TypeVar("T")
SEED = 20210304
CRIMINAL = ("A1", "A11", "A12", "A13")
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Place:
    """A level-4 grid with the incidents a year its figures say."""

    code: str
    station_code: str
    lon: float
    lat: float
    a_year: Mapping[str, int]


Shares = Sequence[tuple[str, float]]
CODES: Mapping[str, Shares] = MappingProxyType(
    {
        "report": (
            ("A2", 0.55),
            ("A1", 0.08),
            ("A11", 0.03),
            ("A12", 0.06),
            ("A13", 0.05),
            ("A5", 0.15),
            ("A22", 0.03),
            ("A4", 0.03),
            ("A23", 0.02),
        ),
        "help": (("B5", 0.45), ("B2", 0.2), ("B3", 0.15), ("B4", 0.12), ("E", 0.05), ("B1", 0.03)),
        "dispute": (("D", 1.0),),
        "complaint": (("E", 0.75), ("F", 0.2), ("C1", 0.05)),
    }
)
"""How the kinds the map counts part into the kinds of the rules."""
BY_HOUR = (1, 1, 1, 1, 1, 1, 2, 4, 6, 6, 6, 5, 5, 4, 5, 6, 6, 6, 6, 7, 7, 6, 4, 2)
FACTS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "A1": ("店铺货物夜间被盗", "工地电缆被盗", "有人持械伤人"),
        "A11": ("住处门锁被撬，财物丢失", "夜间有人翻窗入户"),
        "A12": ("停放的电动车被盗", "楼下摩托车被盗"),
        "A13": ("接到冒充客服的电话后转账", "网上兼职刷单后无法提现"),
        "A2": ("酒后打斗，无人重伤", "故意砸坏他人车窗", "公共场所吵闹扰乱秩序", "违规燃放烟花"),
        "A22": ("棋牌室内聚众赌博",),
        "A23": ("出租房内有人吸毒",),
        "A4": ("仓库冒烟起火，已扑灭", "路边树木倒伏压住车辆"),
        "A5": ("发现可疑包裹", "工地围挡被破坏"),
        "B1": ("有人在水渠边落水，已救起",),
        "B2": ("老人外出未归", "孩子在市场走失，已找到"),
        "B3": ("被困电梯", "车辆陷入沟渠无法移动"),
        "B4": ("楼道内闻到燃气味", "供水管爆裂漫水"),
        "B5": ("钥匙锁在屋内，屋里有老人", "突发疾病需要协助送医", "迷路求助"),
        "C1": ("反映出警到场慢",),
        "D": ("邻里夜间噪音纠纷", "宅基地边界纠纷", "拖欠工钱纠纷", "停车位纠纷", "租房押金纠纷", "灌溉用水先后纠纷"),
        "E": ("反映路灯不亮", "投诉商家售后", "咨询社保事项", "反映噪音施工"),
        "F": ("已报过的同一事项", "误拨，无事"),
    }
)  # fmt: skip
BRIGADES: Mapping[str, str] = MappingProxyType(
    {**dict.fromkeys(CRIMINAL, "criminal"), "A22": "public_order", "A23": "drugs"}
)
"""What a station hands over since the reform, and to which kind of brigade."""
LATE_SHARE = 0.03


def past_year(
    places: Sequence[Place], brigades: Mapping[str, str], *, until: datetime
) -> Iterator[PastIncident]:
    """Every incident of the year before `until`; `brigades` gives the organ code of a kind of brigade."""
    dice = Dice(SEED, "matters")
    number = 0
    for place in places:
        for kind in sorted(place.a_year):
            for _each in range(place.a_year[kind]):
                number += 1
                came = _came(until, dice)
                code = _share(CODES[kind], dice)
                brigade = brigades.get(BRIGADES.get(code, ""), "")
                one = _incident(number, place, code, came, brigade, dice)
                yield replace(one, closed_at=min(one.closed_at, until))


def _incident(number: int, place: Place, code: str, came: datetime, brigade: str, dice: Dice) -> PastIncident:
    urgent = code in (*CRIMINAL, "A4", "B1", "B3", "B4") and dice.between(0, 1) < 0.5
    reviewed = came + timedelta(minutes=dice.whole(10, 400))
    late = dice.between(0, 1) < LATE_SHARE
    fields: dict[str, object] = {}
    if code in ("E", "F"):
        ending = Ending.NOT_POLICE if code == "E" else Ending.REPEATED
        closed = reviewed + (timedelta(hours=30) if late else timedelta())
    else:
        if brigade:
            signed = reviewed + timedelta(hours=dice.between(2, 20) + (24 if late else 0))
            fields = {"owner": brigade, "sent_at": reviewed, "signed_at": signed}
            reviewed = signed + timedelta(hours=dice.between(0.5, 6))
        fields["accepted_at"] = reviewed
        ending, took = _end(code, dice)
        closed = reviewed + (took * 6 if late and not brigade else took)
    return PastIncident(
        way=_share(WAYS, dice),
        urgency=Urgency.URGENT if urgent else Urgency.ORDINARY,
        category=code,
        facts=f"{dice.pick(FACTS[code])}（演示）",
        received_at=came,
        first=place.station_code,
        ending=ending,
        closed_at=closed,
        grid_code=place.code,
        official_ref=f"YS-{number:06d}",
        **fields,  # type: ignore[arg-type]
    )


WAYS: Sequence[tuple[Way, float]] = (
    (Way.CALL, 0.62),
    (Way.IN_PERSON, 0.25),
    (Way.FOUND, 0.08),
    (Way.PASSED_ON, 0.05),
)


def _end(code: str, dice: Dice) -> tuple[Ending, timedelta]:
    if code == "D":
        ending = Ending.MEDIATED if dice.between(0, 1) < 0.8 else Ending.REFERRED
        return ending, timedelta(hours=dice.between(3, 60))
    if code.startswith("A2"):
        ending = Ending.DECIDED if dice.between(0, 1) < 0.45 else Ending.HANDLED
        return ending, timedelta(days=dice.between(1, 24))
    if code in CRIMINAL:
        return Ending.HANDLED, timedelta(days=dice.between(3, 25))
    return Ending.HANDLED, timedelta(hours=dice.between(0.5, 20))


def _came(until: datetime, dice: Dice) -> datetime:
    """Any day of the year, more in the evening than at night; three days are left for what is still open."""
    day = (until - timedelta(days=dice.whole(4, YEAR.days))).replace(minute=0, second=0, microsecond=0)
    hour = _share(tuple(enumerate(map(float, BY_HOUR))), dice, total=float(sum(BY_HOUR)))
    return day.replace(hour=hour) + timedelta(minutes=dice.whole(0, 59))


def _share(shares: Sequence[tuple[T, float]], dice: Dice, *, total: float = 1.0) -> T:
    point = dice.between(0, total)
    for value, share in shares:
        point -= share
        if point < 0:
            return value
    return shares[-1][0]
