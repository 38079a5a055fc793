"""Whatever people do in whatever order: one owner, a clock that runs, numbers without gaps, no lost list."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jingge.common.clock import frozen_at, now
from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.incidents import actions
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.models import Clock, Counter, Entry, Incident, Item, Organ, Transfer
from jingge.incidents.queries.inbox import inbox, keys_for, tallies
from jingge.incidents.terms import (
    OPEN,
    Ending,
    ItemKind,
    ItemSpec,
    Refusal,
    Review,
    Ruling,
    Stage,
    TransferState,
    Verdict,
)
from jingge.norms.actions import agree_edition, bring_own_edition, propose_edition
from tests.contexts.incidents.conftest import LOST, QUARREL, THEFT, spec
from tests.factories.cast import make_cast, viewer

PEOPLE = ("officer", "dongta_head", "xijiao_head", "brigade_desk", "command_office", "chief", "auditor")
ORGANS = ("DT", "XJ", "XZ", "ZH", "没有")
DESKS = {"DT": "dongta_head", "XJ": "xijiao_head", "XZ": "brigade_desk", "ZH": "command_office"}
RIGHT = "the right one"  # whoever it falls to, more often than chance would have it
people = st.sampled_from(PEOPLE)
acting = st.sampled_from((RIGHT, RIGHT, RIGHT, *PEOPLE))
organs = st.sampled_from(ORGANS)


class Matters(RuleBasedStateMachine):
    """Everybody tries everything; the rules refuse what is not theirs to do."""

    incidents = Bundle("incidents")

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()  # each example begins with an empty database
        self.undone.__enter__()
        self.cast = make_cast()
        by, other = viewer(self.cast.command_office), viewer(self.cast.second_command_office)
        edition = bring_own_edition(code="lingwu_2021", by=by)
        propose_edition(edition_id=edition.pk, by=by)
        agree_edition(edition_id=edition.pk, by=other)
        ensure_organs(self.cast.bureau.pk)
        self.at = now()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def by(self, name: str) -> Viewer:
        return viewer(getattr(self.cast, name))

    def attempt(self, deed: Callable[..., Any], who: str, **given: Any) -> Any:
        """Done, or refused for a reason: nothing half done either way."""
        with frozen_at(self.at):
            try:
                with transaction.atomic():
                    return deed(**given, by=self.by(who))
            except Refused:
                return None

    def right(self, who: str, side: str, incident: Incident) -> str:
        if who != RIGHT:
            return who
        transfer = Transfer.objects.filter(incident=incident, state__in=OPEN).first()
        owner = Incident.objects.get(pk=incident.pk).owner_id
        organ = getattr(transfer, f"{side}_id") if transfer is not None else owner
        return DESKS[Organ.objects.get(pk=organ).code]

    def transfer_of(self, incident: Incident) -> UUID | None:
        """The open one, else any old one: deeds on those are to be refused."""
        rows = Transfer.objects.filter(incident=incident)
        found = rows.filter(state__in=OPEN).first() or rows.first()
        return found.pk if found else None

    @rule(target=incidents, who=people, category=st.sampled_from((THEFT, QUARREL, LOST, "A22", "F")))
    def take_in(self, who: str, category: str) -> Any:
        with frozen_at(self.at):
            given = spec(category)
        made = self.attempt(actions.take_in, who, spec=given)
        return multiple() if made is None else made

    @rule(incident=incidents, who=acting, verdict=st.sampled_from(Verdict), whose=organs)
    def review(self, incident: Incident, who: str, verdict: Verdict, whose: str) -> None:
        who = self.right(who, "sender", incident)
        number = Incident.objects.order_by("?").values_list("number", flat=True)[0]
        answer = Review(verdict=verdict, reason="审查意见", whose=whose, repeats=number)
        self.attempt(actions.review, who, incident_id=incident.pk, answer=answer)

    @rule(incident=incidents, who=acting, to=organs)
    def hand_on(self, incident: Incident, who: str, to: str) -> None:
        who = self.right(who, "sender", incident)
        self.attempt(actions.hand_on, who, incident_id=incident.pk, receiver=to, reason="另有管辖")

    @rule(incident=incidents, who=acting)
    def keep(self, incident: Incident, who: str) -> None:
        who = self.right(who, "sender", incident)
        self.attempt(actions.keep, who, incident_id=incident.pk)

    @rule(incident=incidents, who=acting, lines=st.integers(0, 2), to=organs)
    def write_list(self, incident: Incident, who: str, lines: int, to: str) -> None:
        who = self.right(who, "sender", incident)
        if (transfer := self.transfer_of(incident)) is None:
            return
        items = [ItemSpec(ItemKind.PAPER, f"材料{n}", n + 1) for n in range(lines)]
        given = {"transfer_id": transfer, "reason": "移送", "receiver": to, "items": items}
        self.attempt(actions.write_list, who, **given)

    @rule(
        incident=incidents,
        who=acting,
        deed=st.sampled_from(
            (actions.propose, actions.approve, actions.hand_back, actions.dispute, actions.withdraw)
        ),
    )
    def step(self, incident: Incident, who: str, deed: Callable[..., Any]) -> None:
        who = self.right(who, "sender", incident)
        if (transfer := self.transfer_of(incident)) is not None:
            self.attempt(deed, who, transfer_id=transfer)

    @rule(incident=incidents, who=acting, wrong=st.booleans())
    def confirm(self, incident: Incident, who: str, wrong: bool) -> None:
        who = self.right(who, "receiver", incident)
        if (transfer := self.transfer_of(incident)) is None:
            return
        items = Item.objects.filter(transfer=transfer)
        counted = {one.position: one.quantity + wrong for one in items}
        self.attempt(actions.confirm, who, transfer_id=transfer, counted=counted)

    @rule(incident=incidents, who=acting, refusal=st.sampled_from(Refusal), whose=organs)
    def refuse(self, incident: Incident, who: str, refusal: Refusal, whose: str) -> None:
        who = self.right(who, "receiver", incident)
        if (transfer := self.transfer_of(incident)) is None:
            return
        given = {"refusal": refusal, "reason": "不属我单位", "whose": whose}
        self.attempt(actions.refuse_transfer, who, transfer_id=transfer, **given)

    @rule(incident=incidents, who=people, ruling=st.sampled_from(Ruling), whose=organs)
    def arbitrate(self, incident: Incident, who: str, ruling: Ruling, whose: str) -> None:
        if (transfer := self.transfer_of(incident)) is None:
            return
        given = {"ruling": ruling, "reason": "指定管辖", "whose": whose}
        self.attempt(actions.rule, who, transfer_id=transfer, **given)

    @rule(incident=incidents, fate=st.sampled_from(("sent", "signed", "refused", "disputed", *Ruling)))
    def through(self, incident: Incident, fate: str) -> None:
        """The straight ways, which chance alone would seldom find, each up to a point."""
        incident.refresh_from_db()
        who = DESKS[Organ.objects.get(pk=incident.owner_id).code]
        to = "XZ" if who != "brigade_desk" else "XJ"
        if self.attempt(actions.hand_on, who, incident_id=incident.pk, receiver=to, reason="移送") is None:
            return
        self.write_list(incident, who, 2, to)
        self.step(incident, who, actions.propose)
        self.step(incident, who, actions.approve)
        if fate == "signed":
            self.confirm(incident, RIGHT, False)
        elif fate != "sent":
            self.refuse(incident, RIGHT, Refusal.NOT_OURS, "DT" if to == "XJ" else "XJ")
        if fate not in ("sent", "signed", "refused"):
            self.step(incident, who, actions.dispute)
        if fate in set(Ruling):
            self.arbitrate(incident, "command_office", Ruling(fate), "DT" if who == "brigade_desk" else "XJ")

    @rule(incident=incidents, who=acting, ending=st.sampled_from(Ending))
    def close(self, incident: Incident, who: str, ending: Ending) -> None:
        who = self.right(who, "sender", incident)
        self.attempt(actions.close, who, incident_id=incident.pk, ending=ending, reason="办结")

    @rule(incident=incidents, who=acting)
    def reopen(self, incident: Incident, who: str) -> None:
        who = self.right(who, "sender", incident)
        self.attempt(actions.reopen, who, incident_id=incident.pk, reason="不履行")

    @rule(incident=incidents, who=acting, category=st.sampled_from((THEFT, QUARREL, LOST)))
    def correct(self, incident: Incident, who: str, category: str) -> None:
        who = self.right(who, "sender", incident)
        with frozen_at(self.at):
            given = spec(category)
        self.attempt(actions.correct, who, incident_id=incident.pk, spec=given)

    @rule(incident=incidents, who=acting, days=st.integers(1, 20))
    def stop(self, incident: Incident, who: str, days: int) -> None:
        who = self.right(who, "sender", incident)
        clock = incident.clocks.filter(state="running").first()
        if clock is not None:
            expected = self.at + timedelta(days=days)
            given = {"kind": "appraisal", "expected": expected, "paper": ""}
            self.attempt(actions.stop_clock, who, clock_id=clock.pk, **given)

    @rule(incident=incidents, who=people)
    def extend(self, incident: Incident, who: str) -> None:
        clock = incident.clocks.filter(state="running").first()
        if clock is not None:
            self.attempt(actions.extend_clock, who, clock_id=clock.pk, choice=0, paper="批准文号1")

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @precondition(lambda self: Incident.objects.exists())
    @rule()
    def sweep(self) -> None:
        bureau = self.cast.bureau.pk
        self.attempt(actions.sweep, "command_office", bureau_id=bureau)

    @invariant()
    def one_owner_and_a_running_clock(self) -> None:
        for incident in Incident.objects.select_related("owner"):
            running = list(incident.clocks.filter(state="running").select_related("organ"))
            if incident.stage == Stage.CLOSED:
                assert not running and incident.ending and incident.closed_at
                continue
            assert running, (incident.stage, list(incident.transfers.values_list("state", flat=True)))
            transfer = incident.transfers.filter(state__in=OPEN).first()
            sides = {incident.owner_id}
            if transfer is not None:
                assert incident.stage == Stage.MOVING and transfer.sender_id == incident.owner_id
                sides |= {transfer.receiver_id}
            command = Organ.objects.get(code="ZH").pk
            assert {clock.organ_id for clock in running} <= sides | {command}

    @invariant()
    def owners_follow_the_signed_transfers(self) -> None:
        for incident in Incident.objects.all():
            at = incident.first_receiver_id
            signed = incident.transfers.filter(state=TransferState.CONFIRMED).order_by("signed_at", "pk")
            for transfer in signed:
                assert transfer.sender_id == at
                assert all(one.received == one.quantity for one in transfer.items.all())
                at = transfer.receiver_id
            assert incident.owner_id == at

    @invariant()
    def numbers_have_no_gaps(self) -> None:
        for counter in Counter.objects.all():
            rows = Incident.objects.filter(first_receiver=counter.organ_id, year=counter.year)
            assert sorted(rows.values_list("serial", flat=True)) == list(range(1, counter.last + 1))

    @rule()
    def inboxes_count_what_their_lists_hold(self) -> None:
        """The tallies read what is open once; the lists ask the database for each: the slow twin."""
        for name in ("command_office", "dongta_head", "brigade_desk"):
            by = viewer(getattr(self.cast, name))
            counted = {one.key: one.waiting for one in tallies(by)}
            assert counted == {key: inbox(by, key).count() for key in keys_for(by)}

    @invariant()
    def every_clock_and_story_agree(self) -> None:
        for incident in Incident.objects.all():
            kinds = list(Entry.objects.filter(incident=incident).values_list("kind", flat=True))
            assert kinds.count("registered") == 1
            ended = Clock.objects.filter(incident=incident).exclude(state="running").count()
            assert kinds.count("clock_ended") == ended


def test_nothing_people_do_leaves_an_incident_without_owner_or_clock(db: None) -> None:
    run_state_machine_as_test(
        Matters,
        settings=settings(
            max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
