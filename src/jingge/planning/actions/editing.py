"""Changing a drawn plan by hand: move ground, undo, name officers. The engine weighs every move at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import NotYours, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.planning import bridge
from jingge.planning.actions.locking import lock_scenario, record
from jingge.planning.actions.solution import write_changes, write_worth
from jingge.planning.models import HandEdit, Scenario, ScenarioArea, ScenarioBlock
from jingge.planning.queries.inputs import Ground, ground_for, question_of
from jingge.planning.rules import states
from jingge.planning.rules.workload import sums
from jingge.planning.terms import MoveCheck, Question, Weighed
from jingge.staffing.models import Officer


@dataclass(frozen=True, slots=True)
class Drawn:
    """A scenario's plan laid out for weighing."""

    scenario: Scenario
    ground: Ground
    question: Question
    areas: dict[int, ScenarioArea]
    area_of: dict[str, int]  # block code → area number

    def weigh(self, moved: Mapping[str, int] | None = None) -> Weighed:
        """The plan's worth with some blocks elsewhere. Labels are area numbers."""
        plan = {**self.area_of, **(moved or {})}
        return bridge.weigh(self.question, [str(plan[block.code]) for block in self.ground.blocks])


def drawn_plan(scenario: Scenario) -> Drawn:
    refuse_if(states.why_not_by_hand(scenario.kind))
    ground = ground_for(scenario)
    return Drawn(
        scenario=scenario,
        ground=ground,
        question=question_of(scenario, ground),
        areas={area.number: area for area in scenario.areas.select_related("station", "officer")},
        area_of=dict(scenario.blocks.values_list("block_code", "area_number")),
    )


@transaction.atomic
def check_move(
    *, scenario_id: UUID, block_code: str, to_area: int, whole_unit: bool = False, by: Viewer
) -> MoveCheck:
    """What a move would do, without doing it."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_edit(state=scenario.state, by=by))
    return _check(drawn_plan(scenario), block_code, to_area, whole_unit)


@transaction.atomic
def move_block(
    *, scenario_id: UUID, block_code: str, to_area: int, whole_unit: bool = False, by: Viewer
) -> MoveCheck:
    """Move a block, or its whole community or village, to another area."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_edit(state=scenario.state, by=by))
    drawn = drawn_plan(scenario)
    check = _check(drawn, block_code, to_area, whole_unit)
    refuse_if(check.reason)
    assert check.before is not None and check.after is not None
    moment = now()
    HandEdit.objects.bulk_create(
        HandEdit(
            scenario=scenario,
            block_code=code,
            from_area=drawn.area_of[code],
            to_area=to_area,
            terms_before=check.before.terms,
            terms_after=check.after.terms,
            at=moment,
            by_label=by.label,
        )
        for code in check.blocks
    )
    _apply(drawn, dict.fromkeys(check.blocks, to_area), check.after)
    record("move_block", scenario, by, blocks=list(check.blocks), to_area=to_area)
    return check


