"""What this person may see of scenarios. Every query asks first who is looking."""

from jingge.planning.queries.carrying import unit_changes
from jingge.planning.queries.comparing import Comparison, compare_scenarios
from jingge.planning.queries.detail import AreaRow, Detail, StationRow, get_scenario
from jingge.planning.queries.forming import (
    Forming,
    count_officers,
    get_forming,
    heavy_places,
    list_packs,
    pack_weights,
    weight_rows,
)
from jingge.planning.queries.geopackage import plan_geopackage
from jingge.planning.queries.office_pins import OfficePin, capacities, office_pins
from jingge.planning.queries.places import clash_names
from jingge.planning.queries.scenarios import (
    BlockRow,
    area_of_block,
    block_choices,
    list_plan_blocks,
    list_scenarios,
    officer_choices,
)
from jingge.planning.queries.shapes import areas_geojson, blocks_geojson
from jingge.planning.queries.studies import StudyView, get_study, whole_variants
from jingge.planning.queries.wording import wish_lines

__all__ = [
    "AreaRow",
    "BlockRow",
    "Comparison",
    "Detail",
    "Forming",
    "OfficePin",
    "StationRow",
    "StudyView",
    "area_of_block",
    "areas_geojson",
    "block_choices",
    "blocks_geojson",
    "capacities",
    "clash_names",
    "compare_scenarios",
    "count_officers",
    "get_forming",
    "get_scenario",
    "get_study",
    "heavy_places",
    "list_packs",
    "list_plan_blocks",
    "list_scenarios",
    "office_pins",
    "officer_choices",
    "pack_weights",
    "plan_geopackage",
    "unit_changes",
    "weight_rows",
    "whole_variants",
    "wish_lines",
]
