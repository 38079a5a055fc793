"""Entering, correcting, finishing, cancelling; what each person sees."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from jingge.audit.models import Event
from jingge.common.clock import frozen_at
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.jointwork import queries
from jingge.jointwork.actions import (
    cancel_action,
    change_partner,
    close_partner,
    correct_action,
    enter_action,
    enter_partner,
    finish_action,
)
from jingge.jointwork.models import JointAction, Partner
from jingge.jointwork.terms import JointSpec, PartnerSpec
from tests.factories.cast import Cast, viewer
from tests.factories.territory import DONGTA, XIJIAO

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 1)


def spec(*partners: Partner, result: str = "") -> JointSpec:
    return JointSpec(
        kind="joint_duty",
        subject="夜市联合巡逻",
        grid_code=f"{DONGTA}001",
        day=DAY,
        leader_number="040101",
        partner_ids=tuple(p.pk for p in partners),
        result=result,
    )


def test_without_a_result_it_is_planned_and_a_result_makes_it_done(
    by: Viewer, committee: Partner, court: Partner
) -> None:
    row = enter_action(spec=spec(committee, court), by=by)
    assert (row.state, row.grid_name, row.station.code) == ("planned", "东塔1社区", "DT")
    with pytest.raises(Invalid, match="结果"):
        finish_action(action_id=row.pk, result=" ", by=by)
    finish_action(action_id=row.pk, result="劝离占道摊位6处", by=by)
    shown = queries.list_actions(by)
    assert [(one.state.value, one.result) for one in shown] == [("done", "劝离占道摊位6处")]
    assert set(shown[0].partners.split("、")) == {"东塔1社区居委会", "市司法局"}


def test_done_without_result_is_refused_by_the_database_itself(by: Viewer, committee: Partner) -> None:
    row = enter_action(spec=spec(committee), by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        JointAction.objects.filter(pk=row.pk).update(state="done")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"partner_ids": ()}, "partners"),
        ({"kind": "party"}, "kind"),
        ({"grid_code": f"{DONGTA}999"}, "grid_code"),
        ({"grid_code": f"{XIJIAO}001"}, "grid_code"),
        ({"leader_number": "040201"}, "leader"),
        ({"leader_number": "F040100"}, "leader"),
        ({"day": date(2019, 1, 1)}, "grid_code"),  # no map was in force
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    by: Viewer, committee: Partner, change: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        enter_action(spec=replace(spec(committee), **change), by=by)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not JointAction.objects.exists()


def test_a_correction_changes_it_and_the_log_keeps_what_it_was(
    by: Viewer, committee: Partner, court: Partner
) -> None:
    row = enter_action(spec=spec(committee, result="完成"), by=by)
    with pytest.raises(Invalid):
        correct_action(action_id=row.pk, spec=spec(committee), by=by)  # a result is not taken away
    correct_action(action_id=row.pk, spec=replace(spec(court, result="完成"), kind="joint_mediation"), by=by)
    detail = Event.objects.filter(action="jointwork.correct_action").latest("at").detail
    assert (detail["was"]["kind"], detail["kind"]) == ("joint_duty", "joint_mediation")
    assert (detail["was"]["partners"], detail["partners"]) == (["东塔1社区居委会"], ["市司法局"])


def test_what_is_cancelled_counts_no_longer_and_stays(by: Viewer, committee: Partner) -> None:
    row = enter_action(spec=spec(committee, result="完成"), by=by)
    assert queries.kind_counts(by, DAY, DAY)[0].duty == 1
    cancel_action(action_id=row.pk, by=by)
    assert queries.kind_counts(by, DAY, DAY)[0].done == 0
    assert queries.list_partners(by)[0].actions == 0
    assert len(queries.list_actions(by, state="cancelled")) == 1
    with pytest.raises(Refused):
        cancel_action(action_id=row.pk, by=by)
    with pytest.raises(Refused):
        correct_action(action_id=row.pk, spec=spec(committee), by=by)


def test_figures_are_per_station_month_and_kind(by: Viewer, cast: Cast, committee: Partner) -> None:
    enter_action(spec=spec(committee, result="完成"), by=by)
    enter_action(spec=replace(spec(committee, result="完成"), kind="joint_mediation"), by=by)
    enter_action(spec=replace(spec(committee), day=date(2021, 7, 2)), by=by)
    found = queries.kind_counts(viewer(cast.chief), date(2021, 1, 1), date(2021, 12, 31))
    assert [(c.month, c.station_code, c.duty, c.mediation, c.done, c.planned) for c in found] == [
        ("2021-07", "DT", 0, 0, 0, 1),
        ("2021-06", "DT", 1, 1, 2, 0),
    ]


def test_a_partner_closes_and_stays_in_what_was_done(by: Viewer, committee: Partner) -> None:
    row = enter_action(spec=spec(committee), by=by)
    close_partner(partner_id=committee.pk, by=by)
    with pytest.raises(Invalid) as refusal:
        enter_action(spec=spec(committee), by=by)
    assert refusal.value.field == "partners"
    correct_action(action_id=row.pk, spec=spec(committee, result="完成"), by=by)
    with pytest.raises(Refused):
        change_partner(partner_id=committee.pk, spec=PartnerSpec("乙", "committee", "DT"), by=by)
    enter_partner(spec=PartnerSpec("东塔1社区居委会", "committee", "DT"), by=by)  # its name is free again


def test_two_partners_have_not_one_name(by: Viewer, committee: Partner) -> None:
    with pytest.raises(Invalid) as refusal:
        enter_partner(spec=PartnerSpec(committee.name, "committee", "DT"), by=by)
    assert refusal.value.field == "name"


def test_a_station_keeps_its_own_partners_only(by: Viewer, court: Partner) -> None:
    with pytest.raises(Refused):
        change_partner(partner_id=court.pk, spec=PartnerSpec("乙", "department", "DT"), by=by)
    with pytest.raises(Refused):
        enter_partner(spec=PartnerSpec("甲", "committee", "XJ"), by=by)


def test_another_station_neither_sees_nor_changes_it(by: Viewer, cast: Cast, committee: Partner) -> None:
    row = enter_action(spec=spec(committee), by=by)
    other = viewer(cast.xijiao_head)
    assert queries.list_actions(other) == []
    assert queries.list_partners(other) == []
    with pytest.raises(NotYours):
        cancel_action(action_id=row.pk, by=other)
    assert queries.list_actions(viewer(cast.other_command_office)) == []


def test_the_leaders_name_is_for_those_who_read_postings(by: Viewer, cast: Cast, committee: Partner) -> None:
    enter_action(spec=spec(committee), by=by)
    assert queries.list_actions(viewer(cast.it_clerk))[0].leader == ""
    assert queries.list_actions(viewer(cast.auditor))[0].leader == "民警040101"
    assert queries.list_actions(viewer(cast.officer))[0].leader_number == "040101"  # oneself


def test_a_day_ahead_has_no_result_yet(by: Viewer, committee: Partner) -> None:
    with frozen_at(datetime(2021, 5, 1, 1, tzinfo=UTC)), pytest.raises(Invalid) as refusal:
        enter_action(spec=spec(committee, result="完成"), by=by)
    assert refusal.value.field == "day"
