from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from jingge.audit.models import Event
from jingge.common.clock import today
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.planning import actions
from jingge.planning.models import HandEdit, Scenario
from jingge.runs.models import Job
from jingge.staffing.queries import beat_officers
from jingge.territory.models import Grid
from jingge.territory.queries import version_in_force
from tests.contexts.planning.conftest import SETTINGS, Place, work
from tests.factories.cast import viewer

Draw = Callable[..., Scenario]


def plan_of(scenario: Scenario) -> dict[str, int]:
    return dict(scenario.blocks.values_list("block_code", "area_number"))


def area_named(scenario: Scenario, code: str) -> int:
    return scenario.areas.get(code=code).number


# -- asking -------------------------------------------------------------------------------


def test_a_scenario_takes_the_version_in_force_and_the_next_number(place: Place) -> None:
    by = viewer(place.cast.command_office)
    first = actions.create_scenario(settings=SETTINGS, by=by)
    second = actions.create_scenario(settings=SETTINGS, by=by)
    assert (first.number, second.number) == (1, 2)
    assert first.base_version == place.map.version


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"officers_by_station": {"DT": 0, "XJ": 1}}, "DT"),
        ({"officers_by_station": {"DT": 9, "XJ": 1}}, "9"),
        ({"weights": {"population": 0.0}}, None),
        ({"weights": {"shoe_size": 1.0}}, "shoe_size"),
        ({"balance_pct": 0.0}, None),
        ({"time_s": 9999}, None),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    place: Place, changed: dict[str, Any], part: str | None
) -> None:
    with pytest.raises(Refused, match=part):
        actions.create_scenario(settings=replace(SETTINGS, **changed), by=viewer(place.cast.command_office))


@pytest.mark.parametrize("who", ["chief", "dongta_head", "officer", "auditor", "it_clerk"])
def test_only_the_command_office_makes_scenarios(place: Place, who: str) -> None:
    with pytest.raises(Refused):
        actions.create_scenario(settings=SETTINGS, by=viewer(getattr(place.cast, who)))


def test_another_bureau_does_not_know_the_scenario(place: Place, draw: Draw) -> None:
    scenario = draw()
    with pytest.raises(NotYours):
        actions.submit_scenario(scenario_id=scenario.pk, by=viewer(place.cast.other_command_office))


def test_settings_change_before_drawing_and_never_after(place: Place, draw: Draw) -> None:
    by = viewer(place.cast.command_office)
    scenario = actions.create_scenario(settings=SETTINGS, by=by)
    actions.change_scenario(scenario_id=scenario.pk, settings=replace(SETTINGS, name="另一名"), by=by)
    scenario.refresh_from_db()
    assert scenario.name == "另一名"
    drawn = draw()
    with pytest.raises(Refused):
        actions.change_scenario(scenario_id=drawn.pk, settings=SETTINGS, by=by)


# -- drawing ------------------------------------------------------------------------------


def test_the_drawn_plan_has_the_areas_wanted_and_every_block_once(place: Place, draw: Draw) -> None:
    scenario = draw()
    assert (scenario.state, scenario.feasible, scenario.violations) == ("solved", True, [])
    assert scenario.areas.count() == 4
    assert scenario.blocks.count() == 16
    loads = sum(area.load for area in scenario.areas.all())
    assert loads == pytest.approx(sum(area["load"] for area in scenario.report["today_areas"]))


def test_the_result_says_how_it_was_made_and_what_today_is_worth(place: Place, draw: Draw) -> None:
    scenario = draw()
    assert {"seed", "version", "input_hash", "params", "seconds", "by_station"} <= set(scenario.report)
    assert set(scenario.terms) == set(scenario.terms_today)
    assert scenario.status in ("proven", "within", "no_bound_known")


def test_keeping_everything_leaves_every_area_with_its_officer(place: Place, draw: Draw) -> None:
    scenario = draw(change_weight=1.0)
    assert scenario.report["change_summary"]["people"] == 0
    assert {
        a.code: a.officer.police_number for a in scenario.areas.all() if a.officer
    } == place.staff.responsible


def test_the_same_seed_draws_the_same_plan(place: Place, draw: Draw) -> None:
    assert plan_of(draw()) == plan_of(draw())


def test_limits_that_no_plan_keeps_are_named_not_hidden(place: Place, draw: Draw) -> None:
    scenario = draw(balance_pct=1.0)
    assert scenario.feasible is False
    assert {one["kind"] for one in scenario.violations} & {"load_above_upper", "load_below_lower"}
    assert scenario.blocks.count() == 16


