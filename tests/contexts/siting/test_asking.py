"""Questions with classes, budget, wanted places and hours of work; and those that make no sense."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.siting import bridge, queries, rules
from jingge.siting.actions import request_study
from jingge.siting.models import SiteStudy
from jingge.siting.terms import ClassAsk, FoundPlan, SiteAsk
from jingge.staffing.models import PoliceOffice
from jingge_engines.core.stop import MaxTime
from jingge_engines.siting import solve
from tests.contexts.siting.studies import USUAL, answered
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
CLASSES = (
    ClassAsk(office_class=1, cost=3),
    ClassAsk(office_class=2, cost=2),
    ClassAsk(office_class=3, cost=1),
)


def best(study: SiteStudy) -> FoundPlan:
    answer = queries.answer_of(study)
    assert answer is not None
    return answer.plans[0]


def free_unit(by: Viewer) -> str:
    return next(site.unit_code for site in queries.sites_on(by.bureau_id, today()) if not site.today)


def test_new_offices_are_of_the_class_that_suits_and_todays_keep_theirs(by: Viewer) -> None:
    today_of = dict(PoliceOffice.objects.values_list("code", "office_class"))
    spent = sum({1: 3, 2: 2, 3: 1}[kind] for kind in today_of.values())
    plan = best(answered(by, ask=replace(USUAL, classes=CLASSES, budget=spent + 1.0)))
    assert plan.feasible and plan.terms["cost"] == spent + 1
    for office in plan.offices:
        assert office.office_class == today_of.get(office.site.id, 3)


def test_the_fewest_offices_become_the_cheapest_where_classes_cost(by: Viewer) -> None:
    reach = (replace(CLASSES[0], radius_km=30.0), CLASSES[1], CLASSES[2])
    ask = SiteAsk(
        model="set_cover", count=1, keep_today=False, radius_km=1.0, classes=reach, seconds=4, more=0
    )
    study = answered(by, ask=ask)
    assert "成本" in rules.figure(queries.ask_of(study), best(study).objective)
    assert best(study).objective == best(study).terms["cost"]


def test_an_office_stands_where_one_is_wanted(by: Viewer) -> None:
    unit = free_unit(by)
    assert unit in {o.site.unit_code for o in best(answered(by, ask=replace(USUAL, wanted=(unit,)))).offices}


def test_hours_of_work_count_without_the_way_from_todays_office(by: Viewer) -> None:
    weights = {**DEFAULT_WEIGHTS, "travel_km": 900.0}
    usual = queries.ground_on(by.bureau_id, today(), replace(USUAL, weight="hours"))
    other = queries.ground_on(by.bureau_id, today(), replace(USUAL, weight="hours", hours=weights))
    assert usual.weight == other.weight and sum(usual.weight) > 0
    study = answered(by, ask=replace(USUAL, weight="hours"))
    assert "工时·公里" in rules.figure(queries.ask_of(study), best(study).objective)


def wrongs(by: Viewer) -> list[tuple[SiteAsk, str, str]]:
    unit, taken = free_unit(by), PoliceOffice.objects.get(code="JWS-XJ").unit_code
    free = len(queries.sites_on(by.bureau_id, today()))
    return [
        (replace(USUAL, wanted=(unit,), forbidden=(unit,)), "forbidden", "二者取一"),
        (replace(USUAL, forbidden=(taken,)), "forbidden", "二者取一"),
        (replace(USUAL, count=free, forbidden=(unit,)), "count", str(free - 1)),
        (replace(USUAL, count=2, wanted=(unit,)), "count", "3"),
        (replace(USUAL, radius_km=0.0), "radius_km", "大于0"),
        (replace(USUAL, capacity=1), "capacity", "合计最多"),
        (replace(USUAL, budget=9.0), "budget", "类别"),
        (replace(USUAL, classes=CLASSES, budget=1.0), "budget", "至少"),
        (
            replace(USUAL, classes=(replace(CLASSES[0], least=3, most=2), *CLASSES[1:])),
            "class_1_most",
            "最少",
        ),
        (replace(USUAL, classes=tuple(replace(c, most=0) for c in CLASSES)), "class_", "保留"),
        (
            replace(USUAL, classes=tuple(replace(c, capacity=1) for c in CLASSES)),
            "class_1_capacity",
            "合计最多",
        ),
        (replace(USUAL, classes=tuple(replace(c, least=4) for c in CLASSES)), "count", "12"),
    ]


def test_what_cannot_be_is_refused_with_field_value_and_mend(by: Viewer) -> None:
    for ask, field, words in wrongs(by):
        with pytest.raises(Invalid) as wrong:
            request_study(name="x", ask=ask, by=by)
        assert wrong.value.field.startswith(field), ask
        assert words in str(wrong.value.reason), str(wrong.value.reason)
    assert not SiteStudy.objects.exists()


def test_rules_that_clash_are_named_in_words(by: Viewer) -> None:
    study = answered(by, ask=replace(USUAL, model="set_cover", radius_km=0.1, count=3))
    plan = best(study)
    assert not plan.feasible
    said = str(rules.proof(queries.ask_of(study), replace(plan, clashing=("count", "kept:东塔", "radius"))))
    assert "东塔须设警务室" in said and "0.1" in said and "任放宽其一" in said


def test_a_radius_that_no_place_reaches_says_which_would_do(by: Viewer) -> None:
    study = answered(by, ask=replace(USUAL, model="set_cover", radius_km=0.1))
    plan, ask = best(study), queries.ask_of(study)
    assert plan.beyond and f"{plan.beyond[0][1]:g}公里" in str(rules.proof(ask, plan))
    enough = replace(USUAL, model="set_cover", radius_km=plan.beyond[0][1])
    assert best(answered(by, ask=enough)).feasible


def test_the_best_plan_comes_first_where_none_is_proven(by: Viewer) -> None:
    ground = queries.ground_on(by.bureau_id, today(), USUAL)
    problem = bridge.problem_of(ground, USUAL)
    one = solve(problem, stop=MaxTime(2), rng=1)
    worse, better = replace(one, objective=200.0, bound=90.0), replace(one, objective=100.0)
    first, second = bridge.best_first(worse, [better], 1.0)
    assert (first.objective, first.bound, first.gap, first.status) == (100.0, 90.0, 0.1, "within")
    assert second is worse


def test_the_form_offers_all_of_it_and_marks_what_is_wrong(by: Viewer, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    html = client.get(reverse("siting:new"), secure=True).content.decode()
    for name in ("wanted", "budget", "by_class", "class_3_radius", "pack"):
        assert f'name="{name}"' in html, name
    unit = free_unit(by)
    asked: dict[str, Any] = {
        "name": "选址",
        "model": "p_median",
        "weight": "hours",
        "count": "3",
        "keep_today": "on",
        "wanted": [unit],
        "forbidden": [unit],
        "by_class": "on",
        "class_1_cost": "3",
        "class_2_cost": "2",
        "class_3_cost": "1",
        "budget": "20",
        "alternatives": "1",
        "within_pct": "5",
        "more": "0",
        "seconds": "5",
    }
    response = client.post(reverse("siting:new"), asked, secure=True)
    assert response.status_code == 422 and "二者取一" in response.content.decode()
    response = client.post(reverse("siting:new"), {**asked, "forbidden": []}, secure=True)
    assert response.status_code == 302
    kept = SiteStudy.objects.get().asked
    assert (kept["weight"], kept["budget"], len(kept["classes"])) == ("hours", 20.0, 3)
