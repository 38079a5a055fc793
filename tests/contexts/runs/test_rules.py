from dataclasses import replace

import pytest

from jingge.common.ids import new_id
from jingge.common.viewer import Role, Viewer
from jingge.runs.rules import ENDED, TRANSITIONS, why_not_cancel

CLERK = Viewer(new_id(), new_id(), Role.IT_CLERK, "clerk")


@pytest.mark.parametrize("state", sorted(ENDED))
def test_an_ended_job_cannot_be_stopped(state: str) -> None:
    assert why_not_cancel(state=state, is_own=True, cancel_requested=False, by=CLERK)


@pytest.mark.parametrize(
    ("role", "is_own", "allowed"),
    [
        (Role.IT_CLERK, False, True),
        (Role.COMMAND_OFFICE, False, True),
        (Role.BUREAU_LEADER, False, False),
        (Role.AUDITOR, False, False),
        (Role.STATION_HEAD, True, True),
    ],
)
def test_who_may_stop_a_running_job(role: Role, is_own: bool, allowed: bool) -> None:
    by = replace(CLERK, role=role)
    reason = why_not_cancel(state="running", is_own=is_own, cancel_requested=False, by=by)
    assert (reason is None) is allowed


def test_a_job_is_asked_to_stop_only_once() -> None:
    assert why_not_cancel(state="running", is_own=True, cancel_requested=True, by=CLERK)


def test_every_state_that_is_left_leads_to_a_known_one() -> None:
    assert set().union(*TRANSITIONS.values()) <= set(TRANSITIONS)
