"""A plan that does without an office: who serves its units afterwards, and taking it back before the day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.siting import queries
from jingge.siting.actions import approve_plan, open_offices, propose_plan, take_back_opening
from jingge.siting.models import SiteStudy
from jingge.siting.terms import StudyState
from jingge.staffing.actions import change_office_services, set_opening_plan
from jingge.staffing.models import OfficeService, OpeningPlan, PoliceOffice, held_on
from tests.contexts.siting.studies import USUAL, answered
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
DAY = today() + timedelta(days=30)


@pytest.fixture
def study(by: Viewer, cast: Cast) -> SiteStudy:
    """Two offices; the one in the suburb is given up, a new one stands elsewhere; approved."""
    unit = PoliceOffice.objects.get(code="JWS-XJ").unit_code
    ask = replace(USUAL, count=2, released=("JWS-XJ",), forbidden=(unit,), alternatives=0, more=0)
    study = answered(by, ask=ask)
    propose_plan(study_id=study.pk, plan=1, opens_on=DAY, by=by)
    return approve_plan(study_id=study.pk, by=viewer(cast.second_command_office))


def served_on(day: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for unit, code in OfficeService.objects.filter(held_on(day, at="office__")).values_list(  # type: ignore[arg-type]
        "unit_code", "office__code"
    ):
        found.setdefault(unit, set()).add(code)
    return found


def test_no_unit_of_a_closing_office_is_left_without_one(by: Viewer, study: SiteStudy) -> None:
    before = served_on(DAY)
    orphans = {unit for unit, codes in before.items() if codes == {"JWS-XJ"}}
    assert orphans
    answer = queries.answer_of(study)
    assert answer is not None
    told = queries.handovers(by.bureau_id, answer.plans[0], DAY)
    assert {one.unit_code for one in told} == orphans and all(one.to for one in told)
    done = open_offices(study_id=study.pk, by=by)
    assert (done.state, done.closed_codes) == (StudyState.OPENED, ["JWS-XJ"])
    after = served_on(DAY)
    assert set(before) <= set(after)
    assert all("JWS-XJ" not in codes for codes in after.values())
    assert served_on(DAY - timedelta(days=1)) == before


def test_before_the_day_all_of_it_is_taken_back(by: Viewer, study: SiteStudy) -> None:
    offices, before = sorted(PoliceOffice.objects.values_list("code", "valid_to")), served_on(DAY)
    done = open_offices(study_id=study.pk, by=by)
    new = PoliceOffice.objects.get(code=done.opened_codes[0])
    week = (((480, 720),),) * 7
    set_opening_plan(office=new, week=week, closed_on_holidays=True, from_date=DAY, by=by)
    back = take_back_opening(study_id=study.pk, by=by)
    assert (back.state, back.opened_codes, back.closed_codes) == (StudyState.APPROVED, [], [])
    assert sorted(PoliceOffice.objects.values_list("code", "valid_to")) == offices
    assert served_on(DAY) == before
    assert not OpeningPlan.objects.exists()
    open_offices(study_id=study.pk, by=by)


def test_what_changed_since_or_a_day_that_has_come_refuses_the_undo(by: Viewer, study: SiteStudy) -> None:
    done = open_offices(study_id=study.pk, by=by)
    new = PoliceOffice.objects.get(code=done.opened_codes[0])
    later = {s.unit_code for s in new.services.all()} | {PoliceOffice.objects.get(code="JWS-XJ").unit_code}
    change_office_services(office=new, unit_codes=sorted(later), from_date=DAY + timedelta(days=9), by=by)
    with pytest.raises(Refused):
        take_back_opening(study_id=study.pk, by=by)
    SiteStudy.objects.filter(pk=study.pk).update(opens_on=today())
    with pytest.raises(Refused, match="已到"):
        take_back_opening(study_id=study.pk, by=by)
    assert PoliceOffice.objects.filter(code="JWS-XJ", valid_to=DAY).exists()


def test_the_pages_say_who_serves_what_then_and_offer_the_way_back(
    by: Viewer, cast: Cast, as_: As, study: SiteStudy
) -> None:
    client = as_(cast.command_office)
    page = reverse("siting:study", args=[study.pk])
    assert "撤销警务室的社区（村）以后由谁服务" in client.get(page, secure=True).content.decode()
    confirm = client.get(reverse("siting:open", args=[study.pk]), secure=True).content.decode()
    assert "撤销：" in confirm and "以后由" in confirm
    assert client.post(reverse("siting:open", args=[study.pk]), secure=True).status_code == 302
    html = client.get(page, secure=True).content.decode()
    back = reverse("siting:take_back_opening", args=[study.pk])
    assert back in html
    assert client.post(back, secure=True).status_code == 302
    study.refresh_from_db()
    assert study.state == StudyState.APPROVED