@transaction.atomic
def undo_move(*, scenario_id: UUID, by: Viewer) -> tuple[str, ...]:
    """Take back the last move that still stands; returns the blocks that went home."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_edit(state=scenario.state, by=by))
    standing = scenario.edits.filter(undone_at__isnull=True)
    if pick := scenario.picks.filter(undone_at__isnull=True).order_by("-at", "-id").first():
        standing = standing.filter(at__gt=pick.at)  # older ones moved blocks of another plan
    last = standing.order_by("-at", "-id").first()
    if last is None:
        raise Refused(_("There is no hand edit to undo."))
    together = list(standing.filter(at=last.at))
    drawn = drawn_plan(scenario)
    home = {edit.block_code: edit.from_area for edit in together}
    standing.filter(at=last.at).update(undone_at=now())
    _apply(drawn, home, drawn.weigh(home))
    record("undo_move", scenario, by, blocks=sorted(home))
    return tuple(sorted(home))


@transaction.atomic
def name_officer(*, scenario_id: UUID, area_number: int, police_number: str, by: Viewer) -> ScenarioArea:
    """Say who is to answer for an area; empty takes the name away. One officer may hold several areas."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_edit(state=scenario.state, by=by))
    drawn = drawn_plan(scenario)
    area = drawn.areas.get(area_number)
    if area is None:
        raise NotYours(_("There is no such area in this scenario."))
    if police_number and police_number not in drawn.ground.names:
        raise Refused(_("%(number)s is not a community officer today.") % {"number": police_number})
    area.officer = (
        Officer.objects.get(bureau_id=by.bureau_id, police_number=police_number) if police_number else None
    )
    area.save(update_fields=["officer"])
    _refresh_changes(replace(drawn, areas={**drawn.areas, area_number: area}))
    scenario.save(update_fields=["report"])
    record("name_officer", scenario, by, area=area.code, police_number=police_number)
    return area


def _check(drawn: Drawn, block_code: str, to_area: int, whole_unit: bool) -> MoveCheck:
    by_code = {block.code: block for block in drawn.ground.blocks}
    block, target = by_code.get(block_code), drawn.areas.get(to_area)
    if block is None or target is None:
        raise NotYours(_("There is no such block or area in this scenario."))
    group = (
        [one.code for one in drawn.ground.blocks if one.unit_code == block.unit_code]
        if whole_unit
        else [block.code]
    )
    moving = tuple(code for code in group if drawn.area_of[code] != to_area)
    source = drawn.area_of[block_code]
    plan = {**drawn.area_of, **dict.fromkeys(moving, to_area)}
    emptied = set(drawn.areas) - set(plan.values())
    early = states.why_not_move(
        same_station=target.station.code == block.station_code,
        same_area=not moving,
        empties_area=bool(emptied),
        cut_off=(),
    )
    if early is not None:
        return MoveCheck(moving, source, to_area, early)
    before, after = drawn.weigh(), drawn.weigh(dict.fromkeys(moving, to_area))
    whole = {area.label for area in before.areas if area.contiguous}
    cut = [drawn.areas[int(a.label)].name for a in after.areas if not a.contiguous and a.label in whole]
    reason = states.why_not_move(same_station=True, same_area=False, empties_area=False, cut_off=cut)
    return MoveCheck(moving, source, to_area, reason, before, after)


def _apply(drawn: Drawn, moved: Mapping[str, int], worth: Weighed) -> None:
    """Write the blocks' new areas and everything that follows from them."""
    scenario = drawn.scenario
    touched = set(moved.values()) | {drawn.area_of[code] for code in moved}
    for target in set(moved.values()):
        codes = [code for code, area in moved.items() if area == target]
        ScenarioBlock.objects.filter(scenario=scenario, block_code__in=codes).update(area_number=target)
    plan = {**drawn.area_of, **moved}
    for number in touched:
        group = [block for block in drawn.ground.blocks if plan[block.code] == number]
        totals = sums(group, scenario.weights)
        area = drawn.areas[number]
        area.load = totals.pop("load")
        units = sorted({block.unit_name for block in group})
        area.figures = {**totals, "units": units, "continues": area.figures.get("continues", "")}
    ScenarioArea.objects.bulk_update([drawn.areas[number] for number in touched], ["load", "figures"])
    write_worth(scenario, worth, {str(number): area.name for number, area in drawn.areas.items()})
    _refresh_changes(replace(drawn, area_of=plan))
    scenario.save()


def _refresh_changes(drawn: Drawn) -> None:
    names = {number: area.name for number, area in drawn.areas.items()}
    officers = {
        area.name: area.officer.police_number if area.officer else "" for area in drawn.areas.values()
    }
    labels = [names[drawn.area_of[block.code]] for block in drawn.ground.blocks]
    write_changes(drawn.scenario, drawn.ground, labels, officers)
