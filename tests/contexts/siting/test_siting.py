"""Where offices should stand: the question, the engine's answer, agreement by another person, opening."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jingge.audit.models import Event
from jingge.common.clock import today
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.runs.actions import request_cancel
from jingge.runs.management import leases
from jingge.runs.management.performing import Beating, perform
from jingge.siting import queries, rules
from jingge.siting.actions import (
    approve_plan,
    open_offices,
    propose_plan,
    request_study,
    take_back_plan,
)
from jingge.siting.models import SiteStudy
from jingge.siting.terms import FoundPlan, SiteAsk, SiteWeight, StudyState
from jingge.staffing.actions import close_office
from jingge.staffing.models import PoliceOffice
from tests.contexts.siting.studies import USUAL, answered
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db
DAY = today() + timedelta(days=30)
LEASE_S = 30.0


def test_todays_offices_stay_and_the_best_further_place_is_proven(by: Viewer) -> None:
    study = answered(by)
    answer = queries.answer_of(study)
    assert answer is not None
    best = answer.plans[0]
    assert best.status == "proven"
    standing = {o.site.id for o in best.offices if o.site.today}
    assert standing == {"JWS-DT", "JWS-XJ"}
    assert len(best.offices) == 3
    assert sum(o.weight for o in best.offices) == sum(
        queries.ground_on(by.bureau_id, study.day, USUAL).weight
    )
    assert "已证明最优" in str(rules.proof(USUAL, best))


def test_alternatives_differ_and_a_further_office_never_makes_ways_longer(by: Viewer) -> None:
    answer = queries.answer_of(answered(by, ask=replace(USUAL, alternatives=1, within_pct=50)))
    assert answer is not None
    opened = [frozenset(o.site.id for o in plan.offices) for plan in answer.plans]
    assert len(set(opened)) == len(opened) == 2
    assert [one.count for one in answer.adding] == [3, 4]
    assert answer.adding[1].proven and (answer.adding[1].gain or 0) >= 0


def test_what_makes_no_sense_is_named_with_field_value_and_mend(by: Viewer) -> None:
    for ask, field in (
        (replace(USUAL, count=1), "count"),
        (replace(USUAL, count=99), "count"),
        (replace(USUAL, model="max_cover"), "radius_km"),
        (replace(USUAL, model="expected_cover", radius_km=2.0), "busy"),
        (replace(USUAL, seconds=0), "seconds"),
    ):
        with pytest.raises(Invalid) as wrong:
            request_study(name="x", ask=ask, by=by)
        assert wrong.value.field == field
    assert not SiteStudy.objects.exists()


@pytest.mark.parametrize(
    "ask",
    [
        SiteAsk(model="max_cover", count=3, radius_km=1.0, seconds=4),
        SiteAsk(model="set_cover", count=1, radius_km=3.0, seconds=4),
        SiteAsk(model="double_cover", count=3, radius_km=2.0, seconds=4),
        SiteAsk(model="p_centre", count=3, seconds=4),
        SiteAsk(model="expected_cover", count=3, radius_km=2.0, busy=0.4, seconds=4),
    ],
)
def test_every_measure_is_answered(by: Viewer, ask: SiteAsk) -> None:
    answer = queries.answer_of(answered(by, ask=ask))
    assert answer is not None and answer.plans[0].feasible


def test_rules_that_clash_are_said_and_nothing_can_be_proposed(by: Viewer) -> None:
    study = answered(by, ask=SiteAsk(model="p_median", count=2, radius_km=0.1, seconds=4))
    answer = queries.answer_of(study)
    assert answer is not None and not answer.plans[0].feasible
    assert answer.plans[0].broken
    with pytest.raises(Refused):
        propose_plan(study_id=study.pk, plan=1, opens_on=DAY, by=by)


def test_another_person_agrees_and_the_new_office_opens_on_its_day(by: Viewer, cast: Cast) -> None:
    study = answered(by)
    other = viewer(cast.second_command_office)
    with pytest.raises(Refused):
        approve_plan(study_id=study.pk, by=other)
    propose_plan(study_id=study.pk, plan=1, opens_on=DAY, by=by)
    with pytest.raises(Refused):
        approve_plan(study_id=study.pk, by=by)
    with pytest.raises(Refused):
        open_offices(study_id=study.pk, by=by)
    approve_plan(study_id=study.pk, by=other)
    done = open_offices(study_id=study.pk, by=by)
    office = PoliceOffice.objects.get(code=done.opened_codes[0])
    assert (office.valid_from, office.office_class) == (DAY, 2)
    assert office.services.exists()
    assert done.state == StudyState.OPENED
    assert Event.objects.filter(action="siting.open_offices").exists()
    with pytest.raises(Refused):
        open_offices(study_id=study.pk, by=by)


def test_a_proposal_is_taken_back_and_the_study_stays(by: Viewer) -> None:
    study = answered(by)
    propose_plan(study_id=study.pk, plan=1, opens_on=DAY, by=by)
    take_back_plan(study_id=study.pk, by=by)
    study.refresh_from_db()
    assert (study.state, study.chosen_plan) == (StudyState.DONE, None)
    with pytest.raises(Refused):
        take_back_plan(study_id=study.pk, by=by)


def test_an_office_opened_meanwhile_stops_the_opening(by: Viewer, cast: Cast) -> None:
    study = answered(by)
    again = answered(by, name="又一次")
    for one in (study, again):
        propose_plan(study_id=one.pk, plan=1, opens_on=DAY, by=by)
        approve_plan(study_id=one.pk, by=viewer(cast.second_command_office))
    open_offices(study_id=study.pk, by=by)
    with pytest.raises(Refused):
        open_offices(study_id=again.pk, by=by)


def test_another_bureau_sees_no_study(by: Viewer, cast: Cast) -> None:
    study = answered(by)
    with pytest.raises(NotYours):
        queries.get_study(viewer(cast.other_command_office), study.pk)


def test_nothing_proven_is_said_so() -> None:
    plan = FoundPlan(1, 110.0, 100.0, 0.1, "within", True, {}, ())
    assert "10.00" in str(rules.proof(USUAL, plan))
    assert str(rules.proof(USUAL, replace(plan, bound=None, gap=None))) != ""


def test_the_worker_answers_a_study(by: Viewer) -> None:
    study = request_study(name="选址", ask=USUAL, by=by)
    ticket = leases.claim(lease_s=LEASE_S)
    assert ticket is not None
    assert perform(ticket, Beating(ticket, lease_s=LEASE_S, stopping=lambda: False)) == "done"
    study.refresh_from_db()
    assert study.state == StudyState.DONE


def test_a_stopped_study_says_so_and_keeps_nothing(by: Viewer) -> None:
    study = request_study(name="选址", ask=USUAL, by=by)
    ticket = leases.claim(lease_s=LEASE_S)
    assert ticket is not None and study.job_id is not None
    request_cancel(job_id=study.job_id, by=by)
    assert perform(ticket, Beating(ticket, lease_s=LEASE_S, stopping=lambda: False)) == "cancelled"
    study.refresh_from_db()
    assert study.state == StudyState.FAILED
    assert not study.answer


def test_grids_count_by_what_was_asked_and_the_figures_say_so(by: Viewer) -> None:
    for weight, unit in (("population", "人·公里"), ("households", "户·公里"), ("incidents", "件·公里")):
        study = answered(by, ask=replace(USUAL, weight=weight))
        answer = queries.answer_of(study)
        ground = queries.ground_on(by.bureau_id, study.day, queries.ask_of(study))
        assert answer is not None and answer.report["total"] == sum(ground.weight)
        assert unit in rules.figure(queries.ask_of(study), answer.plans[0].objective)


def test_an_office_given_up_is_shown_as_closing(by: Viewer) -> None:
    unit = PoliceOffice.objects.get(code="JWS-XJ").unit_code
    ask = replace(USUAL, released=("JWS-XJ",), forbidden=(unit,), alternatives=0)
    study = answered(by, ask=ask)
    answer = queries.answer_of(study)
    assert answer is not None
    plan = answer.plans[0]
    assert [site.id for site in plan.closed] == ["JWS-XJ"]
    assert "JWS-DT" in {office.site.id for office in plan.offices}
    kinds = {
        one["properties"]["code"]: one["properties"]["class"] for one in queries.plan_points(by, study.pk, 1)
    }
    assert (kinds["JWS-XJ"], kinds["JWS-DT"]) == (3, 2)


def approved(by: Viewer, cast: Cast) -> SiteStudy:
    study = answered(by)
    propose_plan(study_id=study.pk, plan=1, opens_on=DAY, by=by)
    return approve_plan(study_id=study.pk, by=viewer(cast.second_command_office))


def test_an_office_closed_meanwhile_stops_the_opening(by: Viewer, cast: Cast) -> None:
    study = approved(by, cast)
    close_office(office=PoliceOffice.objects.get(code="JWS-XJ"), end=DAY, by=by)
    with pytest.raises(Refused, match="现已撤销"):
        open_offices(study_id=study.pk, by=by)
    assert PoliceOffice.objects.count() == 2


def test_a_day_that_has_passed_stops_the_opening(by: Viewer, cast: Cast) -> None:
    study = approved(by, cast)
    SiteStudy.objects.filter(pk=study.pk).update(opens_on=today() - timedelta(days=1))
    with pytest.raises(Refused, match="已过"):
        open_offices(study_id=study.pk, by=by)
    assert PoliceOffice.objects.count() == 2


def test_a_map_where_the_weight_is_nought_is_refused_by_its_name() -> None:
    with pytest.raises(Refused, match="年警情"):
        queries.counted([{}, {}], SiteWeight.INCIDENTS)


def test_fewer_other_plans_than_asked_for_are_said() -> None:
    ask = replace(USUAL, alternatives=2, within_pct=1)
    assert "找到并证明了1个" in str(rules.few_others(ask, 1))
    assert rules.few_others(ask, 2) is None
