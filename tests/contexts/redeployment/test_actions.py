"""Plans of moves from draft to postings and back: all or nothing, by two people."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jingge.audit.models import Event
from jingge.common.clock import today
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.redeployment import actions, queries
from jingge.redeployment.models import PlanState, StaffingPlan
from jingge.redeployment.terms import Going, Wish
from jingge.staffing.actions import end_posting, transfer_officer
from jingge.staffing.models import BeatPosting, Posting, reaching
from jingge.staffing.queries import ratios
from jingge.staffing.terms import OrganKind, Post
from jingge.staffing.terms import Place as At
from tests.contexts.redeployment.conftest import FREE, Place
from tests.factories.cast import viewer

EAST, WEST = At(OrganKind.STATION, "DT"), At(OrganKind.STATION, "XJ")
TO_CASES = Going("029001", Post.CASE_OFFICER, EAST, why="reinforce")
MONTH = timedelta(days=30)


def numbers(plan: StaffingPlan) -> list[str]:
    return list(plan.moves.values_list("officer__police_number", flat=True))


def post_of(number: str, day: object) -> str:
    row = Posting.objects.filter(reaching(day), officer__police_number=number).order_by("-valid_from").first()  # type: ignore[arg-type]
    assert row is not None
    return f"{row.post}@{row.station.code if row.station else ''}"


def test_moves_are_added_changed_removed_and_every_step_taken_back(place: Place) -> None:
    plan = place.plan()
    actions.add_move(plan_id=plan.pk, going=TO_CASES, by=place.by)
    actions.add_move(plan_id=plan.pk, going=replace(TO_CASES, number="029002"), by=place.by)
    first = plan.moves.get(officer__police_number="029001")
    actions.change_move(plan_id=plan.pk, move_id=first.pk, going=replace(TO_CASES, place=WEST), by=place.by)
    assert plan.moves.get(officer__police_number="029001").station == place.cast.xijiao
    second = plan.moves.get(officer__police_number="029002")
    actions.remove_move(plan_id=plan.pk, move_id=second.pk, by=place.by)
    assert numbers(plan) == ["029001"]
    actions.undo_moves(plan_id=plan.pk, by=place.by)
    assert numbers(plan) == ["029001", "029002"]
    actions.undo_moves(plan_id=plan.pk, by=place.by)
    assert plan.moves.get(officer__police_number="029001").station == place.cast.dongta
    actions.undo_moves(plan_id=plan.pk, by=place.by)
    actions.undo_moves(plan_id=plan.pk, by=place.by)
    assert numbers(plan) == []
    with pytest.raises(Refused, match="nothing to take back"):
        actions.undo_moves(plan_id=plan.pk, by=place.by)


@pytest.mark.parametrize(
    ("going", "words"),
    [
        (replace(TO_CASES, number="nobody"), "in post"),
        (replace(TO_CASES, place=At(OrganKind.STATION, "LJ")), "no such station"),
        (replace(TO_CASES, post=Post.HELPER), "cannot hold"),
        (replace(TO_CASES, number="F040100"), "for police officers only"),
        (replace(TO_CASES, number="040181"), "already holds"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused_with_its_reason(
    place: Place, going: Going, words: str
) -> None:
    plan = place.plan()
    with pytest.raises(Refused, match=words):
        actions.add_move(plan_id=plan.pk, going=going, by=place.by)
    assert numbers(plan) == []


def test_nobody_is_moved_twice_by_one_plan(place: Place) -> None:
    plan = place.plan()
    actions.add_move(plan_id=plan.pk, going=TO_CASES, by=place.by)
    with pytest.raises(Refused, match="moved by the plan already"):
        actions.add_move(plan_id=plan.pk, going=replace(TO_CASES, place=WEST), by=place.by)


def test_the_least_moves_are_drawn_with_their_proof_and_every_figure(place: Place) -> None:
    today_there = ratios(place.by, today()).first
    assert today_there is not None
    wish = replace(FREE, officers_at_stations=today_there.part + 2)
    plan = place.drawn(wish)
    answer = plan.answer
    assert answer["feasible"] and answer["status"] == "proven"
    assert answer["goals"][0] == {"goal": "transfers", "value": 2.0, "bound": 2.0, "status": "proven"}
    assert len(numbers(plan)) == 2
    curve = {point["moves"]: point["value"] for point in answer["curve"]}
    assert curve[0] is None and curve[1] is None and curve[2] is not None
    assert answer["one_more"]["transfers"] == 1  # one more officer goes there, so that one fewer moves
    found = queries.get_plan(place.by, plan.pk)
    assert found.outcome.first[1].part == today_there.part + 2
    assert found.outcome.bureau[0] == found.outcome.bureau[1]
    actions.undo_moves(plan_id=plan.pk, by=place.by)
    assert numbers(plan) == []


def test_from_what_another_plan_supposes_two_officers_come_back(place: Place) -> None:
    supposed = place.plan()
    count = ratios(place.by, today()).first
    assert count is not None
    for number in ("040181", "040281"):
        going = Going(number, Post.BRIGADE_OFFICER, At(OrganKind.BRIGADE, "XZ"), why="suppose")
        actions.add_move(plan_id=supposed.pk, going=going, by=place.by)
    plan = place.drawn(replace(FREE, officers_at_stations=count.part), supposed_id=supposed.pk)
    assert plan.answer["terms"]["transfers"] == 2
    found = queries.get_plan(place.by, plan.pk)
    assert (found.outcome.first[0].part, found.outcome.first[1].part) == (count.part - 2, count.part)


def test_rules_that_clash_are_named_and_no_move_is_made(place: Place) -> None:
    wish = replace(FREE, city_least=9, rural_least=9, most_moves=1)
    plan = place.drawn(wish)
    assert not plan.answer["feasible"]
    named = {one["rule"] for one in plan.answer["clash"]}
    assert named <= {"station_least", "most_moves"} and named and plan.answer["clash_status"] == "proven"
    assert numbers(plan) == []


def test_a_point_of_the_curve_becomes_the_plan(place: Place) -> None:
    plan = place.drawn(FREE)
    assert numbers(plan) == []
    best = max(point["moves"] for point in plan.answer["curve"])
    actions.pick_point(plan_id=plan.pk, moves=best, by=place.by)
    values = [point["value"] for point in plan.answer["curve"]]
    assert values == sorted(values, reverse=True)
    with pytest.raises(Refused, match="no such point"):
        actions.pick_point(plan_id=plan.pk, moves=99, by=place.by)


def test_who_may_not_move_needs_a_reason_and_stays(place: Place) -> None:
    plan = place.plan()
    with pytest.raises(Invalid):
        actions.change_wish(plan_id=plan.pk, wish=replace(FREE, fixed={"029001": " "}), by=place.by)
    with pytest.raises(Invalid):
        actions.change_wish(plan_id=plan.pk, wish=replace(FREE, fixed={"none": "on leave"}), by=place.by)
    count = ratios(place.by, today()).first
    assert count is not None
    wish = replace(FREE, officers_at_stations=count.part + 1, fixed={"029001": "on a case"})
    assert "029001" not in numbers(place.drawn(wish))


def test_another_person_decides(place: Place) -> None:
    plan = place.plan()
    with pytest.raises(Refused, match="moves nobody"):
        actions.submit_plan(plan_id=plan.pk, by=place.by)
    actions.add_move(plan_id=plan.pk, going=TO_CASES, by=place.by)
    actions.submit_plan(plan_id=plan.pk, by=place.by)
    with pytest.raises(Refused, match="yourself"):
        actions.approve_plan(plan_id=plan.pk, by=place.by)
    other = viewer(place.cast.second_command_office)
    with pytest.raises(Invalid):
        actions.return_plan(plan_id=plan.pk, note=" ", by=other)
    actions.return_plan(plan_id=plan.pk, note="not now", by=other)
    actions.remove_move(plan_id=plan.pk, move_id=plan.moves.get().pk, by=place.by)


def test_an_area_left_behind_needs_somebody_who_takes_it(place: Place) -> None:
    plan = place.plan()
    actions.add_move(plan_id=plan.pk, going=Going("040101", Post.CASE_OFFICER, WEST), by=place.by)
    assert [row.number for row in queries.get_plan(place.by, plan.pk).problems] == ["040101"]
    with pytest.raises(Refused, match="Responsible for"):
        actions.submit_plan(plan_id=plan.pk, by=place.by)


def test_a_plan_takes_effect_as_postings_and_is_taken_back_before_its_day(place: Place) -> None:
    """A specialist takes over the areas of the community officer who goes, in one plan."""
    plan, day = place.plan(), today() + MONTH
    leaving = Going("040101", Post.CASE_OFFICER, WEST, successor="029001")
    coming = Going("029001", Post.COMMUNITY_OFFICER, EAST)
    for going in (leaving, coming):
        actions.add_move(plan_id=plan.pk, going=going, by=place.by)
    before = list(Posting.objects.order_by("pk").values())
    areas = list(BeatPosting.objects.order_by("pk").values())
    place.approved(plan)
    actions.effect_plan(plan_id=plan.pk, from_day=day, by=place.by)
    assert (post_of("040101", day), post_of("029001", day)) == ("case_officer@XJ", "community_officer@DT")
    assert BeatPosting.objects.filter(officer__police_number="029001", valid_from=day).exists()
    assert Event.objects.filter(action="redeployment.effect_plan").exists()
    book = queries.ledger(place.by, today(), day + MONTH)
    assert book.unchanged and [row.plan_number for row in book.rows] == [plan.number, plan.number]
    assert [row.from_place for row in book.rows] == ["刑警大队", "东塔派出所"]
    actions.take_back_plan(plan_id=plan.pk, by=place.by)
    assert list(Posting.objects.order_by("pk").values()) == before
    assert list(BeatPosting.objects.order_by("pk").values()) == areas
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED


def test_once_its_day_has_come_a_plan_is_not_taken_back(place: Place) -> None:
    plan = place.plan()
    actions.add_move(plan_id=plan.pk, going=TO_CASES, by=place.by)
    place.approved(plan)
    with pytest.raises(Refused, match="past"):
        actions.effect_plan(plan_id=plan.pk, from_day=today() - MONTH, by=place.by)
    actions.effect_plan(plan_id=plan.pk, from_day=today(), by=place.by)
    found = queries.get_plan(place.by, plan.pk).outcome
    assert found.first[1].part == found.first[0].part + 1  # its page still says what it changed
    with pytest.raises(Refused, match="in effect since"):
        actions.take_back_plan(plan_id=plan.pk, by=place.by)


def test_nothing_is_written_when_reality_has_changed_meanwhile(place: Place) -> None:
    """One has left, one was moved by hand: both rows are named, the third does not move either."""
    plan, day = place.plan(), today() + MONTH
    for number in ("029001", "029002", "019001"):
        actions.add_move(plan_id=plan.pk, going=replace(TO_CASES, number=number), by=place.by)
    place.approved(plan)
    people = place.staff.people
    end_posting(officer=people["029001"], end=today() + timedelta(days=3), by=place.by)
    transfer_officer(
        officer=people["029002"],
        post=Post.DEPARTMENT,
        from_date=today() + timedelta(days=3),
        reason="rotation",
        by=place.by,
    )
    before = list(Posting.objects.order_by("pk").values())
    with pytest.raises(actions.RowsRefused) as refused:
        actions.effect_plan(plan_id=plan.pk, from_day=day, by=place.by)
    assert [row.number for row in refused.value.rows] == ["029001", "029002"]
    assert list(Posting.objects.order_by("pk").values()) == before
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED and plan.effect_from is None


def test_a_plan_that_supposes_another_waits_for_it(place: Place) -> None:
    first = place.plan()
    actions.add_move(plan_id=first.pk, going=TO_CASES, by=place.by)
    second = place.plan(supposed_id=first.pk)
    actions.add_move(plan_id=second.pk, going=replace(TO_CASES, number="029002"), by=place.by)
    place.approved(second)
    with pytest.raises(Refused, match="supposes another plan"):
        actions.effect_plan(plan_id=second.pk, from_day=today(), by=place.by)


def test_a_drawing_that_is_stopped_leaves_the_moves_as_they_were(place: Place) -> None:
    from jingge.runs.actions import request_cancel

    plan = place.plan()
    actions.add_move(plan_id=plan.pk, going=TO_CASES, by=place.by)
    plan = actions.request_drawing(plan_id=plan.pk, by=place.by)
    assert plan.job_id is not None
    with pytest.raises(Refused):
        actions.add_move(plan_id=plan.pk, going=replace(TO_CASES, number="029002"), by=place.by)
    request_cancel(job_id=plan.job_id, by=place.by)
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT and numbers(plan) == ["029001"]


def test_a_wish_that_cannot_be_asked_names_field_and_mend(place: Place) -> None:
    for wish, field in (
        (Wish(city_least=-1), "city_least"),
        (Wish(stability_years=-1), "stability_years"),
        (Wish(most_moves=-1), "most_moves"),
        (Wish(officers_at_stations=0), "officers_at_stations"),
        (Wish(goals=()), "goals"),
    ):
        with pytest.raises(Invalid) as wrong:
            place.plan(wish)
        assert wrong.value.field == field


def test_another_bureau_and_a_station_head_have_no_plans_here(place: Place) -> None:
    plan = place.plan()
    with pytest.raises(NotYours):
        queries.get_plan(viewer(place.cast.other_command_office), plan.pk)
    with pytest.raises(NotYours):
        actions.withdraw_plan(plan_id=plan.pk, by=viewer(place.cast.other_command_office))
    with pytest.raises(Refused):
        queries.list_plans(viewer(place.cast.dongta_head))
