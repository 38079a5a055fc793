"""Drawing again around areas that please: a new scenario in which they are locked as they were drawn."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.errors import Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.planning.actions.locking import lock_scenario
from jingge.planning.actions.scenarios import create_scenario
from jingge.planning.models import Scenario
from jingge.planning.rules import states
from jingge.planning.terms import LockedArea, Settings, Wishes


@transaction.atomic
def copy_with_locked(*, scenario_id: UUID, area_numbers: Collection[int], by: Viewer) -> Scenario:
    """A draft with the same settings; the areas named stay as this plan has them."""
    scenario = lock_scenario(scenario_id, by)
    refuse_if(states.why_not_keep_areas(scenario.kind))
    areas = list(scenario.areas.filter(number__in=area_numbers))
    if not areas:
        raise Refused(_("Tick at least one area of the plan to keep."))
    wishes = Wishes.from_json(scenario.wishes)
    kept = {
        area.code: LockedArea(area.name, _blocks(scenario, area.number), of_today=False) for area in areas
    }
    return create_scenario(
        settings=Settings(
            name=_("%(name)s (copy)") % {"name": scenario.name[:70]},
            note=scenario.note,
            weights=scenario.weights,
            officers_by_station=scenario.officers_by_station,
            balance_pct=scenario.balance_pct,
            change_weight=scenario.change_weight,
            objective=scenario.objective,
            time_s=scenario.time_s,
            seed=scenario.seed,
            wishes=replace(wishes, locked={**wishes.locked, **kept}),
        ),
        by=by,
    )


def _blocks(scenario: Scenario, number: int) -> tuple[str, ...]:
    rows = scenario.blocks.filter(area_number=number).order_by("block_code")
    return tuple(rows.values_list("block_code", flat=True))
