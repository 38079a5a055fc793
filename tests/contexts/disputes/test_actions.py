"""A dispute from its registration to its end, with the limits of its incident, on a real database."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jingge.audit.models import Event
from jingge.common.clock import frozen_at, now, today
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.disputes import actions
from jingge.disputes.models import Dispute, Step
from jingge.disputes.queries import doors, listing, picture
from jingge.disputes.terms import Answers, Bar, Body, Failure, State, VisitResult
from jingge.incidents import actions as incidents
from jingge.incidents.models import Incident
from jingge.incidents.terms import Ending, Stage
from tests.contexts.disputes.conftest import ACCEPT, FIT, accepted, agreement, referral
from tests.contexts.incidents.conftest import LIST, THEFT, running, spec
from tests.factories.cast import Cast, viewer


def due(incident: Incident, key: str) -> datetime:
    return timezone.localtime(incident.clocks.get(key=key, state="running").due_at)


def monday(hour: int = 10) -> datetime:
    """A Monday without holidays around it."""
    return datetime(2026, 3, 2, hour, tzinfo=timezone.get_default_timezone())


def test_a_neighbours_quarrel_is_mediated_performed_and_visited(fit: Dispute, officer: Viewer) -> None:
    incident = fit.incident
    assert running(incident) == {"mediation.first": "DT", "case.handling": "DT"}
    agreed = actions.agree(dispute_id=fit.pk, agreement=agreement(), by=officer)
    assert running(incident) == {"mediation.performance": "DT", "case.handling": "DT"}
    assert due(incident, "mediation.performance").date() == agreed.perform_by
    visit_due = today() + timedelta(days=30)
    done = actions.perform(dispute_id=fit.pk, day=today(), visit_due=visit_due, by=officer)
    incident.refresh_from_db()
    assert done.state == State.PERFORMED and running(incident) == {}
    assert (incident.stage, incident.ending) == (Stage.CLOSED, Ending.MEDIATED)
    assert set(incident.clocks.values_list("state", flat=True)) == {"met"}
    visited = actions.visit(dispute_id=fit.pk, day=today(), result=VisitResult.HOLDS, by=officer)
    assert visited.state == State.VISITED
    deeds = list(fit.steps.values_list("deed", flat=True))
    assert deeds == ["open", "judge", "agree", "perform", "visit"]
    assert Event.objects.filter(action__startswith="disputes.").count() == 5


def test_first_within_three_workdays_second_within_seven_of_the_first(
    rules_in_force: None, officer: Viewer
) -> None:
    with frozen_at(monday()):
        incident = accepted(officer)
        made = actions.open_dispute(incident_id=incident.pk, type="D02", level="orange", by=officer)
        actions.judge(dispute_id=made.pk, answers=FIT, by=officer)
        assert due(incident, "mediation.first").date() == date(2026, 3, 5)
    with frozen_at(monday() + timedelta(days=2)):
        actions.meet(dispute_id=made.pk, day=today(), by=officer)
        assert running(incident) == {"mediation.second": "DT", "case.handling": "DT"}
        assert due(incident, "mediation.second").date() == date(2026, 3, 13)
    assert incident.clocks.get(key="mediation.first").state == "met"


def test_a_first_mediation_after_its_limit_is_late(rules_in_force: None, officer: Viewer) -> None:
    with frozen_at(monday()):
        incident = accepted(officer)
        made = actions.open_dispute(incident_id=incident.pk, type="D02", level="red", by=officer)
        actions.judge(dispute_id=made.pk, answers=FIT, by=officer)
    with frozen_at(monday() + timedelta(days=8)):
        actions.agree(dispute_id=made.pk, agreement=agreement(), by=officer)
    assert incident.clocks.get(key="mediation.first").state == "late"


def test_three_workdays_count_from_a_finished_appraisal(rules_in_force: None, officer: Viewer) -> None:
    with frozen_at(monday()):
        incident = accepted(officer)
        made = actions.open_dispute(incident_id=incident.pk, type="D06", level="orange", by=officer)
    with frozen_at(monday() + timedelta(days=7)):
        answers = Answers(violation=True, minor=True, grounds=FIT.grounds, appraisal_on=today())
        actions.judge(dispute_id=made.pk, answers=answers, by=officer)
        assert due(incident, "mediation.first").date() == date(2026, 3, 12)


def test_failure_starts_the_time_of_the_case_anew(rules_in_force: None, officer: Viewer) -> None:
    with frozen_at(monday()):
        incident = accepted(officer)
        made = actions.open_dispute(incident_id=incident.pk, type="D02", level="orange", by=officer)
        actions.judge(dispute_id=made.pk, answers=FIT, by=officer)
        before = due(incident, "case.handling").date()
    with frozen_at(monday() + timedelta(days=3)):
        actions.fail(dispute_id=made.pk, day=today(), failure=Failure.NO_AGREEMENT, by=officer)
        clock = incident.clocks.get(key="case.handling", state="running")
        assert clock.run["restarted"].startswith("2026-03-05")
        assert running(incident) == {"case.handling": "DT"}
        assert due(incident, "case.handling").date() > before


def test_what_is_not_performed_becomes_a_case_from_that_day(agreed: Dispute, officer: Viewer) -> None:
    incident = agreed.incident
    with frozen_at(now() + timedelta(days=60)):
        actions.not_perform(dispute_id=agreed.pk, day=today(), by=officer)
        assert running(incident) == {"case.handling": "DT"}
        assert due(incident, "case.handling").date() >= today() + timedelta(days=30)
        closed = incidents.close(
            incident_id=incident.pk, ending=Ending.DECIDED, reason="依法处罚", by=officer
        )
    assert closed.ending == Ending.DECIDED


def test_a_failed_mediation_is_not_begun_anew_while_its_case_is_open(
    fit: Dispute, officer: Viewer, head: Viewer
) -> None:
    actions.fail(dispute_id=fit.pk, day=today(), failure=Failure.NO_AGREEMENT, by=officer)
    with pytest.raises(Refused):
        actions.restart(dispute_id=fit.pk, by=officer)
    assert doors.doors_of(officer, fit).restart
    key = fit.incident_id
    incidents.close(incident_id=key, ending=Ending.DECIDED, reason="依法处罚", by=officer)
    incidents.reopen(incident_id=key, reason="又起争执", by=head)
    assert actions.restart(dispute_id=fit.pk, by=officer).state == State.OPENED


def test_a_long_term_of_performance_does_not_make_the_case_late(fit: Dispute, officer: Viewer) -> None:
    given = agreement(perform_by=today() + timedelta(days=50))
    actions.agree(dispute_id=fit.pk, agreement=given, by=officer)
    with frozen_at(now() + timedelta(days=50)):
        actions.perform(dispute_id=fit.pk, day=today(), visit_due=today(), by=officer)
    assert fit.incident.clocks.get(key="case.handling").state == "met"


def test_what_article_179_bars_becomes_a_case_at_once(dispute: Dispute, officer: Viewer) -> None:
    answers = Answers(violation=True, minor=True, grounds=FIT.grounds, bars=(Bar.GANG,))
    done = actions.judge(dispute_id=dispute.pk, answers=answers, by=officer)
    assert (done.state, done.reasons) == (State.CASE, ["gang"])
    assert running(dispute.incident) == {"case.handling": "DT"}


def test_without_a_violation_it_goes_to_peoples_mediation_and_the_court_confirms(
    dispute: Dispute, officer: Viewer
) -> None:
    actions.judge(dispute_id=dispute.pk, answers=Answers(violation=False, minor=False), by=officer)
    actions.refer(dispute_id=dispute.pk, referral=referral(), by=officer)
    dispute.incident.refresh_from_db()
    assert dispute.incident.ending == Ending.REFERRED and running(dispute.incident) == {}
    settled = actions.settle(dispute_id=dispute.pk, day=today(), by=officer)
    assert settled.confirm_by is not None and settled.confirm_by >= today() + timedelta(days=30)


def test_a_court_settles_nothing_in_peoples_mediation(fit: Dispute, officer: Viewer) -> None:
    actions.refer(dispute_id=fit.pk, referral=referral(body=Body.COURT, name="灵武市人民法院"), by=officer)
    with pytest.raises(Refused):
        actions.settle(dispute_id=fit.pk, day=today(), by=officer)


def test_a_dispute_is_made_once_of_an_accepted_dispute(
    rules_in_force: None, officer: Viewer, quarrel: Incident
) -> None:
    theft = incidents.take_in(spec=spec(THEFT), by=officer)
    fresh = incidents.take_in(spec=spec("D"), by=officer)
    for incident in (theft, fresh):
        with pytest.raises(Refused):
            actions.open_dispute(incident_id=incident.pk, type="D02", level="yellow", by=officer)
    actions.open_dispute(incident_id=quarrel.pk, type="D02", level="yellow", by=officer)
    with pytest.raises(Refused):
        actions.open_dispute(incident_id=quarrel.pk, type="D02", level="yellow", by=officer)


def test_only_the_owner_acts(fit: Dispute, command: Viewer, brigade: Viewer, cast: Cast) -> None:
    for by in (command, brigade, viewer(cast.auditor), viewer(cast.chief)):
        with pytest.raises((Refused, NotYours)):
            actions.agree(dispute_id=fit.pk, agreement=agreement(), by=by)
    assert listing.get_dispute(viewer(cast.auditor), fit.pk).pk == fit.pk
    with pytest.raises(NotYours):
        listing.get_dispute(viewer(cast.xijiao_head), fit.pk)


def test_two_agreements_never_share_a_number(agreed: Dispute, officer: Viewer) -> None:
    other = accepted(officer)
    made = actions.open_dispute(incident_id=other.pk, type="D01", level="red", by=officer)
    actions.judge(dispute_id=made.pk, answers=FIT, by=officer)
    with pytest.raises(Invalid) as refusal:
        actions.agree(dispute_id=made.pk, agreement=agreement(), by=officer)
    assert refusal.value.field == "number"


def test_a_wrong_step_is_taken_back_and_stays_in_the_story(agreed: Dispute, officer: Viewer) -> None:
    incident = agreed.incident
    begun = incident.clocks.get(key="mediation.first").started_at
    with pytest.raises(Invalid):
        actions.take_back(dispute_id=agreed.pk, reason=" ", by=officer)
    back = actions.take_back(dispute_id=agreed.pk, reason="日期录错", by=officer)
    assert (back.state, back.agreement_number, back.agreed_on, back.first_on) == ("fit", "", None, None)
    assert running(incident) == {"mediation.first": "DT", "case.handling": "DT"}
    assert incident.clocks.get(key="mediation.first", state="running").started_at == begun
    assert incident.clocks.get(key="case.handling").run["restarted"] is None
    assert Step.objects.get(undoes__isnull=False).undoes == Step.objects.get(deed="agree")
    actions.take_back(dispute_id=agreed.pk, reason="判断有误", by=officer)
    with pytest.raises(Refused):
        actions.take_back(dispute_id=agreed.pk, reason="再撤", by=officer)


def test_what_closed_the_incident_is_taken_back_by_the_head_alone(
    agreed: Dispute, officer: Viewer, head: Viewer
) -> None:
    actions.perform(dispute_id=agreed.pk, day=today(), visit_due=today(), by=officer)
    with pytest.raises(Refused):
        actions.take_back(dispute_id=agreed.pk, reason="未履行完", by=officer)
    back = actions.take_back(dispute_id=agreed.pk, reason="未履行完", by=head)
    back.incident.refresh_from_db()
    assert (back.state, back.incident.stage) == (State.AGREED, Stage.ACCEPTED)
    assert running(back.incident) == {"mediation.performance": "DT", "case.handling": "DT"}


def test_a_dispute_of_an_incident_opened_again_begins_anew(
    agreed: Dispute, officer: Viewer, head: Viewer
) -> None:
    actions.perform(dispute_id=agreed.pk, day=today(), visit_due=today(), by=officer)
    incidents.reopen(incident_id=agreed.incident_id, reason="又起争执", by=head)
    again = actions.restart(dispute_id=agreed.pk, by=officer)
    assert (again.state, again.agreed_on, again.agreement_number) == (State.OPENED, None, "")
    assert running(again.incident) == {"mediation.first": "DT", "case.handling": "DT"}


def test_a_dispute_goes_on_where_it_was_when_its_unit_keeps_it_after_all(
    agreed: Dispute, officer: Viewer
) -> None:
    incident = agreed.incident
    incidents.hand_on(incident_id=incident.pk, receiver="XJ", reason="地点有误", by=officer)
    assert "mediation.performance" not in running(incident)
    with pytest.raises(Refused):
        actions.perform(dispute_id=agreed.pk, day=today(), visit_due=today(), by=officer)
    incidents.keep(incident_id=incident.pk, by=officer)
    assert running(incident) == {"mediation.performance": "DT", "case.handling": "DT"}


def test_a_dispute_follows_its_incident_to_the_unit_that_signed_for_it(
    agreed: Dispute, officer: Viewer, head: Viewer, cast: Cast
) -> None:
    key, xijiao = agreed.incident_id, viewer(cast.xijiao_head)
    transfer = incidents.hand_on(incident_id=key, receiver="XJ", reason="地点在西郊", by=officer)
    incidents.write_list(transfer_id=transfer.pk, reason="移交", receiver="XJ", items=LIST, by=officer)
    incidents.propose(transfer_id=transfer.pk, by=officer)
    incidents.approve(transfer_id=transfer.pk, by=head)
    incidents.confirm(transfer_id=transfer.pk, counted={1: 1, 2: 12}, by=xijiao)
    incidents.review(incident_id=key, answer=ACCEPT, by=xijiao)
    assert running(agreed.incident) == {"mediation.performance": "XJ", "case.handling": "XJ"}
    done = actions.perform(dispute_id=agreed.pk, day=today(), visit_due=today(), by=xijiao)
    assert done.state == State.PERFORMED
    with pytest.raises(Refused):
        actions.visit(dispute_id=agreed.pk, day=today(), result=VisitResult.HOLDS, by=officer)


def test_an_incident_whose_kind_was_corrected_is_mediated_no_more(fit: Dispute, officer: Viewer) -> None:
    incidents.correct(incident_id=fit.incident_id, spec=spec(THEFT), by=officer)
    with pytest.raises(Refused):
        actions.agree(dispute_id=fit.pk, agreement=agreement(), by=officer)


def test_type_and_level_are_corrected_with_the_old_ones_in_the_story(fit: Dispute, officer: Viewer) -> None:
    done = actions.correct(dispute_id=fit.pk, type="D03", level="red", by=officer)
    assert (done.type, done.level, done.state) == ("D03", "red", State.FIT)
    assert fit.steps.get(deed="correct").before["type"] == "D02"
    with pytest.raises(Invalid):
        actions.correct(dispute_id=fit.pk, type="D99", level="red", by=officer)


def test_days_ahead_or_before_the_step_before_are_refused(agreed: Dispute, officer: Viewer) -> None:
    for day in (today() + timedelta(days=1), today() - timedelta(days=1)):
        with pytest.raises(Invalid) as refusal:
            actions.not_perform(dispute_id=agreed.pk, day=day, by=officer)
        assert refusal.value.field == "day"


@pytest.mark.parametrize("spoil", ["text", "incident", "delete"])
def test_the_database_keeps_stories_as_they_are(fit: Dispute, spoil: str, quarrel: Incident) -> None:
    def change() -> Any:
        if spoil == "text":
            return Step.objects.update(text="改写")
        if spoil == "incident":
            return Dispute.objects.update(opened_on=date(2020, 1, 1))
        return Step.objects.all().delete()

    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_the_picture_counts_by_type_and_place_and_leads_to_the_rows(
    fit: Dispute, officer: Viewer, cast: Cast
) -> None:
    month = f"{today():%Y-%m}"
    types = picture.by_type(officer, month)
    assert (types[0].code, types[0].count, types[0].share) == ("D02", 1, 100.0)
    places = picture.by_place(officer, month)
    assert sum(one.count for one in places) == 1 and places[0].open == 1
    assert picture.by_place(viewer(cast.xijiao_head), month) == []
    assert listing.list_disputes(officer, unit_code="-").count() == 1
    assert listing.list_disputes(officer, type="D01").count() == 0


def test_doors_and_deeds_agree(fit: Dispute, officer: Viewer, command: Viewer) -> None:
    mine, theirs = doors.doors_of(officer, fit), doors.doors_of(command, fit)
    assert mine.agree is None and mine.take_back is None and mine.visit
    assert theirs.agree and theirs.correct and theirs.take_back