def test_stopping_the_drawing_makes_it_a_draft_again(place: Place) -> None:
    by = viewer(place.cast.command_office)
    scenario = actions.create_scenario(settings=SETTINGS, by=by)
    actions.request_solution(scenario_id=scenario.pk, by=by)
    actions.cancel_solution(scenario_id=scenario.pk, by=by)
    scenario.refresh_from_db()
    assert (scenario.state, Job.objects.get().state) == ("draft", "cancelled")


def test_a_broken_drawing_makes_it_a_draft_again_and_says_why(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = viewer(place.cast.command_office)
    scenario = actions.create_scenario(settings=SETTINGS, by=by)
    actions.request_solution(scenario_id=scenario.pk, by=by)
    monkeypatch.setattr("jingge.planning.tasks.bridge.draw", lambda *_: 1 / 0)
    assert work() == "failed"
    scenario.refresh_from_db()
    assert scenario.state == "draft"
    assert scenario.report["last_failure"]


# -- editing by hand ----------------------------------------------------------------------


@pytest.fixture
def kept(draw: Draw) -> Scenario:
    """The plan that is today's: 东塔 unit 1 halved (Z01 west, Z02 east), unit 2 whole; 西郊 one area."""
    return draw(change_weight=1.0)


def test_a_move_writes_block_area_terms_and_history(place: Place, kept: Scenario) -> None:
    target = area_named(kept, "640181100001Z02")
    check = actions.move_block(
        scenario_id=kept.pk,
        block_code="640181100001001",
        to_area=target,
        by=viewer(place.cast.command_office),
    )
    kept.refresh_from_db()
    assert plan_of(kept)["640181100001001"] == target
    assert check.before is not None
    assert check.after is not None
    assert kept.terms == check.after.terms != check.before.terms
    assert kept.areas.get(number=target).figures["blocks"] == 3
    assert kept.report["change_summary"]["people"] == 360


def test_undoing_restores_the_plan_its_terms_and_its_figures(place: Place, kept: Scenario) -> None:
    by = viewer(place.cast.command_office)
    before = (plan_of(kept), kept.terms, kept.gap, list(kept.areas.values_list("number", "load", "figures")))
    target = area_named(kept, "640181100001Z02")
    actions.move_block(scenario_id=kept.pk, block_code="640181100001001", to_area=target, by=by)
    actions.undo_move(scenario_id=kept.pk, by=by)
    kept.refresh_from_db()
    assert (
        plan_of(kept),
        kept.terms,
        kept.gap,
        list(kept.areas.values_list("number", "load", "figures")),
    ) == before
    assert HandEdit.objects.get().undone_at is not None
    with pytest.raises(Refused):
        actions.undo_move(scenario_id=kept.pk, by=by)


@pytest.mark.parametrize(
    ("block", "area"),
    [
        ("640181100001001", "640181001Z01"),  # another station
        ("640181100001001", "640181100001Z01"),  # where it lies already
    ],
)
def test_a_move_that_a_plan_can_never_hold_is_refused(
    place: Place, kept: Scenario, block: str, area: str
) -> None:
    with pytest.raises(Refused):
        actions.move_block(
            scenario_id=kept.pk,
            block_code=block,
            to_area=area_named(kept, area),
            by=viewer(place.cast.command_office),
        )
    assert not HandEdit.objects.exists()


def test_a_move_that_tears_an_area_apart_is_refused_by_its_name(place: Place, kept: Scenario) -> None:
    """Block …001 in the south-west does not touch unit 2 in the north."""
    north = area_named(kept, "640181100002Z01")
    with pytest.raises(Refused, match="东塔2社区一区"):
        actions.move_block(
            scenario_id=kept.pk,
            block_code="640181100001001",
            to_area=north,
            by=viewer(place.cast.command_office),
        )


def test_a_move_that_breaks_nesting_is_allowed_but_the_plan_cannot_be_submitted(
    place: Place, kept: Scenario
) -> None:
    by = viewer(place.cast.command_office)
    north = area_named(kept, "640181100002Z01")
    check = actions.move_block(scenario_id=kept.pk, block_code="640181100001003", to_area=north, by=by)
    assert "not_nested" in {one.kind for one in check.new_broken}
    with pytest.raises(Refused):
        actions.submit_scenario(scenario_id=kept.pk, by=by)
    actions.undo_move(scenario_id=kept.pk, by=by)
    actions.submit_scenario(scenario_id=kept.pk, by=by)


def test_a_move_can_be_looked_at_without_being_made(place: Place, kept: Scenario) -> None:
    before = plan_of(kept)
    check = actions.check_move(
        scenario_id=kept.pk,
        block_code="640181100001001",
        to_area=area_named(kept, "640181100001Z02"),
        by=viewer(place.cast.command_office),
    )
    assert check.reason is None
    assert check.after is not None
    assert plan_of(kept) == before


def test_a_whole_community_moves_at_once_and_comes_back_at_once(place: Place, draw: Draw) -> None:
    scenario = draw(officers_by_station={"DT": 1, "XJ": 2})
    by = viewer(place.cast.command_office)
    numbers = dict(scenario.areas.filter(station__code="XJ").values_list("code", "number"))
    plan = plan_of(scenario)
    south = [code for code in plan if code.startswith("640181001001")]
    target = next(n for n in numbers.values() if n != plan[south[0]])
    if len({plan[code] for code in plan if code.startswith("640181001")}) == 2:
        with pytest.raises(Refused):  # its own area would be empty
            actions.move_block(
                scenario_id=scenario.pk, block_code=south[0], to_area=target, whole_unit=True, by=by
            )


def test_an_officer_is_named_and_changes_follow(place: Place, kept: Scenario) -> None:
    by = viewer(place.cast.command_office)
    number = area_named(kept, "640181100001Z02")
    actions.name_officer(scenario_id=kept.pk, area_number=number, police_number="040101", by=by)
    kept.refresh_from_db()
    assert kept.report["change_summary"]["blocks"] == 2
    assert [o["police_number"] for o in kept.report["officers_without_area"]] == ["040102"]
    with pytest.raises(Refused):
        actions.name_officer(scenario_id=kept.pk, area_number=number, police_number="999999", by=by)


# -- deciding and adopting ----------------------------------------------------------------


def approved(place: Place, scenario: Scenario) -> Scenario:
    actions.submit_scenario(scenario_id=scenario.pk, by=viewer(place.cast.command_office))
    return actions.approve_scenario(scenario_id=scenario.pk, by=viewer(place.cast.chief))


def test_nobody_decides_on_a_plan_they_submitted(place: Place, draw: Draw) -> None:
    scenario = draw()
    by = viewer(place.cast.command_office)
    actions.submit_scenario(scenario_id=scenario.pk, by=by)
    for decide in (actions.approve_scenario, actions.return_scenario):
        with pytest.raises(Refused):
            decide(scenario_id=scenario.pk, note="好", by=by)
    actions.approve_scenario(scenario_id=scenario.pk, by=viewer(place.cast.second_command_office))


def test_a_plan_is_returned_with_a_reason_and_can_be_submitted_again(place: Place, draw: Draw) -> None:
    scenario = draw()
    actions.submit_scenario(scenario_id=scenario.pk, by=viewer(place.cast.command_office))
    with pytest.raises(Invalid):
        actions.return_scenario(scenario_id=scenario.pk, note=" ", by=viewer(place.cast.chief))
    actions.return_scenario(scenario_id=scenario.pk, note="一社区太大", by=viewer(place.cast.chief))
    actions.submit_scenario(scenario_id=scenario.pk, by=viewer(place.cast.command_office))
    scenario.refresh_from_db()
    assert (scenario.state, scenario.decision_note) == ("submitted", "")


def test_an_adopted_plan_is_a_new_version_with_new_postings_and_the_old_one_stays(
    place: Place, draw: Draw
) -> None:
    scenario = approved(place, draw())
    day = today() + timedelta(days=10)
    by = viewer(place.cast.command_office)
    actions.adopt_scenario(scenario_id=scenario.pk, valid_from=day, by=by)
    scenario.refresh_from_db()
    version = scenario.adopted_version
    assert version is not None
    assert (scenario.state, version.valid_from) == ("adopted", day)
    before, after = (version_in_force(place.cast.bureau.pk, d) for d in (day - timedelta(days=1), day))
    assert (before, after) == (place.map.version, version)
    wanted = {a.code: a.officer.police_number for a in scenario.areas.select_related("officer") if a.officer}
    assert {code: row.police_number for code, row in beat_officers(version, day).items()} == wanted
    drawn = dict(Grid.objects.filter(version=version, level=4).values_list("code", "beat__code"))
    codes = dict(scenario.areas.values_list("number", "code"))
    assert drawn == {block: codes[area] for block, area in plan_of(scenario).items()}


def test_a_second_plan_on_the_superseded_version_is_refused(place: Place, draw: Draw) -> None:
    first, second = approved(place, draw()), approved(place, draw(seed=2))
    by = viewer(place.cast.command_office)
    day = today() + timedelta(days=1)
    actions.adopt_scenario(scenario_id=first.pk, valid_from=day, by=by)
    with pytest.raises(Refused):
        actions.adopt_scenario(scenario_id=second.pk, valid_from=day + timedelta(days=1), by=by)
    with pytest.raises(Refused):
        actions.adopt_scenario(scenario_id=first.pk, valid_from=day, by=by)


def test_a_plan_drawn_before_an_adopted_one_begins_supersedes_it(place: Place, draw: Draw) -> None:
    by = viewer(place.cast.command_office)
    day = today() + timedelta(days=10)
    first = actions.adopt_scenario(scenario_id=approved(place, draw()).pk, valid_from=day, by=by)
    second = approved(place, draw(seed=2))
    assert second.base_version == first.adopted_version
    later = day + timedelta(days=20)
    actions.adopt_scenario(scenario_id=second.pk, valid_from=later, by=by)
    second.refresh_from_db()
    days = (today(), day, later)
    assert [version_in_force(place.cast.bureau.pk, d) for d in days] == [
        place.map.version,
        first.adopted_version,
        second.adopted_version,
    ]


@pytest.mark.parametrize("who", ["chief", "dongta_head", "auditor", "it_clerk"])
def test_only_the_command_office_adopts(place: Place, draw: Draw, who: str) -> None:
    scenario = approved(place, draw())
    with pytest.raises(Refused):
        actions.adopt_scenario(
            scenario_id=scenario.pk, valid_from=today(), by=viewer(getattr(place.cast, who))
        )


def test_a_plan_is_not_adopted_into_the_past_nor_without_an_officer(place: Place, draw: Draw) -> None:
    by = viewer(place.cast.command_office)
    late = approved(place, draw())
    with pytest.raises(Refused):
        actions.adopt_scenario(scenario_id=late.pk, valid_from=today() - timedelta(days=1), by=by)
    lonely = approved(place, draw(officers_by_station={"DT": 4, "XJ": 1}, balance_pct=100.0))
    with pytest.raises(Refused, match="东塔"):
        actions.adopt_scenario(scenario_id=lonely.pk, valid_from=today(), by=by)


def test_every_deed_leaves_its_audit_row(place: Place, draw: Draw) -> None:
    scenario = approved(place, draw())
    actions.adopt_scenario(scenario_id=scenario.pk, valid_from=today(), by=viewer(place.cast.command_office))
    done = set(Event.objects.filter(action__startswith="planning.").values_list("action", flat=True))
    assert done == {f"planning.{verb}_scenario" for verb in ("create", "submit", "approve", "adopt")} | {
        "planning.request_solution",
        "planning.store_solution",
    }


def test_a_withdrawn_scenario_stays_readable_and_goes_nowhere(place: Place, draw: Draw) -> None:
    by = viewer(place.cast.command_office)
    scenario = draw()
    actions.withdraw_scenario(scenario_id=scenario.pk, by=by)
    with pytest.raises(Refused):
        actions.submit_scenario(scenario_id=scenario.pk, by=by)
    assert scenario.areas.count() == 4


# -- weight packs -------------------------------------------------------------------------


def test_a_pack_of_the_same_name_is_replaced_and_scenarios_keep_their_weights(
    place: Place, draw: Draw
) -> None:
    by = viewer(place.cast.command_office)
    scenario = draw()
    actions.save_weight_pack(name="夏季", weights={"population": 1.0}, by=by)
    pack = actions.save_weight_pack(name="夏季", weights={"population": 2.0}, by=by)
    assert pack.weights == {"population": 2.0}
    assert actions.close_weight_pack(pack_id=pack.pk, by=by).closed_at is not None
    scenario.refresh_from_db()
    assert scenario.weights == SETTINGS.weights
    with pytest.raises(NotYours):
        actions.close_weight_pack(pack_id=pack.pk, by=viewer(place.cast.other_command_office))
