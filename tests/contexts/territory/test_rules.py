"""Which maps are lawful, and why the others are not."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge.territory.geo.cover import OVERLAP_KM2
from jingge.territory.geo.plane import areas_km2
from jingge.territory.rules import (
    TRANSITIONS,
    beat_code,
    beat_parents,
    problems_of_divisions,
    problems_of_map,
    why_not_adopt,
    why_not_withdraw,
)
from jingge.territory.terms import (
    BeatSpec,
    BlockSpec,
    DivisionSpec,
    MapSpec,
    TownSpec,
    UnitSpec,
    VersionFacts,
)
from tests.contexts.territory.maps import random_map
from tests.factories.territory import DONGTA, SIDE, SOUTH, WEST, XIJIAO, small_spec, without_polygons


def rules_broken(spec: MapSpec) -> set[str]:
    return {p.rule for p in problems_of_map(spec.towns, spec.units, spec.blocks, spec.beats)}


def with_block(spec: MapSpec, index: int, **changes: object) -> MapSpec:
    blocks = list(spec.blocks)
    blocks[index] = replace(blocks[index], **changes)  # type: ignore[arg-type]
    return replace(spec, blocks=blocks)


def rectangle(west: float, south: float, east: float, north: float) -> bytes:
    return shapely.to_wkb(shapely.box(west, south, east, north))


def test_the_small_map_is_lawful_with_and_without_polygons() -> None:
    assert rules_broken(small_spec()) == set()
    assert rules_broken(without_polygons(small_spec())) == set()


BOW_TIE = shapely.to_wkb(shapely.Polygon([(106.3, 38.05), (106.31, 38.06), (106.31, 38.05), (106.3, 38.06)]))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"code": ""}, "no_code"),
        ({"code": f"{XIJIAO}001002"}, "code_twice"),
        ({"code": DONGTA}, "code_twice"),
        ({"unit_code": "640181999001"}, "unknown_unit_code"),
        ({"beat_code": "640181999Z01"}, "unknown_beat_code"),
        ({"beat_code": ""}, "no_beat"),
        ({"population": -1}, "negative"),
        ({"incidents": {"report": -1}}, "negative"),
        ({"population": 10**10}, "too_many"),
        ({"name": "长" * 81}, "too_long"),
        ({"code": "9" * 25}, "too_long"),
        ({"name": "一\u0000组"}, "unseen"),
        ({"area_km2": -1.0}, "no_area"),
        ({"area_km2": float("nan")}, "no_area"),
        ({"wkb": None, "lon": float("nan")}, "nowhere"),
        ({"wkb": None, "lon": None}, "nowhere"),
        ({"wkb": None}, "polygon_missing"),
        ({"wkb": BOW_TIE}, "self_intersects"),
        ({"wkb": shapely.to_wkb(shapely.Point(106.3, 38.05))}, "not_an_area"),
        ({"wkb": b"nothing at all"}, "not_an_area"),
        ({"wkb": rectangle(350000, 4210000, 351000, 4211000)}, "not_degrees"),
        ({"wkb": rectangle(WEST, SOUTH, WEST + SIDE * 1.01, SOUTH + SIDE)}, "overlap"),
    ],
)  # fmt: skip
def test_a_wrong_block_is_named_with_its_rule(changes: dict[str, object], rule: str) -> None:
    assert rule in rules_broken(with_block(small_spec(), 0, **changes))


def test_a_problem_names_the_row_and_how_to_mend_it() -> None:
    spec = with_block(small_spec(), 0, unit_code="640181999001")
    found = next(p for p in problems_of_map(spec.towns, spec.units, spec.blocks, spec.beats) if p.field)
    assert (found.about, found.code, found.field, found.value) == (
        "block",
        f"{XIJIAO}001001",
        "unit_code",
        "640181999001",
    )
    assert str(found.mend)


def test_a_hole_between_blocks_is_a_gap_that_names_its_neighbours() -> None:
    spec = small_spec()
    inner = next(
        i for i, b in enumerate(spec.blocks) if (b.lon, b.lat) == (WEST + 1.5 * SIDE, SOUTH + 1.5 * SIDE)
    )
    smaller = rectangle(WEST + SIDE, SOUTH + SIDE, WEST + 1.5 * SIDE, SOUTH + 2 * SIDE)
    holed = with_block(spec, inner, wkb=smaller)
    # The half that is left lies in the middle of the map, so it is nobody's ground.
    gap = next(
        p for p in problems_of_map(holed.towns, holed.units, holed.blocks, holed.beats) if p.rule == "gap"
    )
    assert f"{DONGTA}001003" in str(gap.what)


def test_a_hole_larger_than_any_block_is_anothers_ground() -> None:
    ring = random_map(300, seed=3).blocks
    middle = shapely.Point(106.4, 38.05).buffer(0.05)
    left = [b for b in ring if not shapely.intersects(shapely.from_wkb(b.wkb), middle)]
    spec = replace(random_map(300, seed=3), blocks=left)
    assert "gap" not in rules_broken(spec)


def test_borders_that_differ_by_a_metre_neither_overlap_nor_gap() -> None:
    wider = rectangle(WEST, SOUTH, WEST + SIDE + 1e-8, SOUTH + SIDE)
    assert rules_broken(with_block(small_spec(), 0, wkb=wider)) == set()


def test_an_area_that_joins_units_takes_them_whole() -> None:
    spec = small_spec()
    moved = [
        replace(b, beat_code=f"{DONGTA}002Z01") if b.code == f"{DONGTA}001001" else b for b in spec.blocks
    ]
    assert "beat_splits_unit" in rules_broken(replace(spec, blocks=moved))


def test_an_area_stays_in_one_station() -> None:
    spec = small_spec()
    joined = [
        replace(b, beat_code=f"{XIJIAO}Z01") if b.unit_code == f"{DONGTA}002" else b for b in spec.blocks
    ]
    assert "beat_in_two_stations" in rules_broken(replace(spec, blocks=joined))


def test_a_station_without_areas_is_lawful_but_not_one_half_divided() -> None:
    spec = small_spec()
    bare = [replace(b, beat_code="") if b.unit_code.startswith(XIJIAO) else b for b in spec.blocks]
    beats = [b for b in spec.beats if not b.code.startswith(XIJIAO)]
    assert rules_broken(replace(spec, blocks=bare, beats=beats)) == set()


def test_one_station_has_one_level_1_grid_and_no_grid_is_empty() -> None:
    spec = small_spec()
    towns = [*spec.towns, TownSpec("640181102", "崇兴", "DT")]
    assert {"station_twice", "empty"} <= rules_broken(replace(spec, towns=towns))


def test_two_blocks_cannot_stand_on_one_point() -> None:
    spec = without_polygons(small_spec())
    assert "same_point" in rules_broken(with_block(spec, 1, lon=spec.blocks[0].lon, lat=spec.blocks[0].lat))


def test_an_area_is_named_after_what_it_lies_in() -> None:
    assert beat_code("640181001001", 2) == "640181001001Z02"
    blocks = [
        BlockSpec("a", "a", unit_code="u1", beat_code="one"),
        BlockSpec("b", "b", unit_code="u1", beat_code="two"),
        BlockSpec("c", "c", unit_code="u2", beat_code="two"),
    ]
    assert beat_parents(blocks, {"u1": "t", "u2": "t"}) == {"one": "u1", "two": "t"}


def test_one_code_has_one_name_a_day() -> None:
    old = DivisionSpec("640181102209", "碱滩村委会", "villagers_committee", "640181102", date(2016, 1, 1))
    new = replace(old, name="郭碱滩村委会", valid_from=date(2018, 10, 31))
    assert [p.rule for p in problems_of_divisions([old, new])] == ["names_overlap"]
    assert problems_of_divisions([replace(old, valid_to=date(2018, 10, 31)), new]) == []
    assert [p.rule for p in problems_of_divisions([replace(old, valid_to=old.valid_from)])] == [
        "dates_backward"
    ]


DRAFT = VersionFacts(2, "draft", None, None)
NEWEST = VersionFacts(1, "adopted", date(2020, 7, 1), None)


@pytest.mark.parametrize(
    ("version", "day", "latest", "refused"),
    [
        (DRAFT, date(2020, 7, 1), None, False),
        (DRAFT, date(2020, 7, 2), NEWEST, False),
        (DRAFT, date(2020, 7, 1), NEWEST, True),
        (DRAFT, date(2019, 7, 1), NEWEST, True),
        (NEWEST, date(2021, 7, 1), NEWEST, True),
        (VersionFacts(3, "withdrawn", None, None), date(2021, 7, 1), NEWEST, True),
    ],
)
def test_a_draft_is_adopted_only_after_the_newest_map(
    version: VersionFacts, day: date, latest: VersionFacts | None, *, refused: bool
) -> None:
    assert (why_not_adopt(version, day, latest) is not None) == refused


def test_only_the_newest_map_or_a_draft_is_withdrawn() -> None:
    older = VersionFacts(1, "adopted", date(2020, 1, 1), date(2020, 7, 1))
    newer = VersionFacts(2, "adopted", date(2020, 7, 1), None)
    assert why_not_withdraw(older, newer) is not None
    assert why_not_withdraw(newer, newer) is None
    assert why_not_withdraw(DRAFT, newer) is None
    assert why_not_withdraw(VersionFacts(2, "withdrawn", None, None), older) is not None
    assert set(TRANSITIONS) == {"draft", "adopted", "withdrawn"}


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(24, 60), data=st.data())
def test_any_shift_beyond_the_tolerance_is_found_and_every_lawful_map_passes(
    seed: int, count: int, data: st.DataObject
) -> None:
    """The fast rules against the slow question: does any pair share more ground than allowed?"""
    spec = random_map(count, seed)
    assert rules_broken(spec) == set()
    moved = data.draw(st.integers(0, count - 1))
    shift = data.draw(st.sampled_from([1e-9, 1e-7, 1e-5, 1e-4, 1e-3]))
    shape = shapely.transform(shapely.from_wkb(spec.blocks[moved].wkb), lambda xy: xy + (shift, 0.0))
    pushed = with_block(spec, moved, wkb=shapely.to_wkb(shape))
    shapes = np.asarray(shapely.from_wkb([b.wkb for b in pushed.blocks]))
    others = np.delete(shapes, moved)
    common = areas_km2(shapely.intersection(others, shapes[moved]))
    if common.max() > OVERLAP_KM2 * 1.01:
        assert "overlap" in rules_broken(pushed)
    elif common.max() < OVERLAP_KM2 * 0.99:
        assert "overlap" not in rules_broken(pushed)


def test_units_and_beats_given_by_name_only_are_checked_too() -> None:
    spec = small_spec()
    assert "unknown_town_code" in rules_broken(replace(spec, units=[*spec.units, UnitSpec("x", "x", "no")]))
    assert "empty" in rules_broken(replace(spec, beats=[*spec.beats, BeatSpec("640181100002Z09", "空")]))


def outlined(spec: MapSpec, west: float = WEST) -> MapSpec:
    """西郊's unit 1 also with an outline of its own."""
    own = rectangle(west, SOUTH, WEST + 2 * SIDE, SOUTH + 2 * SIDE)
    return replace(spec, units=[replace(u, wkb=own) if u.code == f"{XIJIAO}001" else u for u in spec.units])


def test_blocks_fill_the_outline_of_their_unit_and_do_not_leave_it() -> None:
    assert rules_broken(outlined(small_spec())) == set()
    assert rules_broken(outlined(small_spec(), WEST - SIDE)) == {"outline_uncovered"}
    assert rules_broken(outlined(small_spec(), WEST + SIDE)) == {"beyond_outline"}


def test_a_block_known_by_its_point_stands_on_free_ground_of_its_own_unit() -> None:
    bare = outlined(without_polygons(small_spec()))
    assert rules_broken(bare) == set()
    assert rules_broken(with_block(bare, 0, lon=WEST + 3.2 * SIDE)) == {"point_outside"}
    assert rules_broken(with_block(bare, 15, lon=WEST + 0.2 * SIDE, lat=SOUTH + 0.3 * SIDE)) == {
        "point_outside"
    }
    spec = small_spec()
    half = [replace(b, wkb=None) if b.unit_code.startswith(DONGTA) else b for b in spec.blocks]
    assert rules_broken(replace(spec, blocks=half)) == set()
    half[2] = replace(half[2], lon=WEST + 0.4 * SIDE)
    assert rules_broken(replace(spec, blocks=half)) == {"point_outside"}
