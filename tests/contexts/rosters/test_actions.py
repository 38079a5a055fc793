"""Deeds on rosters: drawn by the real engine, changed, swapped, repaired, published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from jingge.common.errors import Invalid, NotAllowed, NotYours, Refused
from jingge.rosters import actions, queries
from jingge.rosters.models import Cell, CellEdit, Leave, RepairProposal, Roster, ShiftKind
from jingge.rosters.queries.settings import spec
from jingge.rosters.rules.checking import breaches
from jingge.runs import actions as runs
from jingge.runs.models import Job
from jingge.staffing.models import TeamMember
from tests.contexts.rosters.conftest import MONTH, Place, work
from tests.factories.cast import viewer

Lay = Callable[..., Roster]


def test_a_month_is_drawn_by_the_worker_within_all_rules_and_published(place: Place, opened: Roster) -> None:
    actions.request_drawing(roster_id=opened.pk, by=place.head)
    assert work() == "done"
    opened.refresh_from_db()
    assert opened.state == "drawn"
    assert opened.status in ("proven", "within")
    question = queries.question_of(opened)
    rows = queries.rows_of(opened, question)
    assert [breaches(question, m, row) for m, row in zip(question.members, rows, strict=True)] == [()] * len(
        rows
    )
    assert any(any(row) for row in rows)
    actions.publish_roster(roster_id=opened.pk, by=place.head)
    with pytest.raises(Refused, match="rely on it"):
        actions.request_drawing(roster_id=opened.pk, by=place.head)


def test_leave_is_kept_free_and_protected_hours_hold_beside_it(place: Place, opened: Roster) -> None:
    actions.enter_leave(
        station_code="DT", officer_id=place.id_of("040101"), kind="annual",
        first_day=date(2026, 11, 9), last_day=date(2026, 11, 13), by=place.head,
    )  # fmt: skip
    roster = actions.draw_now(roster_id=opened.pk, by=place.head)
    assert roster.state == "drawn"
    mine = Cell.objects.filter(roster=roster, officer=place.staff.people["040101"])
    assert not mine.filter(day__gte=date(2026, 11, 9), day__lte=date(2026, 11, 13)).exists()
    assert (
        mine.filter(day__gte=date(2026, 11, 2), day__lte=date(2026, 11, 8), kind__community=True).count() >= 4
    )


def test_rules_that_leave_nobody_a_roster_are_named_in_words(place: Place, opened: Roster) -> None:
    rules = replace(queries.rules_of(place.cast.dongta), community_days=4, community_hours=60)
    actions.save_rules(station_code="DT", rules=rules, by=place.head)
    actions.draw_now(roster_id=opened.pk, by=place.head)
    view = queries.month_view(place.head, opened.pk)
    assert view.roster.state == "draft"
    assert "protected hours in the area" in str(view.reasons[0])
    assert not Cell.objects.exists()


def test_a_kind_that_nobody_may_take_is_refused_before_anything_runs(place: Place, opened: Roster) -> None:
    TeamMember.objects.create(
        bureau=place.cast.bureau, station=place.cast.dongta, officer=place.staff.people["040181"],
        part="community_team", valid_from=date(2026, 1, 1),
    )  # fmt: skip
    with pytest.raises(Refused, match="Nobody at the station may take"):
        actions.request_drawing(roster_id=opened.pk, by=place.head)
    assert not Job.objects.exists()


def test_a_cancelled_drawing_leaves_what_was_there(place: Place, opened: Roster) -> None:
    roster = actions.request_drawing(roster_id=opened.pk, by=place.head)
    assert roster.job_id is not None
    runs.request_cancel(job_id=roster.job_id, by=place.head)
    opened.refresh_from_db()
    assert opened.state == "draft"


def test_a_station_head_cannot_touch_a_neighbours_month(place: Place, opened: Roster) -> None:
    neighbour = viewer(place.cast.xijiao_head)
    for deed in (actions.publish_roster, actions.request_drawing, actions.undo_change):
        with pytest.raises(NotYours):
            deed(roster_id=opened.pk, by=neighbour)
    with pytest.raises(NotYours):
        actions.open_roster(station_code="DT", month=MONTH, by=neighbour)
    with pytest.raises(NotAllowed):
        actions.publish_roster(roster_id=opened.pk, by=place.officer)


def test_a_change_says_what_it_breaks_and_is_undone(place: Place, lay: Lay) -> None:
    roster = lay({("040181", 10): "case-duty", ("040181", 12): "case"})
    done = actions.set_cell(
        roster_id=roster.pk,
        officer_id=place.id_of("040181"),
        day=date(2026, 11, 11),
        code="case",
        by=place.head,
    )
    assert [breach.rule for _who, breach in done.breaks] == ["rest"]
    assert Cell.objects.filter(day=date(2026, 11, 11)).count() == 1
    actions.undo_change(roster_id=roster.pk, by=place.head)
    assert not Cell.objects.filter(day=date(2026, 11, 11)).exists()
    with pytest.raises(Refused, match="No change by hand"):
        actions.undo_change(roster_id=roster.pk, by=place.head)


def test_two_cells_change_places_and_come_back(place: Place, lay: Lay) -> None:
    roster = lay({("040101", 10): "area"})
    actions.exchange_cells(
        roster_id=roster.pk, officer_id=place.id_of("040101"), day=date(2026, 11, 10),
        other_id=place.id_of("040102"), other_day=date(2026, 11, 11), by=place.head,
    )  # fmt: skip
    cell = Cell.objects.get()
    assert (cell.officer.police_number, cell.day) == ("040102", date(2026, 11, 11))
    actions.undo_change(roster_id=roster.pk, by=place.head)
    assert Cell.objects.get().officer.police_number == "040101"


def test_a_shift_of_another_station_cannot_be_set(place: Place, lay: Lay) -> None:
    roster = lay({})
    with pytest.raises(NotYours):
        actions.set_cell(
            roster_id=roster.pk,
            officer_id=place.id_of("040101"),
            day=date(2026, 11, 11),
            code="cat",
            by=place.head,
        )
    assert not CellEdit.objects.exists()


def test_a_swap_is_asked_agreed_approved_and_done(place: Place, lay: Lay) -> None:
    roster = lay({("040101", 10): "area"})
    swap = actions.ask_swap(
        roster_id=roster.pk, colleague_id=place.id_of("040102"), day=date(2026, 11, 10), in_return=None,
        by=place.officer,
    )  # fmt: skip
    with pytest.raises(Refused, match="does not fit"):
        actions.decide_swap(swap_id=swap.pk, approve=True, by=place.head)
    with pytest.raises(NotAllowed):
        actions.agree_swap(swap_id=swap.pk, by=place.officer)
    actions.agree_swap(swap_id=swap.pk, by=replace(place.officer, police_number="040102"))
    actions.decide_swap(swap_id=swap.pk, approve=True, by=place.head)
    assert Cell.objects.get().officer.police_number == "040102"


def test_a_swap_that_breaks_rest_is_refused_with_the_rule(place: Place, lay: Lay) -> None:
    duty = ShiftKind.objects.get(station=place.cast.dongta, code="case-duty")
    actions.save_kind(station_code="DT", spec=replace(spec(duty), who="all"), by=place.head)
    roster = lay({("040101", 10): "case-duty", ("040102", 11): "area"})
    with pytest.raises(Refused, match="works in the rest after"):
        actions.ask_swap(
            roster_id=roster.pk, colleague_id=place.id_of("040102"), day=date(2026, 11, 10), in_return=None,
            by=place.officer,
        )  # fmt: skip


def test_somebody_who_cannot_come_is_replaced_with_the_least_change_when_accepted(
    place: Place, opened: Roster
) -> None:
    roster = actions.draw_now(roster_id=opened.pk, by=place.head)
    actions.publish_roster(roster_id=roster.pk, by=place.head)
    day = Cell.objects.filter(
        roster=roster, officer=place.staff.people["040101"], day__gte=date(2026, 11, 3)
    ).order_by("day")[0].day  # fmt: skip
    proposal = actions.report_absence(
        roster_id=roster.pk, officer_id=place.id_of("040101"), first_day=day, last_day=day, by=place.head
    )
    assert work() == "done"
    proposal.refresh_from_db()
    assert proposal.state == "proposed"
    assert [str(place.id_of("040101")), day.isoformat(), ""] in proposal.cells
    assert len(proposal.cells) <= 4
    actions.accept_proposal(proposal_id=proposal.pk, by=place.head)
    assert not Cell.objects.filter(officer=place.staff.people["040101"], day=day).exists()
    assert Leave.objects.get().kind == "short_notice"


def test_a_proposal_on_ground_that_moved_is_refused(place: Place, lay: Lay) -> None:
    roster = lay({("040101", 10): "area"})
    day = date(2026, 11, 10)
    proposal = actions.report_absence(
        roster_id=roster.pk, officer_id=place.id_of("040101"), first_day=day, last_day=day, by=place.head
    )
    assert work() == "done"
    actions.set_cell(
        roster_id=roster.pk,
        officer_id=place.id_of("040102"),
        day=date(2026, 11, 20),
        code="area",
        by=place.head,
    )
    with pytest.raises(Refused, match="changed since"):
        actions.accept_proposal(proposal_id=proposal.pk, by=place.head)
    actions.drop_proposal(proposal_id=proposal.pk, by=place.head)
    assert RepairProposal.objects.get().state == "dropped"


def test_leave_is_asked_for_and_decided_by_another(place: Place) -> None:
    days = {"first_day": date(2026, 11, 20), "last_day": date(2026, 11, 21)}
    leave = actions.ask_leave(kind="annual", by=place.officer, **days)
    with pytest.raises(Refused, match="away in part"):
        actions.ask_leave(kind="training", by=place.officer, **days)
    with pytest.raises(NotAllowed):
        actions.decide_leave(leave_id=leave.pk, approve=True, by=place.officer)
    actions.decide_leave(leave_id=leave.pk, approve=True, by=place.head)
    actions.withdraw_leave(leave_id=leave.pk, by=place.officer)
    assert Leave.objects.get().state == "withdrawn"
    with pytest.raises(Refused):
        actions.ask_leave(
            kind="annual", first_day=date(2026, 11, 20), last_day=date(2026, 11, 19), by=place.officer
        )


def test_two_kinds_of_shift_cannot_share_a_mark(place: Place) -> None:
    kind = ShiftKind.objects.get(station=place.cast.dongta, code="case")
    with pytest.raises(Invalid):
        actions.save_kind(station_code="DT", spec=replace(spec(kind), mark="AR"), by=place.head)


def test_a_calendar_address_is_replaced_and_revoked(place: Place, lay: Lay) -> None:
    lay({("040101", 10): "area"})
    first = actions.make_feed(by=place.officer)
    assert "DTSTART;TZID=Asia/Shanghai:20261110T083000" in queries.feed_of(first)
    second = actions.make_feed(by=place.officer)
    with pytest.raises(NotYours):
        queries.feed_of(first)
    assert "BEGIN:VEVENT" in queries.feed_of(second)
    actions.revoke_feed(by=place.officer)
    with pytest.raises(NotYours):
        queries.feed_of(second)


def test_nights_of_a_published_month_are_carried_into_the_next(place: Place, lay: Lay) -> None:
    duty = ShiftKind.objects.get(station=place.cast.dongta, code="case-duty")
    actions.save_kind(station_code="DT", spec=replace(spec(duty), who="community_team"), by=place.head)
    roster = lay({("040101", 10): "case-duty", ("040101", 20): "case-duty"})
    team = {"040101": "team", "040102": "team"}
    roster.asked = {"groups": {str(place.id_of(number)): group for number, group in team.items()}}
    roster.save()
    following = actions.open_roster(station_code="DT", month=date(2026, 12, 1), by=place.head)
    ahead = {m.number: m.nights_ahead for m in queries.question_of(following).members}
    assert (ahead["040101"], ahead["040102"]) == (1.0, -1.0)
