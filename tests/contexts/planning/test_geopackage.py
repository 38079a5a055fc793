"""A plan handed to QGIS: one file, its layers with their names, no more ground than the reader may see."""

from collections.abc import Callable
from pathlib import Path

import pyogrio
import pyogrio.raw
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.planning import queries
from jingge.planning.models import Scenario
from tests.contexts.planning.conftest import Place
from tests.factories.cast import viewer

As = Callable[[Account], Client]
Draw = Callable[..., Scenario]


def layer(path: Path, name: str) -> tuple[str, list[dict[str, object]]]:
    """Where it lies on the globe, and its rows."""
    meta, _ids, _shapes, columns = pyogrio.raw.read(path, layer=name, read_geometry=True)
    names = meta["fields"].tolist()
    return meta["crs"], [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def test_a_plan_opens_in_qgis_with_areas_holders_and_blocks(
    place: Place, draw: Draw, as_: As, tmp_path: Path
) -> None:
    scenario = draw()
    answer = as_(place.cast.command_office).get(
        reverse("planning:planning_api:geopackage", args=[scenario.pk])
    )
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="plan.gpkg"'
    file = tmp_path / "plan.gpkg"
    file.write_bytes(answer.content)
    assert pyogrio.list_layers(file)[:, 0].tolist() == ["areas", "blocks"]
    crs, areas = layer(file, "areas")
    assert crs == "EPSG:4490"
    detail = queries.get_scenario(viewer(place.cast.command_office), scenario.pk)
    assert {row["code"] for row in areas} == {area.code for area in detail.areas}
    assert {row["officer"] for row in areas} == {area.officer_name for area in detail.areas}
    _crs, blocks = layer(file, "blocks")
    assert len(blocks) == scenario.blocks.count()
    assert {row["area"] for row in blocks} == {area.name for area in detail.areas}


def test_a_station_head_gets_the_ground_of_the_own_station_only(
    place: Place, draw: Draw, as_: As, tmp_path: Path
) -> None:
    scenario = draw()
    answer = as_(place.cast.dongta_head).get(reverse("planning:planning_api:geopackage", args=[scenario.pk]))
    file = tmp_path / "plan.gpkg"
    file.write_bytes(answer.content)
    own = queries.get_scenario(viewer(place.cast.dongta_head), scenario.pk).areas
    assert {row["code"] for row in layer(file, "areas")[1]} == {area.code for area in own}
    assert len({row["station"] for row in layer(file, "blocks")[1]}) == 1
