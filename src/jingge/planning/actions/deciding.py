"""Submitting, approving, returning, withdrawing: two people, one at a time."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.planning.actions.locking import lock_scenario, record
from jingge.planning.models import Scenario, ScenarioState
from jingge.planning.queries.scenarios import broken_of
from jingge.planning.rules import states


@transaction.atomic
def submit_scenario(*, scenario_id: UUID, note: str = "", by: Viewer) -> Scenario:
    """Hand the plan to another person for a decision."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_submit(state=scenario.state, broken=broken_of(scenario), by=by))
    scenario.state = ScenarioState.SUBMITTED
    scenario.submitted_at, scenario.submitted_by_id, scenario.submitted_by_label = (
        now(),
        by.account_id,
        by.label,
    )
    scenario.decided_at = scenario.decided_by_id = None
    scenario.decided_by_label = scenario.decision_note = ""
    scenario.save()
    record("submit_scenario", scenario, by, note=note, revision=scenario.revision)
    return scenario


@transaction.atomic
def approve_scenario(*, scenario_id: UUID, note: str = "", by: Viewer) -> Scenario:
    """Agree, as somebody other than the one who submitted."""
    return _decide(scenario_id, ScenarioState.APPROVED, "approve_scenario", note, by)


@transaction.atomic
def return_scenario(*, scenario_id: UUID, note: str, by: Viewer) -> Scenario:
    """Give it back with a reason; it can be changed by hand and submitted again."""
    if not note.strip():
        raise Invalid("note", note, _("Say what should be different."))
    return _decide(scenario_id, ScenarioState.RETURNED, "return_scenario", note, by)


def _decide(scenario_id: UUID, state: ScenarioState, action: str, note: str, by: Viewer) -> Scenario:
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_decide(state=scenario.state, submitted_by_id=scenario.submitted_by_id, by=by))
    scenario.state = state
    scenario.decided_at, scenario.decided_by_id, scenario.decided_by_label = now(), by.account_id, by.label
    scenario.decision_note = note.strip()
    scenario.save()
    record(action, scenario, by, note=note, revision=scenario.revision)
    return scenario


@transaction.atomic
def withdraw_scenario(*, scenario_id: UUID, by: Viewer) -> Scenario:
    """Close it without effect. It stays readable."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_withdraw(state=scenario.state, by=by))
    scenario.state = ScenarioState.WITHDRAWN
    scenario.save(update_fields=["state"])
    record("withdraw_scenario", scenario, by)
    return scenario
