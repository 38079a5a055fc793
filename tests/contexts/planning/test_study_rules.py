"""Words and choices of studies: curves, differences, the reasons behind a hand edit, clashing rules."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingge.planning.rules.curve import beaten, curve_settings
from jingge.planning.rules.differing import difference
from jingge.planning.rules.keeping import as_kept, from_kept
from jingge.planning.rules.moving import Limits, bound_after, reckon
from jingge.planning.rules.wording import better_means, broken_text, clash_text, method_text, verdict
from jingge.planning.terms import Answer, AreaFigures, BlockFacts, Broken, Weighed
from jingge.planning.web.curve import Point, chart

pytestmark = pytest.mark.usefixtures("english")


def test_a_balance_curve_goes_from_tighter_limits_to_todays_spread() -> None:
    found = curve_settings(plans=7, balance_pct=40.0, widest_pct=116.0)
    values = [one["balance_pct"] for one in found]
    assert values == sorted(values)
    assert (values[0], values[-1]) == (24.0, 100.0)
    assert 40.0 in values


@given(st.integers(3, 12), st.floats(1, 100), st.floats(0, 400))
def test_the_scenarios_own_limits_are_always_on_the_curve(plans: int, own: float, widest: float) -> None:
    found = curve_settings(plans=plans, balance_pct=own, widest_pct=widest)
    values = [one["balance_pct"] for one in found]
    assert own in values
    assert all(a < b for a, b in pairwise(values))
    assert len(values) <= plans
    assert all(0 <= value <= 100 for value in values)


def test_a_plan_is_beaten_by_one_that_is_no_worse_in_both_and_better_in_one() -> None:
    assert beaten([(1, 3), (2, 2), (3, 2), None, (2, 2)]) == {2, 3}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
def test_plans_that_are_not_beaten_are_those_nobody_dominates(points: list[tuple[int, int]]) -> None:
    floats = [(float(x), float(y)) for x, y in points]
    slow = {
        i for i, (x, y) in enumerate(floats) if any(a <= x and b <= y and (a, b) != (x, y) for a, b in floats)
    }
    assert beaten(floats) == slow


def block(code: str, station: str = "DT", people: int = 100) -> BlockFacts:
    return BlockFacts(code, code, code, code, station, "", 0.0, 0.0, people, 0, 0, 1.0, 0.0)


def test_other_names_for_the_same_areas_make_no_difference() -> None:
    blocks = [block("a"), block("b"), block("c", people=0)]
    assert difference(blocks, ["1", "1", "2"], ["x", "x", "y"]).blocks == ()


def test_what_lies_elsewhere_is_counted_so_that_it_is_least() -> None:
    blocks = [block("a", people=10), block("b", people=20), block("c", people=30), block("d", "XJ")]
    found = difference(blocks, ["1", "1", "2", "3"], ["y", "x", "x", "x"])
    assert (found.blocks, found.people) == (("b",), 20)


def area(label: str, load: float, **changed: object) -> AreaFigures:
    plain = AreaFigures(label, "DT", load, True, True, True, "", 1000.0, 500.0, 0.001)
    return replace(plain, **changed)  # type: ignore[arg-type]


def weighed(*areas: AreaFigures, broken: tuple[Broken, ...] = (), **terms: float) -> Weighed:
    return Weighed({"people_changed": 0, "cut_edges": 10, **terms}, 1.0, not broken, broken, areas)


LIMITS = Limits({"DT": 100.0}, 40.0)
NAMES = {"1": "东塔1号责任区", "2": "东塔2号责任区"}


def said(before: Weighed, after: Weighed) -> list[str]:
    return [str(one.text) for one in reckon(before, after, names=NAMES, limits=LIMITS)]


def test_an_area_that_leaves_the_limits_is_said_first_with_the_limit() -> None:
    before = weighed(area("1", 120.0), area("2", 80.0))
    after = weighed(area("1", 146.0, within_limits=False), area("2", 54.0), people_changed=340)
    found = reckon(before, after, names=NAMES, limits=LIMITS)
    assert str(found[0].text) == (
        "东塔1号责任区 is now 46 % above the mean, limit 40 % (before: 20 % above the mean)."
    )
    assert found[0].breaks
    assert "340 more residents get another officer than today's." in [str(one.text) for one in found]


def test_a_move_back_says_what_gets_better() -> None:
    before = weighed(area("1", 146.0, within_limits=False), area("2", 54.0), people_changed=340)
    after = weighed(area("1", 120.0), area("2", 80.0))
    found = reckon(before, after, names=NAMES, limits=LIMITS)
    assert {one.tone for one in found} == {"good"}
    assert "340 residents keep today's officer after all." in [str(one.text) for one in found]


def test_pieces_nests_distances_and_borders_are_said_with_their_numbers() -> None:
    broken = (Broken("not_contiguous", "", "DT", "1", amount=1.0), Broken("not_nested", "", "DT", "2"))
    before = weighed(area("1", 100.0), area("2", 100.0))
    after = weighed(area("1", 100.0, moment_of_inertia=0.004), area("2", 100.0), broken=broken, cut_edges=13)
    assert said(before, after) == [
        "东塔1号责任区 would lie in 2 pieces.",
        "东塔2号责任区 would join parts of different communities or villages.",
        "东塔1号责任区: people live 1.00 km further from its middle (1.00 → 2.00 km).",
        "The borders grow by 3 pairs of neighbouring blocks.",
    ]


def test_nothing_is_said_of_a_move_that_changes_nothing() -> None:
    plan = weighed(area("1", 100.0), area("2", 100.0))
    assert said(plan, plan) == []


def test_the_way_from_the_best_possible_plan_is_told_where_a_bound_is_known() -> None:
    before, after = weighed(), replace(weighed(), objective=1.25)
    assert [str(one.text) for one in bound_after(before, after, 1.0)] == [
        "The best possible plan could then be at most 20.0 % better (now 0.00 %)."
    ]
    assert bound_after(before, after, None) == []


@pytest.mark.parametrize(
    ("known", "part"),
    [
        ({"feasible": True, "status": "proven"}, "proven to be the best possible plan"),
        ({"feasible": True, "status": "within", "gap": 0.01361}, "can be more than 1.4 % better"),
        ({"feasible": True, "status": "no_bound_known", "tried": 1200000}, "the best of 1,200,000 tried"),
        ({"feasible": False, "status": "no_bound_known", "nearest": True}, "proven that no plan can keep"),
    ],
)
def test_a_leader_reads_how_good_the_plan_is(known: dict[str, object], part: str) -> None:
    given = {"status": "", "feasible": None, "gap": None, "broken": 2} | known
    assert part in str(verdict(**given))  # type: ignore[arg-type]


def test_better_is_explained_with_the_price_of_a_change() -> None:
    assert "6.0 km" in str(better_means("moment_of_inertia", 6.0))
    assert "km" not in str(better_means("moment_of_inertia", 0.0))
    assert "every possible area" in str(method_text("set partitioning over all areas (exact)"))
    assert method_text("a way of tomorrow") == "a way of tomorrow"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            {"kind": "upper", "amount": 130.0},
            "no area carries more than 130 hours a year (30 % above the mean)",
        ),
        ({"kind": "nest"}, "communities and villages stay whole, or an area lies inside one"),
        ({"kind": "together", "blocks": ["a", "b"]}, "a, b lie in one area"),
        (
            {"kind": "measure_upper", "name": "households", "amount": 500.0},
            "no area has more than 500 households",
        ),
        ({"kind": "of tomorrow", "message": "its own words"}, "its own words"),
    ],
)
def test_a_clashing_rule_is_said_by_name_with_its_numbers(rule: dict[str, object], text: str) -> None:
    whole = {"message": "", "name": "", "blocks": [], "amount": 0.0} | rule
    assert str(clash_text(whole, mean=100.0)) == text


def test_an_answer_is_the_same_after_it_was_kept() -> None:
    answer = Answer(
        ("A", "B"), weighed(area("A", 1.0), broken=(Broken("not_nested", "x"),)), None, 0.5, 0.1, "within", "m",
        ({"station_code": "DT"},), {"seed": 1},
    )  # fmt: skip
    kept = as_kept(answer, ["b1", "b2"])
    assert from_kept(kept, ["b1", "b2"]) == answer
    assert from_kept(kept, ["b2", "b1"]).area_of == ("B", "A")
    with pytest.raises(KeyError):
        from_kept(kept, ["b1", "b3"])


@given(
    st.lists(
        st.tuples(st.floats(0, 1e6, allow_subnormal=False), st.floats(0, 500, allow_subnormal=False)),
        min_size=1,
        max_size=9,
    )
)
def test_every_point_of_a_curve_lies_inside_its_axes(points: list[tuple[float, float]]) -> None:
    drawn = chart([Point(x, y, "1", "front", "") for x, y in points], x_label="", y_label="")
    assert drawn is not None
    for dot in drawn.dots:
        assert drawn.left - 0.01 <= dot.x <= drawn.right + 0.01
        assert drawn.top - 0.01 <= dot.y <= drawn.bottom + 0.01
    assert 2 <= len(drawn.x_ticks) <= 10


@pytest.mark.parametrize(
    ("amount", "said"), [(1234.9, "at least 1,234 hours in all"), (0.4, "limit and wish")]
)
def test_what_no_plan_can_keep_is_never_said_to_be_more_than_is_proven(amount: float, said: str) -> None:
    """The engine's figure is load outside limits and the price of broken wishes in one sum."""
    broken = Broken("no_plan_within_limits_exists", "", "DT", amount=amount)
    text = str(broken_text(broken, "Dongta"))
    assert text.startswith("Dongta: proven that no plan can keep every limit and wish")
    assert text.endswith(said)
