"""The form of wishes in plain words, and the pages of grids, service areas and kept areas."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jingge.audit.models import Event
from jingge.planning.models import Scenario
from jingge.planning.rules.placenames import Gazetteer, Unreadable, groups, numbers, pairs
from jingge.planning.terms import Wishes
from jingge.planning.web.forms import OFFICERS
from tests.contexts.planning.conftest import As, Draw, Place, form_data, work

SOUTH_UNIT, NORTH_UNIT = "640181100001", "640181100002"
PLACES = Gazetteer({"1": "西湖社区", "2": "育才街社区", "3": "农场社区", "4": "农场社区"}, frozenset({"11"}))


def made(client: Client, **changed: object) -> Scenario:
    response = client.post(reverse("planning:new"), form_data(**changed))
    assert response.status_code == 302, response.content.decode()
    return Scenario.objects.order_by("-number")[0]


# -- words --------------------------------------------------------------------------------


def test_places_are_read_by_name_part_of_the_name_or_code() -> None:
    assert groups("西湖社区、育才街\n\n1，11", PLACES) == (("1", "2"), ("1", "11"))
    assert pairs("1 2 11", PLACES) == (("1", "2"), ("1", "11"), ("2", "11"))
    assert numbers("西湖社区：2\n育才街 3人", PLACES) == {"1": 2, "2": 3}


@pytest.mark.parametrize(
    ("read", "text", "parts"),
    [
        (groups, "西湖社区", ("1", "西湖社区")),
        (groups, "西湖社区、育才街社区\n西湖社区、东湖社区", ("2", "东湖社区")),
        (groups, "农场社区、西湖社区", ("农场社区", "3", "4")),
        (numbers, "西湖社区", ("1", "西湖社区")),
        (numbers, "西湖社区 0", ("西湖社区 0",)),
        (numbers, "11 2", ("11",)),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_number_and_value(
    read: Callable[[str, Gazetteer], object], text: str, parts: tuple[str, ...], english: None
) -> None:
    with pytest.raises(Unreadable) as wrong:
        read(text, PLACES)
    assert all(part in str(wrong.value) for part in parts), str(wrong.value)


# -- the form -----------------------------------------------------------------------------


def test_wishes_written_in_the_form_are_kept_by_code_and_shown_again_by_name(
    place: Place, in_english: As
) -> None:
    client = in_english(place.cast.command_office)
    scenario = made(
        client, stations=["DT"], together="东塔1社区、东塔2社区", locked=[], own_offices="on", counting="own"
    )
    wishes = Wishes.from_json(scenario.wishes)
    assert (wishes.stations, wishes.together) == (("DT",), ((SOUTH_UNIT, NORTH_UNIT),))
    text = client.get(reverse("planning:change", args=[scenario.pk])).content.decode()
    assert "东塔1社区、东塔2社区" in text
    text = client.get(reverse("planning:scenario", args=[scenario.pk])).content.decode()
    assert "Places that share one officer" in text
    assert "the figures given" in text


def test_a_place_nobody_knows_comes_back_beside_its_field(place: Place, in_english: As) -> None:
    client = in_english(place.cast.command_office)
    text = client.post(reverse("planning:new"), form_data(apart="东塔1社区、月球社区")).content.decode()
    assert "Line 1: “月球社区”" in text
    assert Scenario.objects.count() == 0


def test_the_page_says_that_officers_were_counted_as_present(place: Place, in_english: As) -> None:
    client = in_english(place.cast.command_office)
    away = place.staff.responsible[f"{SOUTH_UNIT}Z01"]
    scenario = made(client, counting="present", absent=[away])
    assert scenario.officers_by_station["DT"] == 2
    text = client.get(reverse("planning:scenario", args=[scenario.pk])).content.decode()
    assert "officers present on the planning date, 1 absent left out" in text
    assert away in text


def test_the_preview_counts_officers_and_names_places_too_large_for_one(place: Place, in_english: As) -> None:
    client = in_english(place.cast.command_office)
    asked = {
        "counting": "present",
        "absent": [place.staff.responsible[f"{SOUTH_UNIT}Z01"]],
        "stations": ["DT"],
    }
    text = client.get(reverse("planning:preview"), asked).content.decode()
    assert "Officers present" in text
    assert "西郊" not in text
    text = client.get(reverse("planning:preview"), {OFFICERS + "DT": "6"}).content.decode()
    assert "东塔1社区: 3.0 areas" in text


# -- grids and offices --------------------------------------------------------------------


def test_grids_are_made_drawn_shown_and_exported_from_the_pages_alone(place: Place, in_english: As) -> None:
    client = in_english(place.cast.command_office)
    address = reverse("planning:new_kind", args=["grids"])
    assert "300" in client.get(address).content.decode()
    data = {"name": "四级网格", "note": "", "town_lower": "150", "town_upper": "250", "village_lower": "150",
            "village_upper": "250", "people_upper": "2500", "time_s": "5", "seed": "1"}  # fmt: skip
    assert client.post(address, data).status_code == 302
    scenario = Scenario.objects.get()
    client.post(reverse("planning:solve", args=[scenario.pk]))
    assert work() == "done"
    text = client.get(reverse("planning:scenario", args=[scenario.pk])).content.decode()
    assert "Level-4 grids by the norm" in text
    assert "Submit for a decision" in text
    table = client.get(reverse("planning:results", args=[scenario.pk]) + "?export=csv")
    assert table.status_code == 200
    assert "001-1组" in table.content.decode("utf-8-sig")
    shapes = client.get(reverse("planning:planning_api:areas", args=[scenario.pk])).json()
    assert len(shapes["features"]) == 8


def test_limits_the_wrong_way_round_stand_beside_their_field(place: Place, in_english: As) -> None:
    client = in_english(place.cast.command_office)
    data = {"name": "四级网格", "town_lower": "500", "town_upper": "300", "village_lower": "200",
            "village_upper": "400", "people_upper": "2500", "time_s": "5", "seed": "1"}  # fmt: skip
    text = client.post(reverse("planning:new_kind", args=["grids"]), data).content.decode()
    assert "at most the most households" in text
    assert Scenario.objects.count() == 0


def test_service_areas_are_drawn_and_shown_and_a_station_head_sees_only_the_own(
    place: Place, in_english: As
) -> None:
    client = in_english(place.cast.command_office)
    data = {"name": "服务区", "balance_pct": "100", "change_weight": "0", "time_s": "5", "seed": "1"}
    assert client.post(reverse("planning:new_kind", args=["offices"]), data).status_code == 302
    scenario = Scenario.objects.get()
    client.post(reverse("planning:solve", args=[scenario.pk]))
    assert work() == "done"
    text = client.get(reverse("planning:scenario", args=[scenario.pk])).content.decode()
    assert "Ways of the people to their office" in text
    text = (
        in_english(place.cast.dongta_head)
        .get(reverse("planning:scenario", args=[scenario.pk]))
        .content.decode()
    )
    assert "JWS-DT" in text
    assert "JWS-XJ" not in text


def test_a_kind_that_does_not_exist_is_not_found(place: Place, in_english: As) -> None:
    response = in_english(place.cast.command_office).get(reverse("planning:new_kind", args=["moons"]))
    assert response.status_code == 404


# -- keeping areas ------------------------------------------------------------------------


def test_areas_of_a_drawn_plan_are_kept_in_a_new_draft_and_stay_exactly(
    place: Place, draw: Draw, in_english: As
) -> None:
    first = draw(officers_by_station={"DT": 2, "XJ": 2})
    client = in_english(place.cast.command_office)
    kept = first.areas.filter(station__code="XJ").order_by("number")[0]
    ground = set(first.blocks.filter(area_number=kept.number).values_list("block_code", flat=True))
    assert "Keep some areas" in client.get(reverse("planning:scenario", args=[first.pk])).content.decode()
    client.post(reverse("planning:keep", args=[first.pk]), {"keep": [str(kept.number)]})
    second = Scenario.objects.get(number=first.number + 1)
    assert Event.objects.filter(action="planning.create_scenario").count() == 2
    text = client.get(reverse("planning:change", args=[second.pk])).content.decode()
    assert "(as in the plan copied)" in text
    client.post(reverse("planning:solve", args=[second.pk]))
    assert work() == "done"
    drawn: dict[int, set[str]] = {}
    for block, number in second.blocks.values_list("block_code", "area_number"):
        drawn.setdefault(number, set()).add(block)
    assert ground in drawn.values()


def test_keeping_nothing_is_refused(place: Place, draw: Draw, in_english: As) -> None:
    scenario = draw()
    client = in_english(place.cast.command_office)
    response = client.post(reverse("planning:keep", args=[scenario.pk]), {"keep": ["999", "x"]})
    assert response.status_code == 409
    assert Scenario.objects.count() == 1
