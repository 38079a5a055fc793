"""Taking a plan of a study: as the scenario's own (and back), as a new scenario, or with wider limits."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jingge.common.clock import now
from jingge.common.errors import Refused, refuse_if
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.planning.actions.editing import undo_move
from jingge.planning.actions.locking import lock_bureau, lock_scenario, record
from jingge.planning.actions.scenarios import request_solution
from jingge.planning.actions.solution import lay_down
from jingge.planning.models import (
    PlanPick,
    PlanVariant,
    Scenario,
    ScenarioArea,
    ScenarioBlock,
    ScenarioState,
)
from jingge.planning.queries.inputs import ground_for
from jingge.planning.queries.studies import variant_row
from jingge.planning.rules import states
from jingge.planning.rules.keeping import from_kept
from jingge.planning.terms import Answer, Undone

SETTINGS = ("change_weight", "balance_pct")
PLAN = ("status", "feasible", "violations", "terms", "terms_today", "lower_bound", "gap", "report", *SETTINGS)
AREA = ("number", "code", "name", "station_id", "officer_id", "load", "figures")
DECISION = {
    "submitted_at": None,
    "submitted_by_id": None,
    "submitted_by_label": "",
    "decided_at": None,
    "decided_by_id": None,
    "decided_by_label": "",
    "decision_note": "",
    "adopted_version": None,
    "job_id": None,
}


@transaction.atomic
def pick_variant(*, variant_id: UUID, label: str = "", by: Viewer) -> Scenario:
    """Make a plan of a study the scenario's own. What stood there is kept for undoing."""
    variant = variant_row(by, variant_id)
    scenario = lock_scenario(variant.study.scenario_id, by)
    refuse_if(states.why_not_edit(state=scenario.state, by=by))
    before = _snapshot(scenario)
    _take(scenario, variant)
    PlanPick.objects.create(
        scenario=scenario,
        variant=variant,
        label=(label or _("Plan %(number)d") % {"number": variant.number})[:120],
        before=before,
        at=now(),
        by_label=by.label,
    )
    record("pick_variant", scenario, by, study=variant.study.kind, plan=variant.number, **variant.settings)
    return scenario


@transaction.atomic
def undo_pick(*, scenario_id: UUID, by: Viewer) -> PlanPick:
    """Put back the plan that the last standing pick replaced."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_edit(state=scenario.state, by=by))
    pick = scenario.picks.filter(undone_at__isnull=True).order_by("-at", "-id").first()
    if pick is None:
        raise Refused(_("No plan was picked for this scenario."))
    _restore(scenario, pick.before)
    pick.undone_at = now()
    pick.save(update_fields=["undone_at"])
    record("undo_pick", scenario, by, pick=pick.label)
    return pick


@transaction.atomic
def undo_last(*, scenario_id: UUID, by: Viewer) -> Undone:
    """Take back whatever was done last and still stands: blocks moved by hand, or a plan picked."""
    scenario = lock_scenario(scenario_id, by)
    pick = scenario.picks.filter(undone_at__isnull=True).order_by("-at", "-id").first()
    moves = scenario.edits.filter(undone_at__isnull=True)
    if pick is not None and not moves.filter(at__gt=pick.at).exists():
        return Undone((), undo_pick(scenario_id=scenario_id, by=by).label)
    return Undone(undo_move(scenario_id=scenario_id, by=by))


@transaction.atomic
def derive_scenario(*, variant_id: UUID, by: Viewer) -> Scenario:
    """A new scenario with the settings and the plan of a variant; the old one stays as it is."""
    refuse_if(states.why_not_create(by))
    lock_bureau(by)
    variant = variant_row(by, variant_id)
    source = variant.study.scenario
    label = _("Plan %(number)d") % {"number": variant.number}
    made = _copy(source, name=f"{source.name[:60]} · {label}", state=ScenarioState.SOLVED, by=by)
    _take(made, variant)
    record("derive_scenario", made, by, source=source.number, plan=variant.number, **variant.settings)
    return made


@transaction.atomic
def draw_with_limits(*, scenario_id: UUID, balance_pct: float, by: Viewer) -> Scenario:
    """A copy of the scenario with other limits, drawn at once."""
    refuse_if(states.why_not_create(by))
    lock_bureau(by)
    source = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_wider(source.kind))
    if not 1 <= balance_pct <= states.WIDEST:
        raise Refused(_("The balance allowed must be between 1 and 100 per cent."))
    name = f"{source.name[:60]} ± {balance_pct:g} %"
    made = _copy(source, name=name, state=ScenarioState.DRAFT, by=by, balance_pct=balance_pct)
    record("draw_with_limits", made, by, source=source.number, balance_pct=balance_pct)
    return request_solution(scenario_id=made.pk, by=by)


def _take(scenario: Scenario, variant: PlanVariant) -> None:
    """Lay a variant's plan down with its settings, so that the answer keeps its question."""
    ground = ground_for(scenario)
    codes = [block.code for block in ground.blocks]
    if set(codes) != set(variant.plan["area_of"]):
        raise Refused(_("The blocks have changed since this plan was drawn; ask for the plans again."))
    answer = _with_bound(from_kept(variant.plan, codes), scenario, variant)
    for name in SETTINGS:
        setattr(scenario, name, variant.settings.get(name, getattr(scenario, name)))
    lay_down(scenario, ground, answer, seconds=float(variant.plan["report"].get("seconds", 0.0)))
    scenario.report["picked"] = {"study": variant.study.kind, "number": variant.number}
    scenario.save()


