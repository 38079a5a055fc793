"""Which grid holds a point: the port, the raster and plain Shapely say the same."""

from datetime import date

import numpy as np
import pytest

from jingge.territory.actions import adopt_version
from jingge.territory.geo.base import port
from jingge.territory.models import Grid
from jingge.territory.queries import find_grids, find_many
from jingge.territory.queries.lookups import KEPT_VERSIONS, locator_of
from tests.contexts.territory.maps import random_map, slow_answer, tricky_points
from tests.factories.cast import Cast, viewer
from tests.factories.territory import DONGTA, FIRST_DAY, SIDE, SOUTH, WEST, XIJIAO, centre, draw, small_map

pytestmark = pytest.mark.django_db


def test_ten_thousand_points_get_the_same_block_from_database_raster_and_plain_shapely(cast: Cast) -> None:
    """Run on SQLite and on PostGIS: both equal the slow answer, so both equal each other."""
    by = viewer(cast.command_office)
    spec = random_map(240, seed=7)
    version = adopt_version(version=draw(spec, cast.bureau, by), valid_from=FIRST_DAY, by=by)
    codes = dict(Grid.objects.filter(version=version).values_list("pk", "code"))
    points = tricky_points(spec, 10_000, seed=11)
    expected = slow_answer(spec, points)
    found = find_many(cast.bureau.pk, FIRST_DAY, points)
    assert found is not None
    from_raster = [found.block_codes[i] if i >= 0 else "" for i in found.block.tolist()]
    assert from_raster == expected
    from_database = [port().block_at(version.pk, lon, lat) for lon, lat in points.tolist()]
    assert [codes[block] if block else "" for block in from_database] == expected


def test_a_point_has_a_path_of_four_grids(cast: Cast) -> None:
    drawn = small_map(cast)
    path = find_grids(drawn.bureau.pk, FIRST_DAY, *centre(3, 0))
    assert path is not None
    assert [step.code for step in path.steps] == [
        DONGTA,
        f"{DONGTA}001",
        f"{DONGTA}001Z02",
        f"{DONGTA}001002",
    ]
    assert path.station_code == "DT"


def test_a_point_on_a_shared_corner_belongs_to_the_lowest_code(cast: Cast) -> None:
    drawn = small_map(cast)
    corner = (round(WEST + 2 * SIDE, 6), round(SOUTH + 2 * SIDE, 6))
    path = find_grids(drawn.bureau.pk, FIRST_DAY, *corner)
    assert path is not None
    assert path.block.code == f"{XIJIAO}001004"


def test_nothing_holds_outside_the_map_or_before_the_first_day(cast: Cast) -> None:
    drawn = small_map(cast)
    assert find_grids(drawn.bureau.pk, FIRST_DAY, WEST - 1, SOUTH) is None
    assert find_grids(drawn.bureau.pk, date(2020, 6, 30), *centre(0, 0)) is None
    assert find_many(drawn.bureau.pk, date(2020, 6, 30), np.array([centre(0, 0)])) is None


def test_a_past_day_is_answered_by_the_map_of_that_day(cast: Cast) -> None:
    first = small_map(cast)
    second = adopt_version(
        version=draw(first.spec, cast.bureau, first.by), valid_from=date(2020, 9, 1), by=first.by
    )
    before = find_grids(cast.bureau.pk, date(2020, 8, 31), *centre(0, 0))
    after = find_grids(cast.bureau.pk, date(2020, 9, 1), *centre(0, 0))
    assert before is not None
    assert after is not None
    assert (before.version_id, after.version_id) == (first.version.pk, second.pk)


def test_one_point_costs_three_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    drawn = small_map(cast)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        find_grids(drawn.bureau.pk, FIRST_DAY, *centre(2, 2))


def test_only_the_latest_maps_stay_in_memory_and_drafts_never(cast: Cast) -> None:
    drawn = small_map(cast)
    draft = draw(drawn.spec, cast.bureau, drawn.by)
    assert locator_of(draft) is not locator_of(draft)
    kept = locator_of(drawn.version)
    assert locator_of(drawn.version) is kept
    newer = drawn.version
    for month in range(8, 8 + KEPT_VERSIONS):
        draft = draw(drawn.spec, cast.bureau, drawn.by)
        newer = adopt_version(version=draft, valid_from=date(2020, month, 1), by=drawn.by)
        locator_of(newer)
    assert locator_of(drawn.version) is not kept


def test_many_points_are_answered_with_all_their_codes(cast: Cast) -> None:
    drawn = small_map(cast)
    found = find_many(drawn.bureau.pk, FIRST_DAY, np.array([centre(3, 0), centre(0, 0), (0.0, 0.0)]))
    assert found is not None
    first, second, outside = found.block.tolist()
    assert (found.unit_codes[first], found.beat_codes[first]) == (f"{DONGTA}001", f"{DONGTA}001Z02")
    assert (found.station_codes[first], found.station_codes[second]) == ("DT", "XJ")
    assert outside == -1
