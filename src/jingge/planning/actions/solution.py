"""What the worker writes: the drawn plan, or that there is none."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Refused
from jingge.common.viewer import Viewer, system_viewer
from jingge.planning.actions.locking import lock_scenario, record
from jingge.planning.models import Scenario, ScenarioArea, ScenarioBlock, ScenarioKind, ScenarioState
from jingge.planning.queries.drafting import drafts_of, misfits_of
from jingge.planning.queries.inputs import Ground
from jingge.planning.rules.takeover import changes, summary
from jingge.planning.rules.workload import sums, workload
from jingge.planning.terms import Answer, AreaDraft, Weighed
from jingge.runs.terms import JobTicket
from jingge.staffing.models import Officer


@transaction.atomic
def store_solution(
    *, scenario_id: UUID, job_id: UUID, ground: Ground, answer: Answer, seconds: float, by: Viewer
) -> dict[str, Any]:
    """Keep the plan with everything known about it. Runs in the transaction that completes the job."""
    scenario = lock_scenario(scenario_id, by)
    if scenario.state != ScenarioState.SOLVING or scenario.job_id != job_id:
        raise Refused(_("This scenario no longer waits for this drawing."))
    lay_down(scenario, ground, answer, seconds)
    scenario.state = ScenarioState.SOLVED
    scenario.save()
    record("store_solution", scenario, by, status=answer.status, feasible=answer.weighed.feasible)
    return {"areas": len(answer.weighed.areas), "feasible": answer.weighed.feasible, "status": answer.status}


def lay_down(scenario: Scenario, ground: Ground, answer: Answer, seconds: float) -> None:
    """Write an answer's areas and fill in everything known about them; the caller saves the scenario."""
    drafts = drafts_of(scenario, ground, answer)
    _write_areas(scenario, ground, drafts)
    scenario.status = answer.status
    scenario.lower_bound, scenario.gap = answer.lower_bound, answer.gap
    scenario.report = {
        **answer.report,
        "seconds": round(seconds, 2),
        "objective": answer.weighed.objective,
        "objective_drawn": answer.weighed.objective,
        "bound_method": answer.bound_method,
        "by_station": list(answer.by_station),
        "today_areas": _today_areas(scenario, ground),
        "today_broken": scenario.report.get("today_broken", []),
    }
    if answer.today:  # a plan of a study comes without: today's figures are those of the drawing before
        scenario.terms_today = answer.today.terms
        scenario.report["today_broken"] = [asdict(one) for one in answer.today.broken]
    if misfits := misfits_of(scenario, ground, drafts):
        scenario.report["misfits"] = misfits
    write_worth(scenario, answer.weighed, {draft.label: draft.name for draft in drafts})
    labels = [_name_of_blocks(drafts)[block.code] for block in ground.blocks]
    write_changes(scenario, ground, labels, {draft.name: draft.police_number for draft in drafts})


@transaction.atomic
def solution_failed(ticket: JobTicket, reason: str) -> None:
    """The drawing ended without a plan: the scenario is a draft again and says why."""
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    if ticket.subject_id is None:
        return
    scenario = lock_scenario(ticket.subject_id, by)
    if scenario.state == ScenarioState.SOLVING and scenario.job_id == ticket.id:
        scenario.state = ScenarioState.DRAFT
        scenario.report = {**scenario.report, "last_failure": reason}
        scenario.save(update_fields=["state", "report"])
        record("solution_failed", scenario, by, reason=reason)


def write_worth(scenario: Scenario, weighed: Weighed, names: dict[str, str]) -> None:
    """Terms, limits and the distance to the bound, as they are now. Areas are called by their names."""
    scenario.feasible = weighed.feasible
    scenario.terms = weighed.terms
    scenario.violations = [asdict(one.named(names)) for one in weighed.broken]
    scenario.report["objective"] = weighed.objective
    scenario.revision += 1
    bound = scenario.lower_bound
    if bound is None or not weighed.feasible:
        scenario.gap, scenario.status = None, "no_bound_known"
    else:
        gap = max(0.0, (weighed.objective - bound) / weighed.objective) if weighed.objective else 0.0
        scenario.gap, scenario.status = gap, "proven" if gap <= 1e-9 else "within"


def write_changes(scenario: Scenario, ground: Ground, area_of: list[str], officer_of: dict[str, str]) -> None:
    """Who takes over what from whom; officers left without an area are named. Level-4 grids have no officer."""
    if scenario.kind == ScenarioKind.GRIDS:
        return
    rows = changes(ground.blocks, area_of, ground.beats, officer_of, ground.names)
    busy = set(officer_of.values())
    today = {beat.police_number for beat in ground.beats.values() if beat.police_number}
    everyone = today | {number for _station, number in ground.spare}
    scenario.report["changes"] = [asdict(row) for row in rows]
    scenario.report["change_summary"] = summary(ground.blocks, area_of, ground.beats, officer_of)
    scenario.report["officers_without_area"] = [
        {"police_number": number, "name": ground.names.get(number, ""), "held_area": number in today}
        for number in sorted(everyone - busy)
    ]


def _name_of_blocks(drafts: list[AreaDraft]) -> dict[str, str]:
    return {code: draft.name for draft in drafts for code in draft.blocks}


def _write_areas(scenario: Scenario, ground: Ground, drafts: list[AreaDraft]) -> None:
    scenario.areas.all().delete()
    scenario.blocks.all().delete()
    numbers = [draft.police_number for draft in drafts if draft.police_number]
    officers = {
        officer.police_number: officer
        for officer in Officer.objects.filter(bureau=scenario.bureau, police_number__in=numbers)
    }
    ScenarioArea.objects.bulk_create(
        ScenarioArea(
            scenario=scenario,
            number=draft.number,
            code=draft.code,
            name=draft.name,
            station=ground.stations[draft.station_code],
            officer=officers.get(draft.police_number),
            load=draft.load,
            figures=draft.figures,
        )
        for draft in drafts
    )
    ScenarioBlock.objects.bulk_create(
        ScenarioBlock(scenario=scenario, block_code=code, area_number=draft.number)
        for draft in drafts
        for code in draft.blocks
    )


def _today_areas(scenario: Scenario, ground: Ground) -> list[dict[str, Any]]:
    """Figures of today's areas under this scenario's weights, so that the page compares like with like."""
    if scenario.kind == ScenarioKind.GRIDS:
        return []
    members: dict[str, list[Any]] = {}
    for block in ground.blocks:
        if block.beat_code:
            members.setdefault(block.beat_code, []).append(block)
    return [
        {
            "code": code,
            "name": ground.beats[code].name,
            "station_code": ground.beats[code].station_code,
            "officer": ground.beats[code].officer_name,
            "load": sum(workload(block, scenario.weights) for block in blocks),
            "figures": sums(blocks, scenario.weights),
        }
        for code, blocks in sorted(members.items())
    ]
