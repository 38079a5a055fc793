"""Changing a drawn plan by hand: move ground, undo, redo, name officers. The engine weighs every move at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import NotYours, Reason, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.planning.actions.drawn import Drawn, drawn_plan
from jingge.planning.actions.locking import lock_scenario, record
from jingge.planning.actions.redrawing import apply, refresh_changes, write_all
from jingge.planning.models import HandEdit, Scenario, ScenarioArea
from jingge.planning.rules import states
from jingge.planning.rules.byhand import NEW, home_of, why_not_parts
from jingge.planning.terms import AREAS, GRIDS, OFFICES, BlockFacts, MoveCheck
from jingge.staffing.models import Officer


@transaction.atomic
def check_move(
    *, scenario_id: UUID, block_code: str, to_area: int, whole_unit: bool = False, by: Viewer
) -> MoveCheck:
    """What a move would do, without doing it."""
    return _check(_editable(scenario_id, by), block_code, to_area, whole_unit)


@transaction.atomic
def move_block(
    *, scenario_id: UUID, block_code: str, to_area: int, whole_unit: bool = False, by: Viewer
) -> MoveCheck:
    """Move a block, or its whole community or village, to another area; `NEW` opens one where that may be."""
    drawn = _editable(scenario_id, by)
    check = _check(drawn, block_code, to_area, whole_unit)
    refuse_if(check.reason)
    assert check.before is not None and check.after is not None
    moment = now()
    HandEdit.objects.bulk_create(
        HandEdit(
            scenario=drawn.scenario,
            block_code=code,
            from_area=drawn.area_of[code],
            to_area=check.to_area,
            terms_before=check.before.terms,
            terms_after=check.after.terms,
            at=moment,
            by_label=by.label,
        )
        for code in check.blocks
    )
    apply(drawn, dict.fromkeys(check.blocks, check.to_area), check.after)
    record("move_block", drawn.scenario, by, blocks=list(check.blocks), to_area=check.to_area)
    return check


@transaction.atomic
def undo_move(*, scenario_id: UUID, by: Viewer) -> tuple[str, ...]:
    """Take back the last move that still stands; returns the blocks that went home."""
    drawn = _editable(scenario_id, by)
    standing = drawn.scenario.edits.filter(undone_at__isnull=True)
    if pick := drawn.scenario.picks.filter(undone_at__isnull=True).order_by("-at", "-id").first():
        standing = standing.filter(at__gt=pick.at)  # older ones moved blocks of another plan
    last = standing.order_by("-at", "-id").first()
    if last is None:
        raise Refused(_("There is no hand edit to undo."))
    together = list(standing.filter(at=last.at))
    home = {edit.block_code: edit.from_area for edit in together}
    standing.filter(at=last.at).update(undone_at=now())
    apply(drawn, home, drawn.weigh(home))
    record("undo_move", drawn.scenario, by, blocks=sorted(home))
    return tuple(sorted(home))


@transaction.atomic
def redo_move(*, scenario_id: UUID, by: Viewer) -> tuple[str, ...]:
    """Make the move again that was taken back last, unless something else was done since."""
    drawn = _editable(scenario_id, by)
    last = drawn.scenario.edits.filter(undone_at__isnull=False).order_by("-undone_at", "-id").first()
    if last is None or last.undone_at is None or _done_since(drawn.scenario, last.undone_at):
        raise Refused(_("There is no hand edit to make again."))
    again = {edit.block_code: edit.to_area for edit in drawn.scenario.edits.filter(at=last.at)}
    drawn.scenario.edits.filter(at=last.at).update(undone_at=None)
    apply(drawn, again, drawn.weigh(again))
    record("redo_move", drawn.scenario, by, blocks=sorted(again))
    return tuple(sorted(again))


@transaction.atomic
def divide_block(*, scenario_id: UUID, area_number: int, grids: int, by: Viewer) -> ScenarioArea:
    """Mark a grid of one block as several grids inside it, numbered; 1 takes the mark away.

    The register has no buildings yet: the mark says how many grids there are to be, not where they part.
    """
    drawn = _editable(scenario_id, by)
    area = drawn.areas.get(area_number)
    if drawn.scenario.kind != GRIDS or area is None:
        raise NotYours(_("There is no such level-4 grid in this scenario."))
    figures = area.figures
    refuse_if(why_not_parts(int(figures.get("households", 0)), int(figures.get("blocks", 0)), grids))
    area.figures = {key: value for key, value in figures.items() if key != "grids"}
    if grids > 1:
        area.figures["grids"] = grids
    area.save(update_fields=["figures"])
    write_all(drawn, drawn.weigh())
    record("divide_block", drawn.scenario, by, area=area.code, grids=grids)
    return area


@transaction.atomic
def name_officer(*, scenario_id: UUID, area_number: int, police_number: str, by: Viewer) -> ScenarioArea:
    """Say who is to answer for an area; empty takes the name away. One officer may hold several areas."""
    drawn = _editable(scenario_id, by)
    area = drawn.areas.get(area_number)
    if area is None or drawn.scenario.kind != AREAS:
        raise NotYours(_("There is no such area in this scenario."))
    if police_number and police_number not in drawn.ground.names:
        raise Refused(_("%(number)s is not a community officer today.") % {"number": police_number})
    area.officer = (
        Officer.objects.get(bureau_id=by.bureau_id, police_number=police_number) if police_number else None
    )
    area.save(update_fields=["officer"])
    refresh_changes(replace(drawn, areas={**drawn.areas, area_number: area}))
    drawn.scenario.save(update_fields=["report"])
    record("name_officer", drawn.scenario, by, area=area.code, police_number=police_number)
    return area


def _editable(scenario_id: UUID, by: Viewer) -> Drawn:
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_edit(state=scenario.state, by=by))
    return drawn_plan(scenario)


def _done_since(scenario: Scenario, moment: datetime) -> bool:
    """Whether something stands that was done after a move was taken back."""
    picked = scenario.picks.filter(at__gt=moment) | scenario.picks.filter(undone_at__gt=moment)
    return scenario.edits.filter(undone_at__isnull=True, at__gt=moment).exists() or picked.exists()


def _check(drawn: Drawn, block_code: str, to_area: int, whole_unit: bool) -> MoveCheck:
    block = next((one for one in drawn.ground.blocks if one.code == block_code), None)
    if block is None or (to_area != NEW and to_area not in drawn.areas):
        raise NotYours(_("There is no such block or area in this scenario."))
    target = max(drawn.areas) + 1 if to_area == NEW else to_area
    whole = whole_unit or drawn.rule.whole_units
    group = [one for one in drawn.ground.blocks if one.unit_code == block.unit_code] if whole else [block]
    moving = tuple(one.code for one in group if drawn.area_of[one.code] != target)
    source = drawn.area_of[block_code]
    if early := _why_not_at_all(drawn, group, moving, to_area):
        return MoveCheck(moving, source, target, early)
    before, after = drawn.weigh(), drawn.weigh(dict.fromkeys(moving, target))
    in_one_piece = {area.label for area in before.areas if area.contiguous}
    new = str(target) if to_area == NEW else ""
    cut = [
        drawn.areas[int(one.label)].name if one.label != new else str(_("The new grid"))
        for one in after.areas
        if not one.contiguous and one.label in in_one_piece | {new}
    ]
    reason = states.why_not_move(same_ground=True, same_area=False, empties_area=False, cut_off=cut)
    norm = drawn.norm(block)
    touched = {str(drawn.area_of[code]) for code in moving} | {str(target)}
    return MoveCheck(
        moving, source, target, reason, before, after, dict.fromkeys(touched, norm) if norm else {}
    )


def _why_not_at_all(
    drawn: Drawn, group: Sequence[BlockFacts], moving: Sequence[str], to_area: int
) -> Reason | None:
    """What no plan of this kind can be, whatever the figures; said before anything is weighed."""
    kind, rule = drawn.scenario.kind, drawn.rule
    if to_area == NEW and not rule.opens:
        return rule.no_new
    left = {drawn.area_of[code] for code in moving}
    if kind == OFFICES and group[0].unit_code in {drawn.base_of()[number] for number in left}:
        return _("The office itself stands in %(place)s.") % {"place": group[0].unit_name}
    divided = [n for n in (*left, to_area) if n in drawn.areas and drawn.areas[n].figures.get("grids", 1) > 1]
    if divided:
        return _("%(area)s is marked as several grids; take the mark away first.") % {
            "area": drawn.areas[divided[0]].name
        }
    homes = {home_of(kind, one) for one in group if one.code in moving}
    there = {home_of(kind, one) for one in drawn.ground.blocks if drawn.area_of[one.code] == to_area}
    plan = drawn.plan(dict.fromkeys(moving, to_area))
    same_ground = homes <= there if to_area != NEW else len(homes) == 1
    return states.why_not_move(
        same_ground=same_ground,
        same_area=not moving,
        empties_area=bool(set(drawn.areas) - set(plan.values())) and not (rule.opens and to_area != NEW),
        cut_off=(),
        elsewhere=rule.elsewhere,
    )
