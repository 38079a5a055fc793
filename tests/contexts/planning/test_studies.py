"""Studies of a scenario: curves, alternatives, reasons, and taking one of their plans, back and forth."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from jingge.audit.models import Event
from jingge.common.errors import NotYours, Refused
from jingge.planning import actions, queries
from jingge.planning.models import PlanStudy, PlanVariant, Scenario
from jingge.planning.terms import ALTERNATIVES, BALANCE, CURVE, KEEPING, REASONS, StudyAsk
from jingge.runs import actions as runs
from tests.contexts.planning.conftest import Place, work
from tests.factories.cast import viewer

Draw = Callable[..., Scenario]
ASK = StudyAsk(CURVE, over=KEEPING, plans=3, seconds=5)


def plan_of(scenario: Scenario) -> dict[str, str]:
    codes = dict(scenario.areas.values_list("number", "code"))
    return {block: codes[n] for block, n in scenario.blocks.values_list("block_code", "area_number")}


def studied(place: Place, scenario: Scenario, ask: StudyAsk = ASK) -> PlanStudy:
    study = actions.request_study(scenario_id=scenario.pk, ask=ask, by=viewer(place.cast.command_office))
    assert work() == "done"
    study.refresh_from_db()
    return study


def another_plan(study: PlanStudy, scenario: Scenario) -> PlanVariant:
    """A plan of the study that lays at least one block elsewhere than the scenario's."""
    return next(one for one in study.variants.all() if one.figures["blocks_elsewhere"])


def test_a_curve_goes_from_the_fewest_people_that_change_hands_to_the_most_compact_plan(
    place: Place, draw: Draw
) -> None:
    scenario = draw(change_weight=0.5)
    found = list(studied(place, scenario).variants.all())
    people = [one.terms["people_changed"] for one in found]
    spread = [one.terms["moment_of_inertia"] for one in found]
    assert len(found) > 1
    assert people == sorted(set(people))
    assert spread == sorted(set(spread), reverse=True)
    assert [one.settings for one in found] == [{"people_at_most": number} for number in people]
    assert all(one.status == "proven" for one in found)
    kept = draw(change_weight=1.0)
    assert people[0] <= kept.terms["people_changed"]
    assert spread[-1] <= kept.terms["moment_of_inertia"]


def test_a_curve_of_limits_holds_the_scenarios_own_plan(place: Place, draw: Draw) -> None:
    ask = StudyAsk(CURVE, over=BALANCE, plans=3, seconds=5)
    own = studied(place, draw(change_weight=0.5), ask).variants.get(settings={"balance_pct": 60.0})
    assert (own.figures["people_elsewhere"], own.figures["blocks_elsewhere"]) == (0, [])


def test_a_second_curve_is_refused_while_the_first_is_drawn(place: Place, draw: Draw) -> None:
    scenario = draw()
    by = viewer(place.cast.command_office)
    actions.request_study(scenario_id=scenario.pk, ask=ASK, by=by)
    with pytest.raises(Refused):
        actions.request_study(scenario_id=scenario.pk, ask=ASK, by=by)
    actions.request_study(scenario_id=scenario.pk, ask=StudyAsk(ALTERNATIVES, plans=2), by=by)


def test_a_plan_within_its_limits_needs_no_reasons(place: Place, draw: Draw) -> None:
    ask = StudyAsk(REASONS, plans=0)
    with pytest.raises(Refused):
        actions.request_study(scenario_id=draw().pk, ask=ask, by=viewer(place.cast.command_office))


def test_a_stopped_curve_leaves_nothing_and_can_be_asked_again(place: Place, draw: Draw) -> None:
    scenario, by = draw(), viewer(place.cast.command_office)
    study = actions.request_study(scenario_id=scenario.pk, ask=ASK, by=by)
    assert study.job_id is not None
    runs.request_cancel(job_id=study.job_id, by=by)
    study.refresh_from_db()
    assert (study.state, study.variants.count()) == ("failed", 0)
    assert studied(place, scenario).state == "done"


