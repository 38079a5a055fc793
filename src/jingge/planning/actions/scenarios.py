"""Asking: a scenario with its settings, and the job that draws it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.planning.actions.locking import lock_bureau, lock_scenario, record
from jingge.planning.actions.preparing import prepared
from jingge.planning.models import Scenario, ScenarioState
from jingge.planning.rules import states
from jingge.planning.terms import Settings
from jingge.runs import actions as runs
from jingge.territory.queries import latest_version

SOLVE = "planning.solve"


@transaction.atomic
def create_scenario(*, settings: Settings, by: Viewer) -> Scenario:
    """A new wish on the last version adopted, even where it has not begun: no other can be superseded."""
    refuse_if(states.why_not_create(by))
    bureau = lock_bureau(by)
    version = latest_version(bureau.pk)
    if version is None:
        raise Refused(_("There is no grid version in force today. Import the bureau's tables first."))
    settings = prepared(settings, version)
    last = Scenario.objects.filter(bureau=bureau).aggregate(last=Max("number"))["last"] or 0
    scenario = Scenario.objects.create(
        bureau=bureau,
        number=last + 1,
        base_version=version,
        created_at=now(),
        created_by_id=by.account_id,
        created_by_label=by.label,
        **_columns(settings),
    )
    record("create_scenario", scenario, by, kind=scenario.kind, wishes=sorted(scenario.wishes))
    return scenario


@transaction.atomic
def change_scenario(*, scenario_id: UUID, settings: Settings, by: Viewer) -> Scenario:
    """Other settings, before the plan is drawn."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_change(state=scenario.state, by=by))
    settings = prepared(replace(settings, kind=scenario.kind), scenario.base_version)
    before = {name: getattr(scenario, name) for name in _columns(settings)}
    for name, value in _columns(settings).items():
        setattr(scenario, name, value)
    scenario.save()
    changed = {
        name: [old, getattr(scenario, name)] for name, old in before.items() if old != getattr(scenario, name)
    }
    record("change_scenario", scenario, by, changed=changed)
    return scenario


@transaction.atomic
def request_solution(*, scenario_id: UUID, by: Viewer) -> Scenario:
    """Put the drawing in the queue."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_solve(state=scenario.state, by=by))
    job = runs.enqueue(
        kind=SOLVE,
        payload={"seconds": scenario.time_s},
        subject_id=scenario.pk,
        subject_label=f"{scenario.number} {scenario.name}",
        by=by,
    )
    scenario.state, scenario.job_id = ScenarioState.SOLVING, job.pk
    scenario.save(update_fields=["state", "job_id"])
    record("request_solution", scenario, by, job=str(job.pk))
    return scenario


@transaction.atomic
def cancel_solution(*, scenario_id: UUID, by: Viewer) -> None:
    """Ask the drawing to stop; the scenario is a draft again once the worker has stopped."""
    scenario = lock_scenario(scenario_id, by)
    if scenario.state != ScenarioState.SOLVING or scenario.job_id is None:
        raise Refused(_("Nothing is being drawn for this scenario."))
    runs.request_cancel(job_id=scenario.job_id, by=by)
    record("cancel_solution", scenario, by)


def _columns(settings: Settings) -> dict[str, Any]:
    return {
        "name": settings.name.strip(),
        "note": settings.note.strip(),
        "weights": settings.weights,
        "officers_by_station": settings.officers_by_station,
        "balance_pct": settings.balance_pct,
        "change_weight": settings.change_weight,
        "objective": settings.objective,
        "time_s": settings.time_s,
        "seed": settings.seed,
        "kind": settings.kind,
        "wishes": settings.wishes.as_json(),
    }
