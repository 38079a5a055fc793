"""The check of suitability, the states, what a step may say: without a database."""

from datetime import date, timedelta

import pytest

from jingge.disputes.rules.states import DISPUTE_TRANSITIONS, UNDER_WAY, why_not_incident, why_not_step
from jingge.disputes.rules.steps import agreement_faults, day_faults, kind_faults, referral_faults
from jingge.disputes.rules.suitability import judged
from jingge.disputes.rules.types import dispute_types
from jingge.disputes.terms import (
    Agreement,
    Answers,
    Bar,
    Body,
    FitGround,
    Outcome,
    Performance,
    Referral,
    State,
)

DAY = date(2026, 3, 2)


def test_a_minor_case_from_a_quarrel_of_neighbours_is_fit_and_quotes_article_178() -> None:
    found = judged(Answers(violation=True, minor=True, grounds=(FitGround.QUARREL,)))
    assert found.outcome is Outcome.FIT
    assert [str(one) for one in found.reasons] == [str(FitGround.QUARREL.label)]


@pytest.mark.parametrize("bar", list(Bar))
def test_each_bar_of_article_179_rules_mediation_out_whatever_else_speaks_for_it(bar: Bar) -> None:
    found = judged(Answers(violation=True, minor=True, grounds=tuple(FitGround), bars=(bar,)))
    assert found.outcome is Outcome.CASE and str(bar.label) in [str(one) for one in found.reasons]


def test_what_is_not_minor_or_has_no_ground_is_a_case() -> None:
    assert judged(Answers(violation=True, minor=False, grounds=tuple(FitGround))).outcome is Outcome.CASE
    assert judged(Answers(violation=True, minor=True)).outcome is Outcome.CASE


def test_without_a_violation_it_is_referred_even_if_a_bar_was_ticked() -> None:
    answers = Answers(violation=False, minor=False, bars=(Bar.UNWILLING,))
    assert judged(answers).outcome is Outcome.REFER


def test_every_state_is_reached_from_the_first() -> None:
    reached, waiting = set(), ["opened"]
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            waiting += DISPUTE_TRANSITIONS[at].values()
    assert reached == set(State.values) == set(DISPUTE_TRANSITIONS)
    assert all(DISPUTE_TRANSITIONS[state] for state in UNDER_WAY)


def test_a_step_out_of_order_is_refused_with_the_state() -> None:
    assert why_not_step("opened", "agree") and why_not_step("agreed", "judge_fit")
    assert why_not_step("agreed", "perform") is None


def test_only_the_return_visit_and_a_settlement_come_after_the_incident_is_closed() -> None:
    assert why_not_incident(stage="closed", step="visit", is_dispute=True) is None
    assert why_not_incident(stage="closed", step="agree", is_dispute=True)
    assert why_not_incident(stage="moving", step="agree", is_dispute=True)
    assert why_not_incident(stage="accepted", step="agree", is_dispute=False)


def test_days_lie_between_the_step_before_and_today() -> None:
    assert [f[0] for f in day_faults(DAY + timedelta(1), earliest=DAY, today=DAY)] == ["day"]
    assert [f[0] for f in day_faults(DAY - timedelta(1), earliest=DAY, today=DAY)] == ["day"]
    assert not list(day_faults(DAY, earliest=DAY, today=DAY))


def test_an_agreement_holds_a_number_and_a_term_that_can_be() -> None:
    def fields(number: str, term: int) -> list[str]:
        given = Agreement(
            number=number,
            day=DAY,
            perform_by=DAY + timedelta(days=term),
            performance=Performance.AT_ONCE,
        )
        return [fault[0] for fault in agreement_faults(given)]

    assert fields("调字1号", 0) == []
    assert fields("", -1) == ["number", "perform_by"]
    assert fields("调字1号", 2000) == ["perform_by"]
    assert fields("６４０３８１１９９００１０１００１１", 5) == ["number"]


def test_a_referral_names_a_body_and_no_telephone() -> None:
    wrong = Referral(body=Body.COURT, name="法院 13909512345", day=DAY)
    assert [fault[0] for fault in referral_faults(wrong)] == ["name"]


def test_fifteen_types_come_with_the_shares_of_a_real_month() -> None:
    types = dispute_types()
    assert len(types) == 15 and abs(sum(one.share for one in types) - 100) < 0.5
    assert [fault[0] for fault in kind_faults("D99", "green")] == ["type", "level"]
