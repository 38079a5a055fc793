"""Drawing, adopting and taking back maps."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely

from jingge.audit.models import Event
from jingge.common.errors import NotYours, Refused
from jingge.territory.actions import adopt_version, put_roads, withdraw_version
from jingge.territory.geo.cover import overlaps
from jingge.territory.models import Grid, VersionState
from jingge.territory.queries import blocks_of
from jingge.territory.terms import MapRefused, RoadSpec
from tests.factories.cast import Cast, viewer
from tests.factories.territory import (
    DONGTA,
    SIDE,
    SOUTH,
    WEST,
    XIJIAO,
    draw,
    small_map,
    small_spec,
    without_polygons,
)

pytestmark = pytest.mark.django_db


def test_a_drawn_map_has_four_levels_whose_figures_are_the_sums_of_the_blocks(cast: Cast) -> None:
    drawn = small_map(cast)
    grids = {g.code: g for g in Grid.objects.filter(version=drawn.version)}
    assert sorted(g.level for g in grids.values()) == [1] * 2 + [2] * 4 + [3] * 4 + [4] * 16
    assert grids[DONGTA].population == 8 * 300 + 2 * 60
    assert grids[f"{DONGTA}001Z01"].households == 200
    assert grids[DONGTA].incidents == {"dispute": 32, "report": 48}
    for level in (1, 2, 3):
        of_level = [g for g in grids.values() if g.level == level]
        assert sum(g.population for g in of_level) == 16 * 300 + 4 * 60
        blocks = sum(g.area_km2 for g in grids.values() if g.level == 4)
        assert sum(g.area_km2 for g in of_level) == pytest.approx(blocks)


def test_an_area_within_a_unit_hangs_on_the_unit_and_one_that_joins_units_on_the_town(cast: Cast) -> None:
    drawn = small_map(cast)
    parents = dict(Grid.objects.filter(version=drawn.version, level=3).values_list("code", "parent__code"))
    assert parents == {
        f"{DONGTA}001Z01": f"{DONGTA}001",
        f"{DONGTA}001Z02": f"{DONGTA}001",
        f"{DONGTA}002Z01": f"{DONGTA}002",
        f"{XIJIAO}Z01": XIJIAO,
    }


def test_a_map_of_points_gets_cells_that_are_marked_as_derived(cast: Cast) -> None:
    version = draw(without_polygons(small_spec()), cast.bureau, viewer(cast.command_office))
    blocks = Grid.objects.filter(version=version, level=4)
    assert blocks.filter(derived=True, shape__isnull=False, area_km2__gt=0.5).count() == 16


def test_cells_round_points_leave_drawn_ground_alone(cast: Cast) -> None:
    spec = small_spec()
    mixed = [replace(b, wkb=None) if b.unit_code.startswith(DONGTA) else b for b in spec.blocks]
    version = draw(replace(spec, blocks=mixed), cast.bureau, viewer(cast.command_office))
    blocks = list(blocks_of(version))
    shapes = np.asarray(shapely.from_wkb([bytes(b.shape.wkb) for b in blocks if b.shape]))
    assert overlaps(shapes) == []
    assert [b.code for b in blocks if not b.derived] == [b.code for b in blocks if b.station.code == "XJ"]
    holds = shapely.intersects_xy(shapes, [b.lon for b in blocks], [b.lat for b in blocks])
    assert holds.all()


def test_cells_of_a_unit_with_an_outline_fill_that_outline(cast: Cast) -> None:
    bare = without_polygons(small_spec())
    own = shapely.box(WEST, SOUTH, WEST + 2 * SIDE, SOUTH + 2 * SIDE)
    units = [replace(u, wkb=shapely.to_wkb(own)) if u.code == f"{XIJIAO}001" else u for u in bare.units]
    version = draw(replace(bare, units=units), cast.bureau, viewer(cast.command_office))
    unit = Grid.objects.select_related("shape").get(version=version, code=f"{XIJIAO}001")
    assert unit.shape is not None
    drawn = shapely.from_wkb(bytes(unit.shape.wkb))
    assert shapely.symmetric_difference(drawn, own).area < own.area * 1e-6


def test_a_level_1_grid_names_its_own_station(cast: Cast) -> None:
    spec = small_spec()
    by = viewer(cast.command_office)
    unknown = [replace(t, station_code="??") if t.code == DONGTA else t for t in spec.towns]
    with pytest.raises(MapRefused) as refused:
        draw(replace(spec, towns=unknown), cast.bureau, by)
    assert [p.rule for p in refused.value.problems] == ["wrong_station"]
    cast.dongta.level1_code = "640181999"
    cast.dongta.save()
    with pytest.raises(MapRefused) as refused:
        draw(spec, cast.bureau, by)
    assert "640181999" in str(refused.value)


def test_a_draft_can_be_withdrawn_and_leaves_the_map_in_force_alone(cast: Cast) -> None:
    first = small_map(cast)
    withdraw_version(version=draw(first.spec, cast.bureau, first.by), by=first.by)
    first.version.refresh_from_db()
    assert (first.version.state, first.version.valid_to) == (VersionState.ADOPTED, None)


def test_a_layer_with_something_else_than_roads_is_refused(cast: Cast) -> None:
    point = RoadSpec(shapely.to_wkb(shapely.Point(106.3, 38.0)), "不是路")
    metres = RoadSpec(shapely.to_wkb(shapely.LineString([(350000, 4210000), (350100, 4210000)])))
    with pytest.raises(MapRefused) as refused:
        put_roads(bureau=cast.bureau, rows=[point, metres], origin_id=None, by=viewer(cast.command_office))
    assert [(p.code, p.rule) for p in refused.value.problems] == [
        ("不是路", "not_a_line"),
        ("2", "not_a_line"),
    ]


def test_a_map_with_problems_is_refused_whole_and_names_each(cast: Cast) -> None:
    spec = small_spec()
    wrong = [replace(spec.blocks[0], unit_code="640181001999"), *spec.blocks[1:]]
    with pytest.raises(MapRefused) as refused:
        draw(replace(spec, blocks=wrong), cast.bureau, viewer(cast.command_office))
    assert "unknown_unit_code" in {p.rule for p in refused.value.problems}
    assert not Grid.objects.exists()


def test_adopting_ends_the_map_before_on_that_day_and_is_on_record(cast: Cast) -> None:
    first = small_map(cast)
    second = adopt_version(
        version=draw(first.spec, cast.bureau, first.by), valid_from=date(2020, 9, 1), by=first.by
    )
    first.version.refresh_from_db()
    assert first.version.valid_to == second.valid_from == date(2020, 9, 1)
    assert Event.objects.filter(action="territory.adopt_version", subject_id=str(second.pk)).count() == 1


def test_a_map_cannot_be_adopted_twice_nor_before_the_one_in_force(cast: Cast) -> None:
    first = small_map(cast)
    with pytest.raises(Refused):
        adopt_version(version=first.version, valid_from=date(2021, 1, 1), by=first.by)
    second = draw(first.spec, cast.bureau, first.by)
    with pytest.raises(Refused):
        adopt_version(version=second, valid_from=date(2020, 7, 1), by=first.by)


def test_withdrawing_the_newest_map_puts_the_one_before_in_force_again(cast: Cast) -> None:
    first = small_map(cast)
    second = adopt_version(
        version=draw(first.spec, cast.bureau, first.by), valid_from=date(2020, 9, 1), by=first.by
    )
    with pytest.raises(Refused):
        withdraw_version(version=first.version, by=first.by)
    withdraw_version(version=second, by=first.by)
    first.version.refresh_from_db()
    second.refresh_from_db()
    assert first.version.valid_to is None
    assert second.state == VersionState.WITHDRAWN


def test_nobody_adopts_a_map_of_another_bureau(cast: Cast) -> None:
    first = small_map(cast)
    second = draw(first.spec, cast.bureau, first.by)
    with pytest.raises(NotYours):
        adopt_version(version=second, valid_from=date(2020, 9, 1), by=viewer(cast.other_command_office))
