"""Reading the grid: each sees its own ground, at a bounded cost."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
import shapely

from jingge.common.errors import NotYours, Refused
from jingge.territory import queries
from jingge.territory.actions import adopt_version, put_divisions, put_roads, revert_changes
from jingge.territory.models import Division, Road
from jingge.territory.terms import DivisionSpec, RoadSpec
from tests.factories.cast import Cast, viewer
from tests.factories.territory import DONGTA, FIRST_DAY, XIJIAO, draw, small_map

pytestmark = pytest.mark.django_db


def test_a_map_can_be_drawn_again_from_its_specs(cast: Cast) -> None:
    drawn = small_map(cast)
    again = draw(queries.specs_of(drawn.version), cast.bureau, drawn.by)
    by = drawn.by
    assert queries.compare_versions(by, drawn.version, again) == []
    assert {b.code for b in queries.specs_of(again).blocks} == {b.code for b in drawn.spec.blocks}


def test_people_of_one_station_see_its_grids_only(cast: Cast) -> None:
    drawn = small_map(cast)
    head = viewer(cast.dongta_head)
    seen = set(queries.list_grids(head, drawn.version).values_list("station__code", flat=True))
    assert seen == {"DT"}
    assert queries.count_levels(head, drawn.version) == {1: 1, 2: 2, 3: 3, 4: 8}
    with pytest.raises(NotYours):
        queries.get_grid(head, drawn.version, XIJIAO)
    with pytest.raises(NotYours):
        queries.get_version(viewer(cast.other_command_office), drawn.version.pk)


def test_drafts_are_not_shown_to_stations(cast: Cast) -> None:
    drawn = small_map(cast)
    draft = draw(drawn.spec, cast.bureau, drawn.by)
    assert queries.get_version(drawn.by, draft.pk) == draft
    with pytest.raises(NotYours):
        queries.get_version(viewer(cast.dongta_head), draft.pk)


def test_neighbours_of_a_corner_block_are_the_two_beside_it(cast: Cast) -> None:
    drawn = small_map(cast)
    pairs = queries.block_adjacency(drawn.version)
    assert len(pairs) == 24  # a four by four board
    corner = f"{XIJIAO}001001"
    assert {b for a, b, _ in pairs if a == corner} == {f"{XIJIAO}001002", f"{XIJIAO}001003"}


def test_the_differences_of_two_maps_are_named(cast: Cast) -> None:
    first = small_map(cast)
    moved = [
        replace(b, beat_code=f"{DONGTA}001Z02", population=b.population + 5)
        if b.code == f"{DONGTA}001001"
        else b
        for b in first.spec.blocks
    ]
    beats = [replace(b, name="新名") if b.code.endswith("002Z01") else b for b in first.spec.beats]
    second = draw(replace(first.spec, blocks=moved, beats=beats), cast.bureau, first.by)
    found = {(c.code, c.kind) for c in queries.compare_versions(first.by, first.version, second)}
    assert (f"{DONGTA}001001", "moved") in found
    assert (f"{DONGTA}001001", "figures") in found
    assert (f"{DONGTA}002Z01", "renamed") in found
    assert (f"{DONGTA}001Z01", "redrawn") in found
    assert not any(code.startswith(XIJIAO) for code, _ in found)


def test_checks_of_a_sound_map_find_nothing(cast: Cast, django_assert_max_num_queries: Any) -> None:
    drawn = small_map(cast)
    with django_assert_max_num_queries(2):
        checks = queries.checks_of(drawn.by, drawn.version)
    assert checks.sums_agree
    assert (checks.blocks_without_beat, checks.derived_blocks, checks.foreign_parents) == (0, 0, 0)
    assert [level.grids for level in checks.levels] == [2, 4, 4, 16]


OLD = DivisionSpec(
    "640181001001", "旧名社区", "residents_committee", XIJIAO, date(2016, 10, 31), station_code="XJ"
)
NEW = replace(OLD, name="新名社区", valid_from=date(2018, 10, 31), change="renamed")


def test_a_list_of_only_the_changes_ends_the_names_before(cast: Cast) -> None:
    by = viewer(cast.command_office)
    put_divisions(bureau=cast.bureau, rows=[OLD], by=by)
    put_divisions(bureau=cast.bureau, rows=[NEW], by=by)
    assert [(d.name, d.valid_to) for d in queries.names_of(by, OLD.code)] == [
        ("旧名社区", NEW.valid_from),
        ("新名社区", None),
    ]
    on_day = queries.list_divisions(by, on=date(2017, 1, 1)).get()
    assert on_day.name == "旧名社区"
    assert not queries.list_divisions(viewer(cast.dongta_head)).exists()


def test_names_loaded_twice_change_nothing_and_can_be_taken_back(cast: Cast) -> None:
    by = viewer(cast.command_office)
    before = put_divisions(bureau=cast.bureau, rows=[OLD], by=by)
    changes = put_divisions(bureau=cast.bureau, rows=[NEW], by=by)
    assert put_divisions(bureau=cast.bureau, rows=[NEW], by=by) == []
    with pytest.raises(Refused):
        revert_changes(changes=before, by=by)  # the row has moved on
    revert_changes(changes=changes, by=by)
    assert [(d.name, d.valid_to) for d in queries.names_of(by, OLD.code)] == [("旧名社区", None)]
    revert_changes(changes=before, by=by)
    assert not Division.objects.exists()


def test_a_new_layer_of_roads_replaces_the_old_and_can_be_taken_back(cast: Cast) -> None:
    by = viewer(cast.command_office)
    east = RoadSpec(shapely.to_wkb(shapely.LineString([(106.3, 38.0), (106.4, 38.0)])), "东路", "street")
    north = RoadSpec(shapely.to_wkb(shapely.LineString([(106.3, 38.0), (106.3, 38.1)])), "北路", "trunk")
    put_roads(bureau=cast.bureau, rows=[east], origin_id=None, by=by)
    changes = put_roads(bureau=cast.bureau, rows=[north], origin_id=None, by=by)
    assert [r.name for r in queries.list_roads(by)] == ["北路"]
    assert Road.objects.get().length_km == pytest.approx(11.1, abs=0.1)
    revert_changes(changes=changes, by=by)
    assert [r.name for r in queries.list_roads(by)] == ["东路"]
    ends = np.array([[106.3, 38.0]]), np.array([[106.4, 38.0]])
    km = queries.road_graph(cast.bureau.pk).travel_km(*ends)[0, 0]
    assert km == pytest.approx(Road.objects.get().length_km, rel=1e-3)


def test_a_list_of_grids_costs_one_query_however_long(cast: Cast, django_assert_max_num_queries: Any) -> None:
    drawn = small_map(cast)
    with django_assert_max_num_queries(1):
        rows = list(queries.list_grids(drawn.by, drawn.version))
        assert [
            (r.station.name, r.parent.name if r.parent else "", r.beat.name if r.beat else "") for r in rows
        ]


def test_in_force_means_from_the_first_day_until_the_day_before_the_next(cast: Cast) -> None:
    first = small_map(cast)
    second = adopt_version(
        version=draw(first.spec, cast.bureau, first.by), valid_from=date(2020, 9, 1), by=first.by
    )
    on = {day: queries.version_in_force(cast.bureau.pk, day) for day in (FIRST_DAY, date(2020, 8, 31))}
    assert set(on.values()) == {first.version}
    assert queries.version_in_force(cast.bureau.pk, date(2020, 9, 1)) == second
    assert queries.version_in_force(cast.bureau.pk, date(2020, 6, 30)) is None
    assert queries.version_in_force(cast.other_bureau.pk, FIRST_DAY) is None
