"""The pages of plans of moves: a person makes, draws, decides and prints one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import translation

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.redeployment import actions
from jingge.redeployment.models import StaffingPlan
from jingge.redeployment.terms import Going
from jingge.staffing.actions import end_posting
from jingge.staffing.queries import ratios
from jingge.staffing.terms import OrganKind, Post
from jingge.staffing.terms import Place as At
from tests.contexts.redeployment.conftest import FREE, Place, work

As = Callable[[Account], Client]
GOING = Going("029001", Post.CASE_OFFICER, At(OrganKind.STATION, "DT"), why="充实")


def at(name: str, plan: StaffingPlan) -> str:
    return reverse(f"redeployment:{name}", args=[plan.pk])


def test_a_plan_is_made_drawn_submitted_and_turned_into_postings_from_the_pages(
    place: Place, as_: As
) -> None:
    client, other = as_(place.cast.command_office), as_(place.cast.second_command_office)
    count = ratios(place.by, today()).first
    assert count is not None
    made = client.post(
        reverse("redeployment:new"),
        {"name": "补充", "day": today().isoformat(), "reason": "reinforcement"},
    )
    assert made.status_code == 302
    plan = StaffingPlan.objects.get()
    rules = {
        "officers_at_stations": count.part + 1,
        "city_least": 0,
        "rural_least": 0,
        "stability_years": 0,
        "goal_1": "transfers",
        "goal_2": "imbalance",
        "fixed": "029001 在办专案\n",
    }
    assert client.post(at("wish", plan), rules).status_code == 302
    assert client.post(at("draw", plan)).status_code == 302
    assert client.get(made["Location"]).status_code == 200
    assert work() == "done"
    page = client.get(made["Location"]).content.decode()
    moved = plan.moves.get().officer.police_number
    assert moved != "029001"
    for words in ("moves-curve", "已证明", moved):
        assert words in page
    client.post(at("submit", plan))
    assert "由他人" in client.get(made["Location"]).content.decode()
    other.post(at("approve", plan))
    client.post(at("effect", plan), {"from_day": (today() + timedelta(days=9)).isoformat()})
    plan.refresh_from_db()
    assert plan.state == "in_effect"
    ledger = client.get(reverse("redeployment:ledger")).content.decode()
    assert moved in ledger and "to=station" in ledger and "reason=" in ledger, "figures lead to their rows"
    client.post(at("take_back", plan))
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_a_hand_made_move_can_be_changed_taken_out_and_had_back(place: Place, as_: As) -> None:
    client, plan = as_(place.cast.command_office), place.plan()
    move = {"number": "029001", "place": "station:DT", "post": "case_officer", "why": "充实"}
    assert client.post(at("add_move", plan), move).status_code == 302
    wrong = client.post(at("add_move", plan), {**move, "number": "029002", "post": "helper"})
    assert wrong.status_code == 422 and plan.moves.count() == 1
    row = plan.moves.get()
    change = reverse("redeployment:change_move", args=[plan.pk, row.pk])
    assert "029001" in client.get(change).content.decode()
    assert client.post(change, {**move, "place": "station:XJ"}).status_code == 302
    row = plan.moves.get()
    assert row.station == place.cast.xijiao
    client.post(reverse("redeployment:remove_move", args=[plan.pk, row.pk]))
    assert plan.moves.count() == 0
    client.post(at("undo", plan))
    assert plan.moves.get().station == place.cast.xijiao


def test_a_wrong_rule_comes_back_beside_its_field(place: Place, as_: As) -> None:
    client, plan = as_(place.cast.command_office), place.plan()
    rules = {"city_least": 0, "rural_least": 0, "stability_years": 0, "goal_1": "transfers"}
    answer = client.post(at("wish", plan), {**rules, "fixed": "nobody 出差"})
    assert answer.status_code == 422 and "nobody" in answer.content.decode()
    twice = client.post(at("wish", plan), {**rules, "goal_2": "transfers"})
    assert twice.status_code == 422


def test_the_clashing_rules_stand_in_words_on_the_page(place: Place, as_: As) -> None:
    plan = place.drawn(replace(FREE, city_least=9, rural_least=9, most_moves=1))
    with translation.override("zh-hans"):
        page = as_(place.cast.command_office).get(at("plan", plan)).content.decode()
    assert "不能同时成立" in page and "至少有 9 名民警" in page


def test_rows_that_reality_overtook_are_named_one_by_one(place: Place, as_: As) -> None:
    plan = place.plan()
    actions.add_move(plan_id=plan.pk, going=GOING, by=place.by)
    place.approved(plan)
    end_posting(officer=place.staff.people["029001"], end=today() + timedelta(days=1), by=place.by)
    day = (today() + timedelta(days=5)).isoformat()
    page = as_(place.cast.command_office).post(at("effect", plan), {"from_day": day}, follow=True)
    assert "029001" in page.content.decode() and "未写入" in page.content.decode()
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_list_moves_and_ledger_can_be_exported(place: Place, as_: As) -> None:
    client, plan = as_(place.cast.auditor), place.plan()
    actions.add_move(plan_id=plan.pk, going=GOING, by=place.by)
    for address in (reverse("redeployment:plans"), at("moves", plan), reverse("redeployment:ledger")):
        for kind in ("xlsx", "csv"):
            assert client.get(address, {"export": kind}).status_code == 200
    wrong = client.get(reverse("redeployment:ledger"), {"since": "soon"})
    assert wrong.status_code == 422


def test_a_plans_page_asks_as_many_queries_for_many_moves_as_for_one(
    place: Place, as_: As, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client, plan = as_(place.cast.command_office), place.plan()
    for number in ("029001", "029002", "019001"):
        actions.add_move(plan_id=plan.pk, going=replace(GOING, number=number), by=place.by)
    client.get(at("plan", plan))
    with django_assert_max_num_queries(40):  # type: ignore[attr-defined]
        client.get(at("plan", plan))
