"""Makes the demonstration county: `write_bureau(folder)` writes one bureau's tables, ready to import."""

from importlib.resources import files
from pathlib import Path

import shapely
from shapely import LineString

from jingge.demo.synthesis.beats import draw_beats
from jingge.demo.synthesis.county import County, draw_county
from jingge.demo.synthesis.folder import write_layer, write_table
from jingge.demo.synthesis.offices import open_offices
from jingge.demo.synthesis.partition import shared_km
from jingge.demo.synthesis.roads import lay_roads
from jingge.demo.synthesis.staff import post_staff
from jingge.demo.synthesis.strength import community_officers_by_station
from jingge.demo.synthesis.tables import (
    area_rows,
    block_properties,
    brigade_rows,
    bureau_rows,
    office_rows,
    officer_rows,
    station_rows,
    unit_rows,
)

DEFAULT_SEED = 20210304
"""The day of the article."""

__all__ = ["DEFAULT_SEED", "write_bureau"]


def write_bureau(folder: Path, seed: int = DEFAULT_SEED) -> None:
    """Write the bureau's tables and layers into `folder`, made where it is missing.

    The same seed gives the same bytes. Nothing here knows Django: what is written is imported like the
    tables of any other bureau.
    """
    folder.mkdir(parents=True, exist_ok=True)
    county = draw_county(seed)
    beats = draw_beats(county.blocks, _neighbours(county), community_officers_by_station(county.blocks))
    staff = post_staff(beats, county.blocks, county.unit_joined, seed)
    write_table(folder / "bureau.csv", bureau_rows())
    write_table(folder / "units.csv", unit_rows())
    write_table(folder / "stations.csv", station_rows())
    write_table(folder / "brigades.csv", brigade_rows())
    write_table(folder / "officers.csv", officer_rows(staff.people))
    write_table(folder / "offices.csv", office_rows(open_offices(county.blocks)))
    write_table(folder / "areas.csv", area_rows(beats, staff.responsible))
    _write_layers(folder, county, seed)
    readme = (files("jingge.demo") / "data" / "BUREAU_README.md").read_text(encoding="utf-8")
    (folder / "README.md").write_text(readme, encoding="utf-8", newline="\n")


def _write_layers(folder: Path, county: County, seed: int) -> None:
    blocks = [(block.polygon, block_properties(block)) for block in county.blocks]
    roads = [
        (LineString(road.line), {"name": road.name, "class": road.road_class})
        for road in lay_roads(county, seed)
    ]
    outline = [
        (shapely.normalize(county.outline.county), {"kind": "county", "name": "灵武市"}),
        (shapely.normalize(county.outline.excluded), {"kind": "excluded", "name": "宁东镇"}),
    ]
    write_layer(folder / "blocks.geojson", "blocks", blocks)
    write_layer(folder / "roads.geojson", "roads", roads)
    write_layer(folder / "outline.geojson", "outline", outline)


def _neighbours(county: County) -> dict[str, list[str]]:
    """Blocks with a common boundary, by code."""
    codes = [block.code for block in county.blocks]
    joined = shared_km([block.polygon for block in county.blocks])
    return {codes[i]: [codes[j] for j in sorted(by)] for i, by in joined.items()}
