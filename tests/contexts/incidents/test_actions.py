"""A theft at 东塔 and a quarrel beside it, from the report to the end."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jingge.common.clock import frozen_at, now, today
from jingge.common.errors import Invalid, NotAllowed, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.incidents import actions
from jingge.incidents.actions.organs import my_organ
from jingge.incidents.models import Clock, Entry, Incident, Item, Transfer
from jingge.incidents.terms import Ending, Refusal, Review, Ruling, Stage, Urgency, Verdict
from jingge.organisation.models import Station
from jingge.territory.actions import adopt_version
from tests.contexts.incidents.conftest import LIST, LOST, QUARREL, running, spec
from tests.factories.cast import Cast, viewer
from tests.factories.territory import SmallMap, draw

COUNTED = {1: 1, 2: 12}


def test_a_report_gets_the_next_number_an_owner_and_a_clock(theft: Incident, officer: Viewer) -> None:
    year = timezone.localtime(now()).year
    assert theft.number == f"DT-{year}-000001"
    assert theft.owner.code == theft.first_receiver.code == "DT"
    assert running(theft) == {"intake.review_criminal": "DT"}
    assert actions.take_in(spec=spec(QUARREL), by=officer).number == f"DT-{year}-000002"


def test_a_refused_intake_uses_no_number(theft: Incident, officer: Viewer) -> None:
    with pytest.raises(Invalid):
        actions.take_in(spec=spec(facts="嫌疑人身份证 64012219900101123X"), by=officer)
    assert actions.take_in(spec=spec(), by=officer).serial == 2


def test_sent_twice_it_is_registered_once(rules_in_force: None, officer: Viewer, head: Viewer) -> None:
    key = uuid.uuid4()
    first = actions.take_in(spec=spec(id=key), by=officer)
    assert actions.take_in(spec=spec(id=key), by=officer).pk == first.pk
    assert Incident.objects.count() == 1
    with pytest.raises(Refused):
        actions.take_in(spec=spec(id=key), by=head)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("received_at", {"received_at": now() + timedelta(hours=2)}),
        ("received_at", {"received_at": now() - timedelta(days=365 * 20)}),
        ("occurred_on", {"occurred_on": timezone.localdate(now()) + timedelta(days=3)}),
        ("handled_at", {"handled_at": now()}),
        ("category", {"category": "A"}),
        ("category", {"category": "没有"}),
        ("facts", {"facts": " "}),
        ("facts", {"facts": "一" * 1_000_000}),
        ("facts", {"facts": "其身份证 6 4 0 1 2 2 1 9 9 0 0 1 0 1 1 2 3 X"}),
        ("facts", {"facts": "其身份证６４０１２２１９９００１０１１２３Ｘ，"}),
        ("facts", {"facts": "640122-19900101-123X"}),
        ("facts", {"facts": "640122\u200b19900101\u200b1234"}),
        ("facts", {"facts": "电话 １３９ ０９５１ ２３４５ 联系"}),
        ("official_ref", {"official_ref": "6222 0212 3456 7890 128"}),
        ("lon", {"lon": 106.3}),
        ("grid_code", {"grid_code": "没有"}),
        ("organ_code", {"organ_code": "XJ"}),
    ],
)
def test_bad_input_names_its_field_and_writes_nothing(
    rules_in_force: None, officer: Viewer, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        actions.take_in(spec=spec(**changes), by=officer)
    assert refused.value.field == field
    assert len(str(refused.value.value)) < 100
    assert not Incident.objects.exists() and not Entry.objects.exists()


def test_an_urgent_one_is_handled_first_and_registered_within_its_limit(
    rules_in_force: None, officer: Viewer
) -> None:
    day_before = now() - timedelta(hours=30)
    incident = actions.take_in(
        spec=spec(urgency=Urgency.URGENT, received_at=day_before, handled_at=day_before + timedelta(hours=1)),
        by=officer,
    )
    assert Clock.objects.get(incident=incident, key="intake.urgent_registration").state == "late"


def test_the_command_office_sends_a_station_which_is_then_the_first_receiver(
    rules_in_force: None, command: Viewer
) -> None:
    incident = actions.take_in(spec=spec(organ_code="XJ"), by=command)
    assert incident.first_receiver.code == "XJ" and incident.number.startswith("XJ-")


def test_a_theft_goes_to_the_brigade_with_a_list_both_sides_counted(
    theft: Incident, officer: Viewer, sent: Transfer, brigade: Viewer
) -> None:
    actions.take_step(incident_id=theft.pk, code="URG-5", remark="保护现场", by=officer)
    assert running(theft) == {"transfer.confirm": "XZ"}
    theft.refresh_from_db()
    assert theft.owner.code == "DT", "the first receiver stays responsible until the receiver signs"
    done = actions.confirm(transfer_id=sent.pk, counted=COUNTED, by=brigade)
    theft.refresh_from_db()
    assert theft.owner.code == "XZ" and done.signed_by_label == brigade.label
    assert running(theft) == {"intake.review_criminal": "XZ"}
    assert list(Item.objects.values_list("quantity", "received")) == [(1, 1), (12, 12)]
    assert "派出所不办理刑事案件" in done.rule or "A1" in done.rule or "刑事" in done.rule


def test_the_owner_never_changes_without_a_signed_transfer(theft: Incident, brigade: Viewer) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=theft.pk).update(owner=my_organ(brigade))
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=theft.pk).delete()


def test_what_was_signed_is_never_rewritten(sent: Transfer, brigade: Viewer) -> None:
    actions.confirm(transfer_id=sent.pk, counted=COUNTED, by=brigade)
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.filter(pk=sent.pk).update(state="sent")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.all().delete()


def test_a_count_that_differs_is_not_signed_for(sent: Transfer, brigade: Viewer) -> None:
    for counted in ({1: 1, 2: 11}, {1: 1}):
        with pytest.raises(Refused):
            actions.confirm(transfer_id=sent.pk, counted=counted, by=brigade)
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_list_that_differs_goes_back_and_the_sender_answers_for_it(
    theft: Incident, sent: Transfer, officer: Viewer, head: Viewer, brigade: Viewer
) -> None:
    actions.refuse_transfer(
        transfer_id=sent.pk, refusal=Refusal.LIST_DIFFERS, reason="照片少一张", by=brigade
    )
    assert running(theft) == {"transfer.answer": "DT"}
    actions.write_list(transfer_id=sent.pk, reason="更正", receiver="XZ", items=LIST[:1], by=officer)
    actions.propose(transfer_id=sent.pk, by=officer)
    actions.approve(transfer_id=sent.pk, by=head)
    assert running(theft) == {"transfer.confirm": "XZ"}
    actions.confirm(transfer_id=sent.pk, counted={1: 1}, by=brigade)


def test_confirming_twice_or_after_a_refusal_is_refused(sent: Transfer, brigade: Viewer) -> None:
    actions.confirm(transfer_id=sent.pk, counted=COUNTED, by=brigade)
    with pytest.raises(Refused):
        actions.confirm(transfer_id=sent.pk, counted=COUNTED, by=brigade)
    with pytest.raises(Refused):
        actions.refuse_transfer(
            transfer_id=sent.pk, refusal=Refusal.NOT_OURS, reason="不属我队", whose="DT", by=brigade
        )


def test_not_ours_has_to_name_whose_it_is(sent: Transfer, brigade: Viewer) -> None:
    for whose in ("", "XZ", "没有"):
        with pytest.raises(Invalid) as refused:
            actions.refuse_transfer(
                transfer_id=sent.pk, refusal=Refusal.NOT_OURS, reason="不属我队管辖", whose=whose, by=brigade
            )
        assert refused.value.field == "whose"


def refused_and_disputed(sent: Transfer, head: Viewer, brigade: Viewer) -> None:
    actions.refuse_transfer(
        transfer_id=sent.pk, refusal=Refusal.NOT_OURS, reason="价值不足立案", whose="DT", by=brigade
    )
    actions.dispute(transfer_id=sent.pk, by=head)


def test_a_dispute_is_ruled_for_the_receiver_who_then_signs(
    theft: Incident, sent: Transfer, head: Viewer, brigade: Viewer, command: Viewer
) -> None:
    refused_and_disputed(sent, head, brigade)
    assert running(theft) == {"transfer.dispute": "ZH"}
    actions.rule(transfer_id=sent.pk, ruling=Ruling.RECEIVER, reason="属刑事案件，由刑警大队办理", by=command)
    assert running(theft) == {"transfer.confirm": "XZ"}
    with pytest.raises(Refused):
        actions.refuse_transfer(
            transfer_id=sent.pk, refusal=Refusal.NOT_OURS, reason="仍不属我队", whose="DT", by=brigade
        )
    actions.confirm(transfer_id=sent.pk, counted=COUNTED, by=brigade)
    theft.refresh_from_db()
    assert theft.owner.code == "XZ"


def test_a_dispute_ruled_for_the_sender_leaves_it_there_with_its_old_clock(
    theft: Incident, sent: Transfer, head: Viewer, brigade: Viewer, command: Viewer
) -> None:
    began = Clock.objects.get(incident=theft, key="intake.review_criminal").started_at
    refused_and_disputed(sent, head, brigade)
    actions.rule(transfer_id=sent.pk, ruling=Ruling.SENDER, reason="不构成犯罪，按治安案件办理", by=command)
    theft.refresh_from_db()
    assert (theft.owner.code, theft.stage) == ("DT", "registered")
    assert Clock.objects.get(incident=theft, state="running").started_at == began


def test_a_dispute_may_be_ruled_for_a_third_who_gets_the_same_list(
    theft: Incident, sent: Transfer, head: Viewer, brigade: Viewer, command: Viewer, cast: Cast
) -> None:
    refused_and_disputed(sent, head, brigade)
    actions.rule(transfer_id=sent.pk, ruling=Ruling.OTHER, reason="案发地在西郊", whose="XJ", by=command)
    third = Transfer.objects.get(incident=theft, state="ordered")
    assert [one.name for one in third.items.all()] == ["受案登记表", "现场照片"]
    actions.confirm(transfer_id=third.pk, counted=COUNTED, by=viewer(cast.xijiao_head))
    theft.refresh_from_db()
    assert theft.owner.code == "XJ"


def test_nobody_judges_their_own_dispute(
    rules_in_force: None, command: Viewer, brigade: Viewer, cast: Cast
) -> None:
    incident = actions.take_in(spec=spec(), by=command)
    answer = Review(verdict=Verdict.OTHER_UNIT, reason="刑事案件", whose="XZ")
    actions.review(incident_id=incident.pk, answer=answer, by=command)
    transfer = Transfer.objects.get(incident=incident)
    actions.write_list(transfer_id=transfer.pk, reason="刑事案件", receiver="XZ", items=LIST, by=command)
    actions.propose(transfer_id=transfer.pk, by=command)
    actions.approve(transfer_id=transfer.pk, by=command)
    actions.refuse_transfer(
        transfer_id=transfer.pk, refusal=Refusal.NOT_OURS, reason="不属我队", whose="DT", by=brigade
    )
    actions.dispute(transfer_id=transfer.pk, by=command)
    with pytest.raises(Refused):
        actions.rule(transfer_id=transfer.pk, ruling=Ruling.RECEIVER, reason="归刑警", by=command)
    actions.rule(transfer_id=transfer.pk, ruling=Ruling.RECEIVER, reason="归刑警", by=viewer(cast.chief))


def test_it_goes_neither_to_oneself_nor_in_a_circle(
    theft: Incident, sent: Transfer, officer: Viewer, brigade: Viewer
) -> None:
    actions.confirm(transfer_id=sent.pk, counted=COUNTED, by=brigade)
    for receiver in ("XZ", "DT"):
        with pytest.raises(Invalid):
            actions.hand_on(incident_id=theft.pk, receiver=receiver, reason="不属我队", by=brigade)


def test_only_the_right_side_acts(theft: Incident, sent: Transfer, officer: Viewer, cast: Cast) -> None:
    neighbour, station_head = viewer(cast.xijiao_head), viewer(cast.dongta_head)
    with pytest.raises(NotYours):
        actions.confirm(transfer_id=sent.pk, counted=COUNTED, by=neighbour)
    with pytest.raises(Refused):
        actions.confirm(transfer_id=sent.pk, counted=COUNTED, by=station_head)
    with pytest.raises((Refused, NotAllowed)):
        actions.approve(transfer_id=sent.pk, by=officer)
    with pytest.raises(Refused):
        actions.review(incident_id=theft.pk, answer=Review(verdict=Verdict.OWN), by=viewer(cast.auditor))


def test_a_removed_station_hands_over_by_order_of_the_superior(
    theft: Incident, command: Viewer, cast: Cast
) -> None:
    with pytest.raises(Refused):
        actions.order_from_gone(incident_id=theft.pk, receiver="XJ", reason="撤并", by=command)
    Station.objects.filter(code="DT").update(valid_to=timezone.localdate(now()))
    transfer = actions.order_from_gone(incident_id=theft.pk, receiver="XJ", reason="撤并到西郊", by=command)
    assert running(theft) == {"transfer.confirm": "XJ"}
    actions.confirm(transfer_id=transfer.pk, counted={}, by=viewer(cast.xijiao_head))
    theft.refresh_from_db()
    assert theft.owner.code == "XJ"


def test_kept_after_all_the_clock_of_before_goes_on(theft: Incident, officer: Viewer) -> None:
    actions.review(incident_id=theft.pk, answer=Review(verdict=Verdict.OWN), by=officer)
    began = Clock.objects.get(incident=theft, state="running").started_at
    with frozen_at(now() + timedelta(hours=3)):
        actions.hand_on(incident_id=theft.pk, receiver="XZ", reason="金额较大", by=officer)
        assert set(running(theft)) == {"transfer.criminal"}
        actions.keep(incident_id=theft.pk, by=officer)
    theft.refresh_from_db()
    assert theft.stage == "accepted"
    assert Clock.objects.get(incident=theft, state="running").started_at == began


def test_a_quarrel_is_accepted_with_both_its_clocks_and_closed(rules_in_force: None, officer: Viewer) -> None:
    quarrel = actions.take_in(spec=spec(QUARREL), by=officer)
    with pytest.raises(Invalid):
        actions.close(incident_id=quarrel.pk, ending=Ending.MEDIATED, reason="已调解", by=officer)
    actions.review(incident_id=quarrel.pk, answer=Review(verdict=Verdict.OWN), by=officer)
    assert set(running(quarrel)) == {"mediation.first", "case.handling"}
    actions.close(incident_id=quarrel.pk, ending=Ending.MEDIATED, reason="当场调解，已履行", by=officer)
    assert running(quarrel) == {}
    assert set(Clock.objects.filter(incident=quarrel).values_list("state", flat=True)) == {"met"}


def test_no_police_matter_is_told_whose_it_is(rules_in_force: None, officer: Viewer) -> None:
    lost = actions.take_in(spec=spec(LOST), by=officer)
    with pytest.raises(Invalid) as refused:
        actions.review(
            incident_id=lost.pk, answer=Review(verdict=Verdict.NOT_POLICE, reason="供水问题"), by=officer
        )
    assert refused.value.field == "whose"
    answer = Review(verdict=Verdict.NOT_POLICE, reason="供水问题", whose="12345 政务服务热线")
    actions.review(incident_id=lost.pk, answer=answer, by=officer)
    lost.refresh_from_db()
    assert (lost.stage, lost.ending) == ("closed", "not_police")
    assert Entry.objects.filter(incident=lost, kind="told").exists()


def test_a_repeated_report_names_the_first(theft: Incident, officer: Viewer) -> None:
    again = actions.take_in(spec=spec(), by=officer)
    for number in (again.number, "没有"):
        with pytest.raises(Invalid):
            actions.review(
                incident_id=again.pk,
                answer=Review(verdict=Verdict.REPEATED, reason="同一事", repeats=number),
                by=officer,
            )
    actions.review(
        incident_id=again.pk,
        answer=Review(verdict=Verdict.REPEATED, reason="同一事", repeats=theft.number),
        by=officer,
    )
    again.refresh_from_db()
    assert again.repeats_id == theft.pk


def test_another_kind_of_matter_has_another_clock_from_the_same_beginning(
    theft: Incident, officer: Viewer
) -> None:
    began = Clock.objects.get(incident=theft).started_at
    actions.correct(incident_id=theft.pk, spec=spec("A2", facts="改为治安案件"), by=officer)
    clock = Clock.objects.get(incident=theft, state="running")
    assert (clock.key, clock.started_at) == ("intake.review_administrative", began)


def test_opened_again_it_has_a_new_clock(rules_in_force: None, officer: Viewer, head: Viewer) -> None:
    quarrel = actions.take_in(spec=spec(QUARREL), by=officer)
    actions.review(incident_id=quarrel.pk, answer=Review(verdict=Verdict.OWN), by=officer)
    actions.close(incident_id=quarrel.pk, ending=Ending.MEDIATED, reason="已调解", by=officer)
    later = now() + timedelta(days=20)
    with frozen_at(later):
        actions.reopen(incident_id=quarrel.pk, reason="一方不履行", by=head)
    clock = Clock.objects.get(incident=quarrel, key="case.handling", state="running")
    assert clock.started_at == later


def test_an_appraisal_stops_the_case_clock_up_to_the_end_expected(
    rules_in_force: None, officer: Viewer
) -> None:
    case = actions.take_in(spec=spec("A2"), by=officer)
    actions.review(incident_id=case.pk, answer=Review(verdict=Verdict.OWN), by=officer)
    clock = Clock.objects.get(incident=case, key="case.handling")
    before = clock.due_at
    actions.stop_clock(
        clock_id=clock.pk,
        kind="appraisal",
        expected=now() + timedelta(days=10),
        paper="灵鉴〔2026〕8号",
        by=officer,
    )
    clock.refresh_from_db()
    assert timedelta(days=9) <= clock.due_at - before <= timedelta(days=20)
    with pytest.raises(Refused):
        actions.stop_clock(
            clock_id=clock.pk, kind="appraisal", expected=now() + timedelta(days=1), paper="", by=officer
        )
    actions.resume_clock(clock_id=clock.pk, by=officer)
    clock.refresh_from_db()
    assert clock.due_at == before


def test_an_extension_needs_the_approver_of_its_rule(
    rules_in_force: None, officer: Viewer, cast: Cast
) -> None:
    case = actions.take_in(spec=spec("A2"), by=officer)
    actions.review(incident_id=case.pk, answer=Review(verdict=Verdict.OWN), by=officer)
    clock = Clock.objects.get(incident=case, key="case.handling")
    before = clock.due_at
    with pytest.raises(Refused):
        actions.extend_clock(clock_id=clock.pk, choice=0, paper="", by=officer)
    chief = viewer(cast.chief)
    actions.extend_clock(clock_id=clock.pk, choice=0, paper="", by=chief)
    clock.refresh_from_db()
    assert timedelta(days=29) <= clock.due_at - before <= timedelta(days=45)
    actions.extend_clock(clock_id=clock.pk, choice=0, paper="", by=chief)
    with pytest.raises(Refused):
        actions.extend_clock(clock_id=clock.pk, choice=0, paper="", by=chief)


def test_the_sweep_reminds_once_and_escalates_once(theft: Incident, command: Viewer) -> None:
    clock = Clock.objects.get(incident=theft)
    for moment, expected in (
        (clock.due_at - timedelta(hours=2), (1, 0)),
        (clock.due_at - timedelta(hours=1), (0, 0)),
        (clock.due_at + timedelta(minutes=1), (0, 1)),
        (clock.due_at + timedelta(days=1), (0, 0)),
    ):
        with frozen_at(moment):
            assert actions.sweep(bureau_id=theft.bureau_id, by=command) == expected
    kinds = list(Entry.objects.filter(incident=theft).values_list("kind", flat=True))
    assert kinds.count("reminded") == kinds.count("escalated") == 1


def test_a_clock_of_the_computer_set_back_stops_nothing(rules_in_force: None, officer: Viewer) -> None:
    quarrel = actions.take_in(spec=spec(QUARREL), by=officer)
    with frozen_at(now() - timedelta(hours=3)):
        actions.review(incident_id=quarrel.pk, answer=Review(verdict=Verdict.OWN), by=officer)
        assert "case.handling" in running(quarrel)
        closed = actions.close(incident_id=quarrel.pk, ending=Ending.HANDLED, reason="已和解", by=officer)
    assert not running(quarrel)
    assert closed.stage == Stage.CLOSED


def test_a_grid_changed_in_mid_case_leaves_owner_and_place_as_they_were(
    rules_in_force: None, small_map: SmallMap, officer: Viewer
) -> None:
    """The block goes to another station tomorrow; who has the incident keeps it, and the place of its day."""
    block = next(one for one in small_map.spec.blocks if one.code.startswith("640181100"))
    quarrel = actions.take_in(spec=spec(QUARREL, grid_code=block.code), by=officer)
    assert quarrel.station_code == "DT"
    blocks = [one for one in small_map.spec.blocks if one.code != block.code]
    changed = draw(replace(small_map.spec, blocks=blocks), small_map.bureau, small_map.by, "改后")
    tomorrow = today() + timedelta(days=1)
    adopt_version(version=changed, valid_from=tomorrow, by=small_map.by)
    with frozen_at(now() + timedelta(days=2)):
        actions.review(incident_id=quarrel.pk, answer=Review(verdict=Verdict.OWN), by=officer)
        quarrel.refresh_from_db()
        assert (quarrel.owner.code, quarrel.block_code) == ("DT", block.code)
        with pytest.raises(Invalid):
            actions.take_in(spec=spec(QUARREL, grid_code=block.code, received_at=now()), by=officer)
