"""A quarrel at 东塔 that its station accepted, and the same made a dispute, up to each of its states."""

from datetime import timedelta
from typing import Any

import pytest

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.disputes import actions
from jingge.disputes.models import Dispute
from jingge.disputes.terms import Agreement, Answers, Body, FitGround, Performance, Referral
from jingge.incidents import actions as incidents
from jingge.incidents.models import Incident
from jingge.incidents.terms import Review, Verdict
from tests.contexts.incidents.conftest import (
    QUARREL,
    brigade,
    command,
    head,
    officer,
    rules_in_force,
    running,
    small_map,
    spec,
)

__all__ = ["brigade", "command", "head", "officer", "rules_in_force", "running", "small_map"]
FIT = Answers(violation=True, minor=True, grounds=(FitGround.QUARREL,))
ACCEPT = Review(verdict=Verdict.OWN)


def agreement(**changes: Any) -> Agreement:
    given: dict[str, Any] = {
        "number": "东塔调字（2026）第7号",
        "day": today(),
        "perform_by": today() + timedelta(days=7),
        "performance": Performance.ONE_PAYMENT,
    }
    return Agreement(**{**given, **changes})


def referral(**changes: Any) -> Referral:
    given: dict[str, Any] = {"body": Body.PEOPLE, "name": "东塔镇人民调解委员会", "day": today()}
    return Referral(**{**given, **changes})


def accepted(by: Viewer, **given: Any) -> Incident:
    incident = incidents.take_in(spec=spec(QUARREL, facts="楼上漏水，两户争吵。", **given), by=by)
    return incidents.review(incident_id=incident.pk, answer=ACCEPT, by=by)


@pytest.fixture
def quarrel(rules_in_force: None, officer: Viewer) -> Incident:
    return accepted(officer)


@pytest.fixture
def dispute(quarrel: Incident, officer: Viewer) -> Dispute:
    return actions.open_dispute(incident_id=quarrel.pk, type="D02", level="yellow", by=officer)


@pytest.fixture
def fit(dispute: Dispute, officer: Viewer) -> Dispute:
    return actions.judge(dispute_id=dispute.pk, answers=FIT, by=officer)


@pytest.fixture
def agreed(fit: Dispute, officer: Viewer) -> Dispute:
    return actions.agree(dispute_id=fit.pk, agreement=agreement(), by=officer)