@pytest.mark.parametrize("who", ["chief", "dongta_head", "officer", "auditor", "it_clerk"])
def test_only_the_command_office_asks_for_studies_and_picks(place: Place, draw: Draw, who: str) -> None:
    scenario = draw()
    variant = studied(place, scenario).variants.first()
    assert variant is not None
    by = viewer(getattr(place.cast, who))
    with pytest.raises(Refused):
        actions.request_study(scenario_id=scenario.pk, ask=ASK, by=by)
    with pytest.raises(Refused):
        actions.pick_variant(variant_id=variant.pk, by=by)
    with pytest.raises(Refused):
        actions.derive_scenario(variant_id=variant.pk, by=by)
    with pytest.raises(Refused):
        actions.draw_with_limits(scenario_id=scenario.pk, balance_pct=80, by=by)


def test_another_bureau_knows_neither_the_study_nor_its_plans(place: Place, draw: Draw) -> None:
    scenario = draw()
    variant = studied(place, scenario).variants.first()
    assert variant is not None
    stranger = viewer(place.cast.other_command_office)
    with pytest.raises(NotYours):
        queries.get_study(stranger, scenario.pk, CURVE)
    with pytest.raises(NotYours):
        actions.pick_variant(variant_id=variant.pk, by=stranger)


@pytest.mark.parametrize("changed", [{"plans": 2}, {"plans": 99}, {"seconds": 0}, {"seconds": 9999}])
def test_a_study_without_bounds_is_refused(place: Place, draw: Draw, changed: dict[str, Any]) -> None:
    ask = replace(ASK, **changed)
    with pytest.raises(Refused):
        actions.request_study(scenario_id=draw().pk, ask=ask, by=viewer(place.cast.command_office))


def test_a_picked_plan_is_measured_by_the_scenarios_own_goal_and_bound(place: Place, draw: Draw) -> None:
    """What was proven under the cap of the curve is no proof for the scenario, which has no such cap."""
    scenario = draw()
    fewest = studied(place, scenario).variants.first()
    assert fewest is not None
    assert fewest.status == "proven"
    bound, drawn = scenario.lower_bound, scenario.report["objective"]
    actions.pick_variant(variant_id=fewest.pk, by=viewer(place.cast.command_office))
    scenario.refresh_from_db()
    assert scenario.terms["people_changed"] == fewest.terms["people_changed"]
    assert (scenario.change_weight, scenario.lower_bound) == (0.0, bound)
    assert scenario.report["objective"] > drawn
    assert scenario.status == "within"
    assert scenario.gap == pytest.approx(1 - bound / scenario.report["objective"])
    assert scenario.report["by_station"] == []
    assert Event.objects.filter(action="planning.pick_variant").count() == 1


def test_a_plan_of_other_limits_is_taken_with_them_and_with_their_proof(place: Place, draw: Draw) -> None:
    scenario = draw(balance_pct=40.0)
    ask = StudyAsk(CURVE, over=BALANCE, plans=4, seconds=5)
    variant = studied(place, scenario, ask).variants.order_by("-number")[0]
    actions.pick_variant(variant_id=variant.pk, by=viewer(place.cast.command_office))
    scenario.refresh_from_db()
    assert scenario.balance_pct == variant.settings["balance_pct"] != 40.0
    assert (scenario.status, scenario.lower_bound) == ("proven", variant.plan["lower_bound"])


def test_undoing_a_pick_puts_everything_back_as_it_was(place: Place, draw: Draw) -> None:
    scenario, by = draw(), viewer(place.cast.command_office)
    variant = another_plan(studied(place, scenario), scenario)
    before = (plan_of(scenario), scenario.terms, scenario.gap, scenario.change_weight, scenario.report)
    officers = list(scenario.areas.values_list("code", "officer__police_number"))
    actions.pick_variant(variant_id=variant.pk, by=by)
    assert plan_of(scenario) != before[0]
    actions.undo_last(scenario_id=scenario.pk, by=by)
    scenario.refresh_from_db()
    assert (
        plan_of(scenario), scenario.terms, scenario.gap, scenario.change_weight, scenario.report,
    ) == before  # fmt: skip
    assert list(scenario.areas.values_list("code", "officer__police_number")) == officers
    with pytest.raises(Refused):
        actions.undo_last(scenario_id=scenario.pk, by=by)


