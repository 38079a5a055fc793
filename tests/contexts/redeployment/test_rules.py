"""What moves change and who comes first, without a database."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.utils import translation

from jingge.redeployment.bridge.answering import never_worse
from jingge.redeployment.rules.checking import why_not_row
from jingge.redeployment.rules.heirs import with_heirs
from jingge.redeployment.rules.situation import after, headcount, in_order
from jingge.redeployment.rules.wording import proof_words, rule_words
from jingge.redeployment.terms import Going, Ground, PointSaid, Situation, Someone
from jingge.staffing.terms import AgeBand, OrganKind, Place, Post, StaffKind

EAST, WEST, BUREAU = (
    Place(OrganKind.STATION, "E"),
    Place(OrganKind.STATION, "W"),
    Place(OrganKind.DEPARTMENT),
)
DAY, SINCE = date(2026, 11, 23), date(2020, 1, 1)
COMMUNITY, CASES = Post.COMMUNITY_OFFICER, Post.CASE_OFFICER


def one(number: str, post: Post, place: Place, *beats: str) -> Someone:
    return Someone(uuid4(), number, number, StaffKind.OFFICER, post, place, SINCE, AgeBand.FROM_30, 0, beats)


SITUATION = Situation(
    DAY,
    (
        one("1", COMMUNITY, EAST, "e1", "e2"),
        one("2", COMMUNITY, EAST, "e3"),
        one("3", CASES, WEST),
        one("4", Post.DEPARTMENT, BUREAU),
    ),
    (Ground("E", "东", True, 100, 106.0, 38.0, 2), Ground("W", "西", False, 50, 106.1, 38.0, 0)),
    {EAST: "东", WEST: "西", BUREAU: "机关"},
)


def test_whoever_takes_over_has_the_areas_afterwards_and_nobody_is_lost() -> None:
    then = after(SITUATION, [Going("1", CASES, WEST, successor="2")]).by_number()
    assert then["2"].beats == ("e3", "e1", "e2") and then["1"].beats == ()
    assert headcount(SITUATION).bureau == 4
    assert headcount(after(SITUATION, [Going("4", CASES, EAST)])).station == 4


def test_whoever_comes_to_the_post_takes_over_first() -> None:
    leaving, coming = Going("1", CASES, WEST), Going("4", COMMUNITY, EAST)
    assert [g.successor for g in with_heirs(SITUATION, [leaving, coming])] == ["4", ""]
    assert [g.successor for g in with_heirs(SITUATION, [leaving])] == ["2"]


def test_whoever_takes_over_moves_before_the_one_who_leaves() -> None:
    leaving, coming = Going("1", CASES, WEST, successor="4"), Going("4", COMMUNITY, EAST)
    assert [g.number for g in in_order([leaving, coming])] == ["4", "1"]
    circle = [Going("1", CASES, WEST, successor="2"), Going("2", CASES, WEST, successor="1")]
    assert len(in_order(circle)) == 2


def test_a_row_says_what_has_changed_since_or_what_it_lacks() -> None:
    def reason(going: Going, **changed: object) -> str | None:
        facts: dict[str, object] = {"others": {}, "seen": (COMMUNITY, EAST), "left": None, "later": None}
        with translation.override("en"):
            found = why_not_row(SITUATION, going, **{**facts, **changed})  # type: ignore[arg-type]
            return None if found is None else str(found)

    going = Going("1", CASES, WEST, successor="2")
    assert reason(going) is None
    assert "Left the bureau" in str(reason(going, left=DAY))
    assert "not where the plan found" in str(reason(going, seen=(CASES, EAST)))
    assert "later posting" in str(reason(going, later=DAY))
    assert "Responsible for" in str(reason(replace(going, successor="")))
    assert "does not serve at their station" in str(reason(replace(going, successor="3")))


def test_a_curve_never_gets_worse_with_more_moves() -> None:
    def point(moves: int, value: float | None) -> PointSaid:
        return PointSaid(moves=moves, value=value, status="proven", plan=[])

    found = never_worse([point(0, None), point(1, 5.0), point(2, 7.0), point(3, 4.0)])
    assert [one["value"] for one in found] == [None, 5.0, 5.0, 4.0]
    assert found[2]["status"] == "within"


def test_rules_and_proofs_are_said_in_words() -> None:
    with translation.override("zh-hans"):
        assert rule_words({"rule": "station_least", "station": "E", "least": 9}, {"E": "东塔"}) == (
            "东塔至少有 9 名民警。"
        )
        assert "已证明" in proof_words({"goal": "transfers", "value": 2, "bound": 2, "status": "proven"})
        assert "不会少于" in proof_words({"goal": "transfers", "value": 3, "bound": 2, "status": "within"})
