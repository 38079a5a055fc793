"""What the shell's pages are told: sums that agree, own ground only, any past day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from jingge.accounts.models import Account
from jingge.common.errors import NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.portal import queries
from tests.factories.cast import Cast
from tests.factories.staffing import Staff
from tests.factories.territory import DONGTA, FIRST_DAY, XIJIAO, SmallMap

pytestmark = pytest.mark.django_db
Budget = Callable[[int], Any]


def test_the_stations_sum_to_the_bureau(chief: Viewer, staff: Staff) -> None:
    baseline = queries.get_baseline(chief, FIRST_DAY)
    assert baseline.total is not None
    for name in (
        "units",
        "beats",
        "blocks",
        "households",
        "population",
        "officers",
        "auxiliaries",
        "offices",
        "load",
    ):
        parts = sum(getattr(row, name) for row in baseline.stations)
        assert parts == pytest.approx(getattr(baseline.total, name)), name
    assert baseline.total.blocks == 16
    assert baseline.total.population == 16 * 300 + 4 * 60


def test_a_station_head_sees_the_own_station_only(dongta_head: Viewer, staff: Staff) -> None:
    baseline = queries.get_baseline(dongta_head, FIRST_DAY)
    assert [row.name for row in baseline.stations] == ["东塔派出所"]
    assert baseline.total is not None
    assert baseline.total.blocks == 8


def test_before_the_first_map_there_are_no_figures(chief: Viewer, ground: SmallMap) -> None:
    baseline = queries.get_baseline(chief, date(2019, 1, 1))
    assert baseline.version is None
    assert baseline.stations == ()


def test_a_unit_s_detail_names_officer_hands_and_office(chief: Viewer, staff: Staff) -> None:
    detail = queries.get_grid_detail(chief, FIRST_DAY, f"{DONGTA}002")
    assert [name for _level, _code, name in detail.path] == ["东塔", "东塔2社区"]
    assert len(detail.responsible) == 1
    assert {hand.police_number[0] for hand in detail.hands} == {"F", "Z"}  # an auxiliary and a helper
    assert len(detail.offices) == 1
    assert (detail.units, detail.beats, detail.blocks) == (1, 1, 4)


def test_a_neighbour_s_grid_is_not_found(dongta_head: Viewer, staff: Staff) -> None:
    with pytest.raises(NotYours):
        queries.get_grid_detail(dongta_head, FIRST_DAY, XIJIAO)
    assert queries.get_grid_detail(dongta_head, FIRST_DAY, DONGTA).level == 1


def test_the_map_s_table_holds_every_area_with_its_officer(chief: Viewer, staff: Staff) -> None:
    rows = queries.list_map_rows(chief, FIRST_DAY)
    assert len(rows) == 4
    assert all(row.officer for row in rows)
    xijiao = [row for row in rows if row.station_code == "XJ"]
    assert [row.load_ratio for row in xijiao] == [pytest.approx(1.0)]


def test_figures_join_the_map_by_code(dongta_head: Viewer, staff: Staff) -> None:
    figures = queries.map_figures(dongta_head, FIRST_DAY)
    assert figures[f"{DONGTA}002Z01"]["officer"]
    assert not any(code.startswith(XIJIAO) for code in figures)


@pytest.mark.parametrize("words", ["东塔2社区", f"{DONGTA}002", "dt2sq"])
def test_a_unit_is_found_by_name_code_and_initials(chief: Viewer, staff: Staff, words: str) -> None:
    assert f"{DONGTA}002" in {found.code for found in queries.search(chief, words)}


def test_grids_found_are_called_by_their_level_in_chinese_numerals(chief: Viewer, staff: Staff) -> None:
    with translation.override("zh-hans"):
        found = {one.code: one.where for one in queries.search(chief, DONGTA)}
    assert found[DONGTA].startswith("一级网格，")
    assert any(where.startswith("四级网格，") for where in found.values())


def test_search_stays_on_own_ground(dongta_head: Viewer, staff: Staff) -> None:
    assert queries.search(dongta_head, "西郊") == []


def test_the_wall_map_holds_four_levels_and_the_schematic_note(chief: Viewer, staff: Staff) -> None:
    sheet = queries.get_wall_map(chief, FIRST_DAY)
    assert {grid.level for grid in sheet.grids} == {1, 2, 3, 4}
    assert "示意图" in sheet.note
    assert "2020-07-01" in sheet.subtitle


def test_a_day_without_a_map_is_said(chief: Viewer, ground: SmallMap) -> None:
    with pytest.raises(Refused, match="2019-01-01"):
        queries.get_wall_map(chief, date(2019, 1, 1))


@pytest.mark.parametrize("read", [queries.get_baseline, queries.map_figures, queries.list_map_rows])
def test_reads_stay_within_their_number_of_queries(
    chief: Viewer, staff: Staff, django_assert_max_num_queries: Budget, read: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(16):
        read(chief, FIRST_DAY)


def test_the_list_of_base_figures_asks_eight_questions_at_most(
    cast: Cast,
    as_: Callable[[Account], Client],
    staff: Staff,
    django_assert_max_num_queries: Budget,
) -> None:
    client = as_(cast.chief)
    address = "/baseline/?on=2020-07-01"
    client.get(address)  # works out the loads of the map, which are kept for a minute
    with django_assert_max_num_queries(8):
        assert client.get(address).status_code == 200