def _with_bound(answer: Answer, scenario: Scenario, variant: PlanVariant) -> Answer:
    """Under the same settings the bound of the drawn plan holds for every other plan too.

    A cap on change is no setting of a scenario: what is proven under it stays with the study.
    """
    if any(name in SETTINGS for name in variant.settings) or scenario.lower_bound is None:
        return answer
    bounds = [one for one in (answer.lower_bound, scenario.lower_bound) if one is not None]
    method = answer.bound_method if answer.lower_bound is not None else scenario.report["bound_method"]
    return replace(answer, lower_bound=max(bounds), bound_method=method)


def _copy(source: Scenario, *, name: str, state: ScenarioState, by: Viewer, **changed: Any) -> Scenario:
    last = Scenario.objects.filter(bureau_id=by.bureau_id).aggregate(last=Max("number"))["last"] or 0
    kept = {
        field.attname: getattr(source, field.attname)
        for field in Scenario._meta.concrete_fields
        if field.name not in DECISION
    }
    made = Scenario(
        **kept
        | {
            "id": new_id(),
            "number": last + 1,
            "name": name,
            "state": state,
            "created_at": now(),
            "created_by_id": by.account_id,
            "created_by_label": by.label,
        }
        | changed
    )
    if state == ScenarioState.DRAFT:
        made.status, made.feasible, made.violations, made.report = "", None, [], {}
        made.terms, made.terms_today, made.lower_bound, made.gap = {}, {}, None, None
    made.save(force_insert=True)
    return made


def _snapshot(scenario: Scenario) -> dict[str, Any]:
    areas = [
        {name: _plain(getattr(area, name)) for name in AREA} for area in scenario.areas.order_by("number")
    ]
    return {
        "fields": {name: getattr(scenario, name) for name in PLAN},
        "areas": areas,
        "blocks": dict(scenario.blocks.values_list("block_code", "area_number")),
    }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _restore(scenario: Scenario, before: dict[str, Any]) -> None:
    scenario.areas.all().delete()
    scenario.blocks.all().delete()
    ScenarioArea.objects.bulk_create(ScenarioArea(scenario=scenario, **area) for area in before["areas"])
    ScenarioBlock.objects.bulk_create(
        ScenarioBlock(scenario=scenario, block_code=code, area_number=number)
        for code, number in before["blocks"].items()
    )
    for name, value in before["fields"].items():
        setattr(scenario, name, value)
    scenario.revision += 1
    scenario.save()
