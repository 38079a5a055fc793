"""Pages and GeoJSON of the grid."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import shapely
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.territory.actions import adopt_version, put_divisions, put_roads
from jingge.territory.terms import DivisionSpec, RoadSpec
from tests.factories.cast import Cast, viewer
from tests.factories.territory import DONGTA, XIJIAO, centre, draw, small_map

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def shown(client: Client, address: str, **query: object) -> str:
    response = client.get(address, {k: str(v) for k, v in query.items()})
    assert response.status_code == 200
    return response.content.decode()


def test_the_versions_page_says_which_map_is_in_force(cast: Cast, as_: As) -> None:
    first = small_map(cast)
    second = draw(first.spec, cast.bureau, first.by, "第二张")
    adopt_version(version=second, valid_from=date(2020, 9, 1), by=first.by)
    page = shown(as_(cast.chief), reverse("territory:versions"))
    assert "现行" in page
    assert "已被替代" in page


@pytest.mark.parametrize(("route", "limit"), [("grids", 8), ("versions", 8), ("divisions", 8), ("where", 8)])
def test_a_list_page_costs_at_most_eight_queries(
    cast: Cast, as_: As, django_assert_max_num_queries: Any, route: str, limit: int
) -> None:
    small_map(cast)
    client = as_(cast.command_office)
    address = reverse(f"territory:{route}")
    shown(client, address)
    with django_assert_max_num_queries(limit):
        shown(client, address)


def test_the_grids_of_a_past_day_are_those_of_that_day(cast: Cast, as_: As) -> None:
    first = small_map(cast)
    client = as_(cast.command_office)
    assert "东塔1社区" in shown(client, reverse("territory:grids"), on="2020-07-01")
    assert "没有现行网格图" in shown(client, reverse("territory:grids"), on="2020-06-30")
    assert client.get(reverse("territory:grids"), {"on": "昨天"}).status_code == 422
    assert shown(client, reverse("territory:grid", args=[first.spec.units[0].code]), on="2020-07-01")


def test_a_list_of_grids_can_be_taken_away_as_a_table(cast: Cast, as_: As) -> None:
    small_map(cast)
    response = as_(cast.command_office).get(reverse("territory:grids"), {"export": "csv", "level": "2"})
    lines = response.content.decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 5
    assert f"{DONGTA}001" in lines[1] + lines[3]


def test_a_grid_page_shows_where_it_lies_and_what_lies_in_it(cast: Cast, as_: As) -> None:
    version = small_map(cast).version
    page = shown(as_(cast.dongta_head), reverse("territory:version_grid", args=[version.pk, f"{DONGTA}001"]))
    assert "东塔1社区一区" in page
    assert f"{DONGTA}001004" in page


def test_a_point_is_answered_with_its_path_and_a_half_point_with_a_reason(cast: Cast, as_: As) -> None:
    small_map(cast)
    lon, lat = centre(3, 0)
    client = as_(cast.dongta_head)
    assert "东塔1社区二区" in shown(client, reverse("territory:where"), lon=lon, lat=lat)
    assert "点位须同时有经度和纬度" in shown(client, reverse("territory:where"), lon=lon)
    west = centre(0, 0)
    assert "您的辖区内没有网格包含这个点" in shown(
        client, reverse("territory:where"), lon=west[0], lat=west[1]
    )
    assert DONGTA in shown(client, reverse("territory:where"), q="东塔")


def test_comparing_two_versions_lists_what_changed(cast: Cast, as_: As) -> None:
    first = small_map(cast)
    second = draw(first.spec, cast.bureau, first.by, "第二张")
    page = shown(as_(cast.command_office), reverse("territory:compare", args=[second.pk]))
    assert "没有不同之处" in page
    only = shown(as_(cast.command_office), reverse("territory:compare", args=[first.version.pk]))
    assert "第 1 版的变化" in only


def geojson(client: Client, version: Any, **query: object) -> Any:
    address = reverse("territory_api:grids", args=[version.pk])
    return client.get(address, {k: str(v) for k, v in query.items()}).json()


def test_an_adopted_map_may_be_kept_by_the_browser_but_not_for_another_person(cast: Cast, as_: As) -> None:
    version = small_map(cast).version
    client = as_(cast.command_office)
    address = reverse("territory_api:grids", args=[version.pk])
    first = client.get(address, {"level": "4"}, headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    assert "immutable" in first.headers["Cache-Control"]
    assert "private" in first.headers["Cache-Control"]
    assert "Cookie" in first.headers["Vary"]
    again = client.get(address, {"level": "4"}, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    other = as_(cast.dongta_head).get(
        address, {"level": "4"}, headers={"If-None-Match": first.headers["ETag"]}
    )
    assert other.status_code == 200
    assert client.get(address, {"level": "9"}).status_code == 422


def test_a_draft_is_asked_for_afresh_each_time(cast: Cast, as_: As) -> None:
    first = small_map(cast)
    draft = draw(first.spec, cast.bureau, first.by)
    response = as_(cast.command_office).get(reverse("territory_api:grids", args=[draft.pk]))
    assert "no-cache" in response.headers["Cache-Control"]


def test_drawn_grids_carry_their_figures_and_rounded_coordinates(cast: Cast, as_: As) -> None:
    version = small_map(cast).version
    found = geojson(as_(cast.command_office), version, level=4, station="DT")
    assert len(found["features"]) == 8
    block = found["features"][0]
    assert block["properties"]["population"] == 360
    assert block["properties"]["incidents"] == 10
    assert block["properties"]["beat"] == f"{DONGTA}001Z01"
    for lon, lat in block["geometry"]["coordinates"][0]:
        assert (lon, lat) == (round(lon, 6), round(lat, 6))


def test_a_station_sees_its_neighbours_outline_but_none_of_their_figures(cast: Cast, as_: As) -> None:
    version = small_map(cast).version
    client = as_(cast.officer)
    towns = {f["properties"]["code"]: f["properties"] for f in geojson(client, version, level=1)["features"]}
    assert set(towns) == {DONGTA, XIJIAO}
    assert "population" in towns[DONGTA]
    assert "population" not in towns[XIJIAO]
    beats = geojson(client, version, level=3)["features"]
    assert {f["properties"]["station"] for f in beats} == {"DT"}
    assert geojson(client, version, level=3, station="XJ")["features"] == []


def test_the_lookup_answers_with_codes_from_town_to_block(cast: Cast, as_: As) -> None:
    small_map(cast)
    lon, lat = centre(0, 0)
    client = as_(cast.command_office)
    found = client.get(
        reverse("territory_api:lookup"), {"lon": str(lon), "lat": str(lat), "on": "2020-07-01"}
    ).json()
    assert [g["code"] for g in found["grids"]] == [XIJIAO, f"{XIJIAO}001", f"{XIJIAO}Z01", f"{XIJIAO}001001"]
    assert client.get(reverse("territory_api:lookup"), {"lon": "NaN", "lat": str(lat)}).status_code == 422
    assert client.get(reverse("territory_api:lookup"), {"lon": "0", "lat": "0"}).status_code == 404


def test_a_version_page_shows_its_checks_and_sums(cast: Cast, as_: As) -> None:
    version = small_map(cast).version
    page = shown(as_(cast.command_office), reverse("territory:version", args=[version.pk]))
    assert "各级人口、户数等于四级网格之和" in page
    assert "一致" in page
    assert "按本所辖区统计" in shown(as_(cast.officer), reverse("territory:version", args=[version.pk]))
    grids = shown(as_(cast.officer), reverse("territory:version_grids", args=[version.pk]), level=3, q="东塔")
    assert "东塔2社区一区" in grids
    assert "西郊" not in grids


def test_an_adopted_map_that_has_not_begun_says_from_when(cast: Cast, as_: As) -> None:
    small_map(cast, valid_from=date(2999, 1, 1))
    assert "自 2999-01-01 起生效" in shown(as_(cast.chief), reverse("territory:versions"))
    grid = as_(cast.chief).get(reverse("territory:grid", args=[DONGTA]))
    assert grid.status_code == 404


def test_what_changed_is_listed_with_a_way_to_grids_that_are_gone(cast: Cast, as_: As) -> None:
    first = small_map(cast)
    only = [b for b in first.spec.blocks if b.code != f"{XIJIAO}002004"]
    second = draw(replace(first.spec, blocks=only), cast.bureau, first.by, "第二张")
    address = reverse("territory:compare", args=[second.pk])
    page = shown(as_(cast.command_office), address, kind="gone")
    assert reverse("territory:version_grid", args=[first.version.pk, f"{XIJIAO}002004"]) in page
    back = reverse("territory:compare", args=[first.version.pk])
    assert f"{XIJIAO}002004" in shown(as_(cast.command_office), back, kind="new", **{"with": second.pk})


def test_roads_are_drawn_with_class_and_length(cast: Cast, as_: As) -> None:
    line = shapely.to_wkb(shapely.LineString([(106.3, 38.0), (106.35, 38.0), (106.4, 38.0)]))
    put_roads(
        bureau=cast.bureau, rows=[RoadSpec(line, "东路", "street")], origin_id=None, by=viewer(cast.it_clerk)
    )
    client = as_(cast.officer)
    first = client.get(reverse("territory_api:roads"))
    [road] = first.json()["features"]
    assert road["properties"] == {
        "name": "东路",
        "class": "street",
        "length_km": pytest.approx(8.78, abs=0.01),
    }
    again = client.get(reverse("territory_api:roads"), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert as_(cast.other_command_office).get(reverse("territory_api:roads")).json()["features"] == []


def test_names_are_found_by_what_changed(cast: Cast, as_: As) -> None:
    old = DivisionSpec("640181001004", "西苑居社区", "residents_committee", XIJIAO, date(2016, 10, 31))
    new = replace(old, name="西苑社区", valid_from=date(2018, 10, 31), change="renamed")
    put_divisions(
        bureau=cast.bureau, rows=[replace(old, valid_to=new.valid_from), new], by=viewer(cast.it_clerk)
    )
    page = shown(as_(cast.command_office), reverse("territory:divisions"), change="renamed", q="西苑")
    assert "西苑社区" in page
    assert "西苑居社区" not in page
    assert "西苑居社区" in shown(as_(cast.command_office), reverse("territory:divisions"), on="2017-01-01")