def test_moves_and_picks_are_undone_in_the_order_they_were_made(place: Place, draw: Draw) -> None:
    scenario, by = draw(change_weight=1.0), viewer(place.cast.command_office)
    variant = another_plan(studied(place, scenario), scenario)
    drawn = plan_of(scenario)
    move_one(scenario, place)
    moved = plan_of(scenario)
    actions.pick_variant(variant_id=variant.pk, by=by)
    with pytest.raises(Refused):  # the move belongs to the plan that was replaced
        actions.undo_move(scenario_id=scenario.pk, by=by)
    assert actions.undo_last(scenario_id=scenario.pk, by=by).pick
    assert plan_of(scenario) == moved
    assert actions.undo_last(scenario_id=scenario.pk, by=by).blocks
    assert plan_of(scenario) == drawn


def move_one(scenario: Scenario, place: Place) -> None:
    target = scenario.areas.get(code="640181100001Z02").number
    actions.move_block(
        scenario_id=scenario.pk,
        block_code="640181100001001",
        to_area=target,
        by=viewer(place.cast.command_office),
    )


def test_a_move_made_before_a_pick_says_nothing_about_the_picked_plans_proof(
    place: Place, draw: Draw
) -> None:
    scenario, by = draw(change_weight=1.0), viewer(place.cast.command_office)
    variant = another_plan(studied(place, scenario), scenario)
    move_one(scenario, place)
    assert "" in {row.status for row in queries.get_scenario(by, scenario.pk).stations}
    actions.pick_variant(variant_id=variant.pk, by=by)
    assert not any(row.edited for row in queries.get_scenario(by, scenario.pk).stations)


def test_a_submitted_plan_is_not_replaced(place: Place, draw: Draw) -> None:
    scenario, by = draw(), viewer(place.cast.command_office)
    variant = studied(place, scenario).variants.first()
    assert variant is not None
    actions.submit_scenario(scenario_id=scenario.pk, by=by)
    with pytest.raises(Refused):
        actions.pick_variant(variant_id=variant.pk, by=by)


def test_a_derived_scenario_holds_the_plan_and_the_old_one_stays(place: Place, draw: Draw) -> None:
    scenario, by = draw(), viewer(place.cast.command_office)
    variant = another_plan(studied(place, scenario), scenario)
    before = plan_of(scenario)
    made = actions.derive_scenario(variant_id=variant.pk, by=by)
    assert (made.number, made.state) == (scenario.number + 1, "solved")
    assert made.terms["people_changed"] == variant.terms["people_changed"]
    assert plan_of(scenario) == before
    assert plan_of(made) != before
    actions.submit_scenario(scenario_id=made.pk, by=by)


def test_an_alternative_differs_as_much_as_asked_and_costs_no_more(place: Place, draw: Draw) -> None:
    scenario = draw()
    ask = StudyAsk(ALTERNATIVES, plans=2, seconds=5, within_pct=60.0, differ_pct=5.0)
    found = list(studied(place, scenario, ask).variants.all())
    assert found
    people = sum(area.figures["population"] for area in scenario.areas.all())
    for one in found:
        assert one.figures["people_elsewhere"] >= 0.05 * people
        assert one.plan["weighed"]["objective"] <= 1.6 * scenario.report["objective"]


def test_a_wish_that_cannot_be_met_is_explained_with_limits_that_work(place: Place, draw: Draw) -> None:
    scenario, by = draw(balance_pct=5.0), viewer(place.cast.command_office)
    assert scenario.feasible is False
    answer = studied(place, scenario, StudyAsk(REASONS, plans=0, seconds=8)).answer
    assert 5.0 < answer["tolerance_pct"] <= 100.0
    rules = {one["station_code"]: [rule["kind"] for rule in one["rules"]] for one in answer["stations"]}
    assert set(rules["DT"] + rules["XJ"]) & {"lower", "upper"}
    made = actions.draw_with_limits(scenario_id=scenario.pk, balance_pct=answer["tolerance_pct"], by=by)
    assert work() == "done"
    made.refresh_from_db()
    assert made.feasible is True
    assert made.balance_pct == answer["tolerance_pct"]
