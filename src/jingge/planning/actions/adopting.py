"""Adopting a plan from a date: a new grid version and new postings, in one transaction."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import refuse_if
from jingge.common.viewer import Viewer
from jingge.planning.actions.locking import lock_bureau, lock_scenario, record
from jingge.planning.models import Scenario, ScenarioState
from jingge.planning.rules import states
from jingge.staffing.actions import post_to_beats
from jingge.territory.actions import adopt_version, draw_version
from jingge.territory.models import VersionState
from jingge.territory.queries import specs_of
from jingge.territory.terms import BeatSpec


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
    refuse_if(
        states.why_not_adopt(
            state=scenario.state,
            by=by,
            areas_without_officer=[area.name for area in areas if area.officer is None],
            base_in_force=base.state == VersionState.ADOPTED and base.valid_to is None,
            valid_from=valid_from,
            today=today(),
        )
    )
    drawn = specs_of(base)
    code_of = {area.number: area.code for area in areas}
    area_of = dict(scenario.blocks.values_list("block_code", "area_number"))
    version = draw_version(
        bureau=bureau,
        name=_("Plan %(number)d: %(name)s") % {"number": scenario.number, "name": scenario.name},
        towns=drawn.towns,
        units=drawn.units,
        blocks=[replace(block, beat_code=code_of[area_of[block.code]]) for block in drawn.blocks],
        beats=[BeatSpec(area.code, area.name) for area in areas],
        origin="scenario",
        origin_id=scenario.pk,
        by=by,
    )
    version = adopt_version(version=version, valid_from=valid_from, by=by)
    post_to_beats(
        version=version,
        responsible={area.code: area.officer.police_number for area in areas if area.officer is not None},
        valid_from=valid_from,
        origin_id=scenario.pk,
        by=by,
    )
    scenario.state, scenario.adopted_version = ScenarioState.ADOPTED, version
    scenario.save(update_fields=["state", "adopted_version"])
    record("adopt_scenario", scenario, by, version=version.number, valid_from=valid_from.isoformat())
    return scenario
