"""Looking a name up on a day gives the name of that day."""

from collections import defaultdict
from itertools import pairwise

import pytest

from jingge.demo.synthesis.source import read_rows
from tests.contexts.demo.reading import Folder, Row

CUT_OFFS = {
    "in_2016": "2016-10-31",
    "in_2018": "2018-10-31",
    "in_2019": "2019-10-31",
    "in_2020": "2020-06-30",
    "in_2021": "2021-10-31",
    "in_2022": "2022-10-31",
    "in_2023": "2023-06-30",
}


def in_force(rows: list[Row], day: str) -> dict[str, Row]:
    return {
        row["code"]: row
        for row in rows
        if row["valid_from"] <= day and (not row["valid_to"] or day < row["valid_to"])
    }


def test_all_106_listed_units_have_a_history(lingwu: Folder) -> None:
    assert len({row["code"] for row in lingwu.rows("units")}) == 106


def test_no_two_names_of_a_unit_are_in_force_on_one_day(lingwu: Folder) -> None:
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in lingwu.rows("units"):
        by_code[row["code"]].append(row)
    for rows in by_code.values():
        for earlier, later in pairwise(rows):
            assert earlier["valid_from"] < earlier["valid_to"] == later["valid_from"]


def test_each_yearly_list_holds_exactly_the_units_in_force_on_its_day(lingwu: Folder) -> None:
    rows = lingwu.rows("units")
    listed = read_rows("units.csv")
    for flag, day in CUT_OFFS.items():
        assert set(in_force(rows, day)) == {row["code12"] for row in listed if row[flag] == "1"}, day


def test_the_list_of_2020_has_its_own_names(lingwu: Folder) -> None:
    names = {code: row["name"] for code, row in in_force(lingwu.rows("units"), "2020-06-30").items()}
    assert names == {row["code12"]: row["name_2020"] for row in read_rows("units.csv") if row["name_2020"]}


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("640181400001", "2018-10-30", "场部居委会"),
        ("640181400001", "2018-10-31", "农场居委会"),
        ("640181400001", "2020-01-01", "农场社区"),
        ("640181102209", "2017-06-01", "碱滩村委会"),
        ("640181102209", "2021-06-01", "郭碱滩村委会"),
        ("640181401598", "2019-12-31", "狼皮子梁虚拟生活区"),
    ],
)
def test_a_renamed_unit_is_called_by_the_name_of_the_day(
    lingwu: Folder, code: str, day: str, name: str
) -> None:
    assert in_force(lingwu.rows("units"), day)[code]["name"] == name


def test_a_removed_unit_is_gone_and_an_added_one_not_yet_there(lingwu: Folder) -> None:
    on_the_eve = in_force(lingwu.rows("units"), "2020-06-29")
    after = in_force(lingwu.rows("units"), "2020-06-30")
    assert "640181401598" in on_the_eve
    assert "640181401598" not in after
    assert "640181001014" not in after


def test_only_the_85_belong_to_a_station_and_all_are_in_force_in_june_2020(lingwu: Folder) -> None:
    with_station = {row["code"] for row in lingwu.rows("units") if row["station_code"]}
    assert len(with_station) == 85
    assert with_station <= set(in_force(lingwu.rows("units"), "2020-06-30"))
    assert lingwu.station_of["640181400001"] == "LW02"
    assert "640181001014" not in with_station
