"""Whatever is done with a dispute and its incident in whatever order: one owner, and a limit that runs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from jingge.common.clock import frozen_at, now, today
from jingge.common.errors import Refused
from jingge.disputes import actions
from jingge.disputes.models import Dispute
from jingge.disputes.rules.states import DISPUTE_TRANSITIONS
from jingge.disputes.terms import Answers, Bar, Body, Deed, Failure, State, VisitResult
from jingge.incidents import actions as incidents
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.models import Incident, Organ, Transfer
from jingge.incidents.terms import OPEN, Ending, Stage
from jingge.norms.actions import agree_edition, bring_own_edition, propose_edition
from tests.contexts.disputes.conftest import ACCEPT, FIT, accepted, agreement, referral
from tests.contexts.incidents.conftest import LIST, QUARREL, THEFT, spec
from tests.factories.cast import make_cast, viewer

DESKS = {"DT": "dongta_head", "XJ": "xijiao_head"}
RIGHT = "whoever owns it"
acting = st.sampled_from((RIGHT, RIGHT, RIGHT, "officer", "xijiao_head", "command_office", "auditor"))
ANSWERS = (
    FIT,
    FIT,
    Answers(violation=False, minor=False),
    Answers(violation=True, minor=True, grounds=FIT.grounds, bars=(Bar.GANG,)),
)


class Mediation(RuleBasedStateMachine):
    """One quarrel; its units try everything, on the day or up to two days late."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.cast = make_cast()
        by, other = viewer(self.cast.command_office), viewer(self.cast.second_command_office)
        edition = bring_own_edition(code="lingwu_2021", by=by)
        propose_edition(edition_id=edition.pk, by=by)
        agree_edition(edition_id=edition.pk, by=other)
        ensure_organs(self.cast.bureau.pk)
        self.at = now()
        self.incident = accepted(viewer(self.cast.officer))
        self.key = actions.open_dispute(
            incident_id=self.incident.pk, type="D02", level="yellow", by=viewer(self.cast.officer)
        ).pk
        self.number = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def owner(self) -> Organ:
        self.incident.refresh_from_db()
        return Organ.objects.get(pk=self.incident.owner_id)

    def attempt(self, deed: Callable[..., Any], who: str, **given: Any) -> Any:
        """Done, or refused for a reason: nothing half done either way."""
        name = DESKS[self.owner().code] if who == RIGHT else who
        with frozen_at(self.at):
            try:
                with transaction.atomic():
                    return deed(**given, by=viewer(getattr(self.cast, name)))
            except Refused:
                return None

    def on_day(self, days_ago: int) -> Any:
        with frozen_at(self.at):
            return today() - timedelta(days=days_ago)

    @rule(who=acting, answers=st.sampled_from(ANSWERS))
    def judge(self, who: str, answers: Answers) -> None:
        self.attempt(actions.judge, who, dispute_id=self.key, answers=answers)

    @rule(
        who=acting,
        deed=st.sampled_from((actions.meet, actions.not_perform, actions.settle)),
        ago=st.integers(0, 2),
    )
    def on_a_day(self, who: str, deed: Callable[..., Any], ago: int) -> None:
        self.attempt(deed, who, dispute_id=self.key, day=self.on_day(ago))

    @rule(who=acting, ago=st.integers(0, 2), term=st.integers(-1, 60))
    def agree(self, who: str, ago: int, term: int) -> None:
        self.number += 1
        day = self.on_day(ago)
        given = agreement(number=f"调字{self.number}", day=day, perform_by=day + timedelta(days=term))
        self.attempt(actions.agree, who, dispute_id=self.key, agreement=given)

    @rule(who=acting, ago=st.integers(0, 2), failure=st.sampled_from(Failure))
    def fail(self, who: str, ago: int, failure: Failure) -> None:
        self.attempt(actions.fail, who, dispute_id=self.key, day=self.on_day(ago), failure=failure)

    @rule(who=acting, ago=st.integers(0, 2))
    def perform(self, who: str, ago: int) -> None:
        due = self.on_day(-30)
        self.attempt(actions.perform, who, dispute_id=self.key, day=self.on_day(ago), visit_due=due)

    @rule(who=acting, result=st.sampled_from(VisitResult))
    def visit(self, who: str, result: VisitResult) -> None:
        self.attempt(actions.visit, who, dispute_id=self.key, day=self.on_day(0), result=result)

    @rule(who=acting, body=st.sampled_from(Body))
    def refer(self, who: str, body: Body) -> None:
        given = referral(body=body, day=self.on_day(0))
        self.attempt(actions.refer, who, dispute_id=self.key, referral=given)

    @rule(who=acting)
    def restart(self, who: str) -> None:
        self.attempt(actions.restart, who, dispute_id=self.key)

    @rule(who=acting)
    def take_back(self, who: str) -> None:
        self.attempt(actions.take_back, who, dispute_id=self.key, reason="录入有误")

    @rule(who=acting, ending=st.sampled_from((Ending.HANDLED, Ending.DECIDED)))
    def close(self, who: str, ending: Ending) -> None:
        self.attempt(incidents.close, who, incident_id=self.incident.pk, ending=ending, reason="办结")

    @rule(who=acting)
    def reopen(self, who: str) -> None:
        self.attempt(incidents.reopen, who, incident_id=self.incident.pk, reason="又起争执")

    @rule(who=acting, category=st.sampled_from((QUARREL, QUARREL, THEFT)))
    def correct(self, who: str, category: str) -> None:
        with frozen_at(self.at):
            given = spec(category)
        self.attempt(incidents.correct, who, incident_id=self.incident.pk, spec=given)

    @rule(who=acting, keeps=st.booleans())
    def hand_on(self, who: str, keeps: bool) -> None:
        """To the other station: kept after all, or signed for and accepted there."""
        to = "XJ" if self.owner().code == "DT" else "DT"
        given = {"incident_id": self.incident.pk, "receiver": to, "reason": "地点有误"}
        if self.attempt(incidents.hand_on, who, **given) is None:
            return
        if keeps:
            self.attempt(incidents.keep, RIGHT, incident_id=self.incident.pk)
            return
        key = Transfer.objects.get(incident=self.incident, state__in=OPEN).pk
        self.attempt(
            incidents.write_list, RIGHT, transfer_id=key, reason="移交", receiver=to, items=list(LIST)
        )
        self.attempt(incidents.propose, RIGHT, transfer_id=key)
        self.attempt(incidents.approve, RIGHT, transfer_id=key)
        self.attempt(incidents.confirm, DESKS[to], transfer_id=key, counted={1: 1, 2: 12})

    @rule(who=acting)
    def accept(self, who: str) -> None:
        self.attempt(incidents.review, who, incident_id=self.incident.pk, answer=ACCEPT)

    @rule(days=st.integers(0, 12))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days, hours=1)

    @invariant()
    def one_owner_and_a_running_limit(self) -> None:
        incident = Incident.objects.get(pk=self.incident.pk)
        running = list(incident.clocks.filter(state="running"))
        if incident.stage == Stage.CLOSED:
            assert not running and incident.ending
            return
        assert running
        if incident.stage == Stage.ACCEPTED:
            assert {one.organ_id for one in running} == {incident.owner_id}

    @invariant()
    def the_case_runs_beside_the_mediation(self) -> None:
        incident = Incident.objects.get(pk=self.incident.pk)
        dispute = Dispute.objects.get(pk=self.key)
        keys = set(incident.clocks.filter(state="running").values_list("key", flat=True))
        if incident.stage != Stage.ACCEPTED or incident.category != QUARREL:
            return
        wanted = {
            State.OPENED: {"mediation.first"},
            State.FIT: {"mediation.first"},
            State.SECOND: {"mediation.second"},
            State.AGREED: {"mediation.performance"},
            State.TO_REFER: set(),
            State.CASE: set(),
        }
        if dispute.state in wanted:
            assert keys == {"case.handling", *wanted[State(dispute.state)]}

    @invariant()
    def the_story_leads_to_the_state(self) -> None:
        dispute = Dispute.objects.get(pk=self.key)
        at = "opened"
        rows = dispute.steps.filter(undone_by__isnull=True).exclude(deed__in=(Deed.TAKE_BACK, Deed.OPEN))
        for step in rows:
            state = step.detail.get("state", at)
            assert state in DISPUTE_TRANSITIONS[at].values()
            at = state
        assert dispute.state == at


def test_whatever_is_done_the_incident_has_an_owner_and_a_running_limit(db: None) -> None:
    run_state_machine_as_test(
        Mediation,
        settings=settings(
            max_examples=60, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
