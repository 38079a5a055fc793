"""The demonstration county is the article's bureau on a map that fits together."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import shapely
from shapely import LineString, MultiLineString, Point

from jingge.demo.synthesis import write_bureau
from jingge.demo.synthesis.source import read_outline, read_rows
from tests.contexts.demo.reading import Folder

FORBIDDEN = re.compile(
    r"ethnic|nation|relig|identity|id_?card|phone|mobile|birth|plate|民族|宗教|身份证|电话|手机|出生|车牌",
    re.I,
)


def test_the_counts_are_those_of_the_article(lingwu: Folder) -> None:
    figures = {row["key"]: row["value"] for row in read_rows("article_figures.csv")}
    stations = {row["code"] for row in lingwu.rows("stations")}
    officers = lingwu.officers(kind="officer")
    counted = {
        "stations": len(stations),
        "towns_level1": len({row["level1_code"] for row in lingwu.rows("stations")}),
        "units_level2": len(lingwu.blocks_by()),
        "bureau_police": len(officers),
        "station_police": sum(row["organ_code"] in stations for row in officers),
        "community_police": len(lingwu.officers(post="community_officer")),
        "auxiliaries": len(lingwu.officers(kind="auxiliary")),
        "police_helpers": len(lingwu.officers(kind="helper")),
        "police_offices": len(lingwu.rows("offices")),
        "specialist_police": len(lingwu.officers(post="brigade_officer", reason="reform")),
        "veterans": len(
            lingwu.officers(post="community_officer", reason="reinforcement", age_band="50_plus")
        ),
    }
    assert counted == {key: int(figures[key]) for key in counted}
    assert len(lingwu.blocks_by_area()) == 52
    assert len(lingwu.blocks) == 310


def test_the_people_in_scope_and_in_ningdong_sum_to_the_census(lingwu: Folder) -> None:
    people = sum(block["population"] for block in lingwu.blocks)
    ningdong = 54_618
    assert people == 239_538
    assert people + ningdong == 294_156
    assert sum(block["households"] for block in lingwu.blocks) == round(people / 2.65)


def test_each_town_keeps_its_share_of_the_census_of_2010(lingwu: Folder) -> None:
    by_town: Counter[str] = Counter()
    for unit, people in lingwu.people_by_unit().items():
        by_town[unit[:9]] += people
    without_the_assumed = {
        row["town_code"]: int(row["population"])
        for row in read_rows("towns.csv")
        if row["population"] and row["in_scope"] == "1" and row["town_code"] != "640181101"
    }
    for town, in_2010 in without_the_assumed.items():
        assert by_town[town] == pytest.approx(in_2010 * 294_156 / 261_677, abs=1)


def test_a_block_is_of_a_size_an_officer_knows(lingwu: Folder) -> None:
    for block in lingwu.blocks:
        assert 0 < block["households"] <= block["population"] <= 2_500
        assert block["organisations"] >= 0


def test_blocks_and_ningdong_cover_the_outline_without_gap_or_overlap(lingwu: Folder) -> None:
    polygons = [*lingwu.ground.values(), lingwu.outline["excluded"]]
    assert shapely.coverage_is_valid(polygons)
    union = shapely.coverage_union_all(polygons)
    assert union.equals(lingwu.outline["county"])
    assert union.area == pytest.approx(sum(polygon.area for polygon in polygons), rel=1e-12)
    assert union.symmetric_difference(read_outline()).area < 1e-6 * read_outline().area


def test_every_grid_of_every_level_is_one_piece(lingwu: Folder) -> None:
    levels = [lingwu.blocks_by(station=True), lingwu.blocks_by(), lingwu.blocks_by_area()]
    for level in levels:
        for code, blocks in level.items():
            assert lingwu.union(blocks).geom_type == "Polygon", code
    assert set(map(shapely.get_type_id, lingwu.ground.values())) == {shapely.GeometryType.POLYGON.value}


def test_a_polygon_stays_light_enough_for_a_map(lingwu: Folder) -> None:
    assert max(len(polygon.exterior.coords) for polygon in lingwu.ground.values()) < 60
    assert all(polygon.is_valid for polygon in lingwu.ground.values())
    assert (lingwu.path / "blocks.geojson").stat().st_size < 3_000_000


def test_the_people_of_a_block_live_inside_it(lingwu: Folder) -> None:
    for block in lingwu.blocks:
        assert lingwu.ground[block["code"]].contains(Point(block["lon"], block["lat"])), block["code"]


def test_block_codes_follow_their_unit_without_a_hole(lingwu: Folder) -> None:
    for unit, codes in lingwu.blocks_by().items():
        assert sorted(codes) == [f"{unit}{number:03d}" for number in range(1, len(codes) + 1)]


def test_the_villages_named_after_their_town_lie_where_its_seat_is(lingwu: Folder) -> None:
    seats = {
        row["level1_code"]: Point(float(row["lon"]), float(row["lat"])) for row in lingwu.rows("stations")
    }
    named = {"640181102201": "640181102", "640181105204": "640181105", "640181200202": "640181200"}
    for unit, town in named.items():
        assert lingwu.union(lingwu.blocks_by()[unit]).distance(seats[town]) < 0.02


def test_every_station_stands_on_its_own_ground(lingwu: Folder) -> None:
    blocks = lingwu.blocks_by(station=True)
    for row in lingwu.rows("stations"):
        seat = Point(float(row["lon"]), float(row["lat"]))
        assert lingwu.union(blocks[row["code"]]).contains(seat), row["name"]


def test_more_happens_in_the_county_town_than_in_the_hills(lingwu: Folder) -> None:
    rate: dict[str, float] = {}
    for station, codes in lingwu.blocks_by(station=True).items():
        mine = [block for block in lingwu.blocks if block["code"] in codes]
        incidents = sum(v for block in mine for k, v in block.items() if k.startswith("incidents_"))
        rate[station] = incidents / sum(block["population"] for block in mine)
    assert rate["LW02"] > 1.2 * rate["LW08"]
    assert rate["LW02"] > 1.2 * rate["LW06"]


def test_the_roads_are_one_network_that_reaches_every_block(lingwu: Folder) -> None:
    lines = [LineString(feature["geometry"]["coordinates"]) for feature in lingwu.features("roads")]
    assert {f["properties"]["class"] for f in lingwu.features("roads")} == {
        "trunk",
        "county",
        "village",
        "street",
    }
    ends: dict[tuple[float, ...], set[int]] = {}
    for number, line in enumerate(lines):
        for end in (line.coords[0], line.coords[-1]):
            ends.setdefault(end, set()).add(number)
    reached, queue = {0}, [0]
    for number in queue:
        for end in (lines[number].coords[0], lines[number].coords[-1]):
            queue += sorted(ends[end] - reached)
            reached |= ends[end]
    assert len(reached) == len(lines)
    network = MultiLineString(lines)
    assert all(polygon.intersects(network) for polygon in lingwu.ground.values())
    assert lingwu.outline["county"].buffer(1e-6).covers(network)


def test_todays_areas_take_every_block_once_and_stay_in_one_station(lingwu: Folder) -> None:
    taken = Counter(code for codes in lingwu.blocks_by_area().values() for code in codes)
    assert taken == Counter(list(lingwu.ground))
    for codes in lingwu.blocks_by_area().values():
        assert len({lingwu.station_of[code[:12]] for code in codes}) == 1


def test_todays_areas_are_whole_units_or_part_of_one(lingwu: Folder) -> None:
    units = lingwu.blocks_by()
    parts = 0
    for codes in lingwu.blocks_by_area().values():
        mine = {code[:12] for code in codes}
        whole = codes == set().union(*(units[unit] for unit in mine))
        assert whole or len(mine) == 1
        parts += not whole
    assert parts >= 2


def test_todays_areas_are_clearly_uneven(lingwu: Folder) -> None:
    people = {block["code"]: block["population"] for block in lingwu.blocks}
    loads = [sum(people[code] for code in codes) for codes in lingwu.blocks_by_area().values()]
    assert 2.0 <= max(loads) * len(loads) / sum(loads) <= 2.6


def test_every_area_has_its_own_officer_of_its_own_station(lingwu: Folder) -> None:
    station_by_number = {row["police_number"]: row for row in lingwu.officers(post="community_officer")}
    responsible = {row["area_code"]: row["police_number"] for row in lingwu.rows("areas")}
    assert sorted(responsible.values()) == sorted(station_by_number)
    for area, codes in lingwu.blocks_by_area().items():
        station = lingwu.station_of[min(codes)[:12]]
        assert station_by_number[responsible[area]]["organ_code"] == station


def test_every_community_officer_has_an_auxiliary_and_fourteen_have_two(lingwu: Folder) -> None:
    organ = {row["police_number"]: row["organ_code"] for row in lingwu.rows("officers")}
    pairs = Counter(row["paired_with"] for row in lingwu.officers(kind="auxiliary"))
    assert set(pairs) == {row["police_number"] for row in lingwu.officers(post="community_officer")}
    assert Counter(pairs.values()) == {1: 38, 2: 14}
    for row in lingwu.officers(kind="auxiliary"):
        assert row["organ_code"] == organ[row["paired_with"]]


def test_84_helpers_serve_85_units_each_once(lingwu: Folder) -> None:
    served = [row["serves_units"].split(";") for row in lingwu.officers(kind="helper")]
    assert sorted(unit for units in served for unit in units) == sorted(lingwu.station_of)
    (shared,) = [units for units in served if len(units) == 2]
    blocks = lingwu.blocks_by()
    assert lingwu.union(blocks[shared[0]] | blocks[shared[1]]).geom_type == "Polygon"


def test_every_station_has_a_head_and_the_city_stations_an_office_and_a_case_team(lingwu: Folder) -> None:
    for station in lingwu.rows("stations"):
        posts = Counter(row["post"] for row in lingwu.officers(organ_code=station["code"], kind="officer"))
        assert posts["station_head"] == 1
        assert posts["deputy_head"] + posts["instructor"] >= 1
        assert posts["community_officer"] >= 2
        assert (posts["command_office"] > 0 and posts["case_officer"] > 0) or station["kind"] == "rural"
        assert posts["command_office"] == 0 or station["mode"] == "mode_one_room_two_teams"


def test_numbers_are_unique_and_names_are_only_numbers(lingwu: Folder) -> None:
    people = lingwu.rows("officers")
    assert len({row["police_number"] for row in people}) == len(people)
    assert all(re.fullmatch(r"(民警|辅警|专干)\d{4}", row["display_name"]) for row in people)


def test_offices_cover_every_unit_inside_one_station_in_one_piece(lingwu: Folder) -> None:
    offices = lingwu.rows("offices")
    served = [unit for row in offices for unit in row["serves_units"].split(";")]
    assert sorted(served) == sorted(lingwu.station_of)
    assert {row["class"] for row in offices} == {"1", "2"}
    for row in offices:
        units = row["serves_units"].split(";")
        assert {lingwu.station_of[unit] for unit in units} == {row["station_code"]}
        assert row["unit_code"] in units
        blocks = set().union(*(lingwu.blocks_by()[unit] for unit in units))
        assert lingwu.union(blocks).geom_type == "Polygon"
        home = lingwu.union(lingwu.blocks_by()[row["unit_code"]])
        assert home.contains(Point(float(row["lon"]), float(row["lat"])))


def test_no_table_has_a_column_that_the_import_must_refuse(lingwu: Folder) -> None:
    for path in lingwu.path.glob("*.csv"):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        assert not FORBIDDEN.search(header), path.name
    for layer in ("blocks", "roads", "outline"):
        for feature in lingwu.features(layer):
            assert not FORBIDDEN.search(" ".join(feature["properties"]))


def test_the_bureau_is_marked_as_synthetic(lingwu: Folder) -> None:
    (bureau,) = lingwu.rows("bureau")
    assert (bureau["code"], bureau["synthetic"]) == ("640181", "1")


def test_another_seed_draws_another_county_with_the_same_counts(lingwu: Folder, tmp_path: Path) -> None:
    write_bureau(tmp_path, seed=7)
    other = Folder(tmp_path)
    assert len(other.rows("officers")) == len(lingwu.rows("officers"))
    assert shapely.coverage_is_valid([*other.ground.values(), other.outline["excluded"]])
    for blocks in [*other.blocks_by().values(), *other.blocks_by_area().values()]:
        assert other.union(blocks).geom_type == "Polygon"
    assert other.ground.keys() != lingwu.ground.keys() or other.ground != lingwu.ground


@pytest.mark.parametrize("hash_seed", ["0", "12345"])
def test_another_process_writes_the_same_bytes(lingwu: Folder, tmp_path: Path, hash_seed: str) -> None:
    code = (
        "import sys; from pathlib import Path; from jingge.demo.synthesis import write_bureau; "
        "write_bureau(Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=environment, check=True)
    assert _digests(tmp_path) == _digests(lingwu.path)


def test_the_synthesis_does_without_django() -> None:
    code = "import sys, jingge.demo.synthesis; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
