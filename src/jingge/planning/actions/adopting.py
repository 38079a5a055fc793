"""Adopting a plan from a date: a new grid version and new postings, in one transaction."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau
from jingge.planning.actions.locking import lock_bureau, lock_scenario, record
from jingge.planning.actions.serving import put_service_areas
from jingge.planning.actions.staying import Staying, hand_over_later, who_stays, with_areas_before
from jingge.planning.models import Scenario, ScenarioArea, ScenarioKind, ScenarioState
from jingge.planning.queries.carrying import new_names
from jingge.planning.rules import states
from jingge.planning.rules.merging import merged
from jingge.staffing.actions import post_to_beats
from jingge.territory.actions import adopt_version, draw_version
from jingge.territory.models import GridVersion, VersionState
from jingge.territory.queries import specs_of
from jingge.territory.terms import BeatSpec, BlockSpec, MapSpec


@transaction.atomic
def adopt_scenario(*, scenario_id: UUID, valid_from: date, by: Viewer) -> Scenario:
    """Put the plan in force from a day on. The version before stays as it was until that day.

    The bureau's row is locked first: of two people adopting at once the second finds that the
    version its plan was drawn on is no longer the last, and is told so.
    """
    bureau = lock_bureau(by)
    scenario = lock_scenario(scenario_id, by)
    areas = list(scenario.areas.select_related("officer"))
    base = scenario.base_version
    nobody = [area.name for area in areas if area.officer is None]
    refuse_if(
        states.why_not_adopt(
            state=scenario.state,
            by=by,
            areas_without_officer=nobody if scenario.kind == ScenarioKind.AREAS else (),
            base_in_force=base.state == VersionState.ADOPTED and base.valid_to is None,
            valid_from=valid_from,
            today=today(),
        )
    )
    scenario.adopted_from = valid_from
    if scenario.kind == ScenarioKind.OFFICES:
        put_service_areas(scenario, areas, valid_from, by)
    else:
        scenario.adopted_version = _new_version(scenario, areas, bureau, valid_from, by)
    scenario.state = ScenarioState.ADOPTED
    scenario.save(update_fields=["state", "adopted_version", "adopted_from"])
    version = scenario.adopted_version.number if scenario.adopted_version else None
    record("adopt_scenario", scenario, by, version=version, valid_from=valid_from.isoformat())
    return scenario


def _new_version(
    scenario: Scenario, areas: list[ScenarioArea], bureau: Bureau, valid_from: date, by: Viewer
) -> GridVersion:
    """The map with the plan in it; ground of stations that did not take part is carried over as it is."""
    base = scenario.base_version
    staying = Staying(specs_of(base), {})
    if scenario.kind == ScenarioKind.AREAS:
        planned_blocks = set(scenario.blocks.values_list("block_code", flat=True))
        staying = with_areas_before(base, staying.drawn, planned_blocks)
    drawn = _with_plan(scenario, areas, staying.drawn)
    renamed = new_names(base, valid_from)
    version = draw_version(
        bureau=bureau,
        name=_("Plan %(number)d: %(name)s") % {"number": scenario.number, "name": scenario.name},
        towns=drawn.towns,
        units=[replace(unit, name=renamed.get(unit.code, unit.name)) for unit in drawn.units],
        blocks=drawn.blocks,
        beats=drawn.beats,
        origin="scenario",
        origin_id=scenario.pk,
        by=by,
    )
    version = adopt_version(version=version, valid_from=valid_from, by=by)
    planned = {area.code: area.officer.police_number for area in areas if area.officer is not None}
    kept = {beat.code for beat in drawn.beats} - planned.keys()
    responsible = {**who_stays(base, kept, staying.held_before, valid_from), **planned}
    if responsible:  # a map whose areas have not been drawn yet has nobody to answer for them
        post_to_beats(
            version=version, responsible=responsible, valid_from=valid_from, origin_id=scenario.pk, by=by
        )
        hand_over_later(version, base, responsible, kept, valid_from, scenario.pk, by)
    return version


def _with_plan(scenario: Scenario, areas: list[ScenarioArea], drawn: MapSpec) -> MapSpec:
    area_of = dict(scenario.blocks.values_list("block_code", "area_number"))
    if scenario.kind == ScenarioKind.GRIDS:
        made = {area.number: (area.code, area.name) for area in areas}
        return replace(drawn, blocks=merged(drawn.blocks, {code: made[n] for code, n in area_of.items()}))
    code_of = {area.number: area.code for area in areas}
    blocks = [
        replace(block, beat_code=code_of[area_of[block.code]]) if block.code in area_of else block
        for block in drawn.blocks
    ]
    return replace(drawn, blocks=blocks, beats=_beats(areas, drawn, blocks))


def _beats(areas: list[ScenarioArea], drawn: MapSpec, blocks: list[BlockSpec]) -> list[BeatSpec]:
    """The plan's areas and those of the stations that did not take part."""
    used = {block.beat_code for block in blocks}
    planned = {area.code for area in areas}
    kept = [beat for beat in drawn.beats if beat.code in used and beat.code not in planned]
    return [*kept, *(BeatSpec(area.code, area.name) for area in areas)]
