"""Service areas of police offices: whole communities in one piece, by the way over the roads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from jingge.audit.models import Event
from jingge.common.clock import today
from jingge.common.errors import Refused
from jingge.planning import actions
from jingge.planning.models import Scenario
from jingge.planning.rules.serving import why_not_serve
from jingge.planning.terms import OFFICES, BlockFacts, Wishes
from jingge.staffing.actions import open_office
from jingge.staffing.models import PoliceOffice, held_on
from jingge.staffing.terms import OfficeSpec
from tests.contexts.planning.conftest import SETTINGS, Place
from tests.factories.cast import viewer
from tests.factories.territory import FIRST_DAY, centre

Draw = Callable[..., Scenario]
SOUTH_UNIT, NORTH_UNIT = "640181100001", "640181100002"


def offices(**changed: Any) -> dict[str, Any]:
    return {"kind": OFFICES, "officers_by_station": {}, "balance_pct": 100.0, **changed}


@pytest.fixture
def northern(place: Place) -> PoliceOffice:
    """东塔's second office, in the northern community; the first in the south serves both, the second as yet the south."""
    lon, lat = centre(3, 3)
    spec = OfficeSpec(
        code="JWS-DT2", name="东塔北警务室", office_class=2, station_code="DT", unit_code=NORTH_UNIT, lon=lon, lat=lat,
        since=FIRST_DAY, serves_units=(SOUTH_UNIT,),
    )  # fmt: skip
    return open_office(bureau=place.cast.bureau, spec=spec, by=viewer(place.cast.command_office))


def test_every_office_gets_the_communities_nearest_to_it(
    place: Place, northern: PoliceOffice, draw: Draw
) -> None:
    scenario = draw(**offices())
    found = {area.code: area.figures["unit_codes"] for area in scenario.areas.all()}
    assert found["JWS-DT"] == [SOUTH_UNIT]
    assert found["JWS-DT2"] == [NORTH_UNIT]
    assert found["JWS-XJ"] == ["640181001001", "640181001002"]
    assert scenario.blocks.count() == 16
    assert scenario.report["change_summary"]["units"] == 1


def test_adopting_service_areas_changes_the_offices_from_that_day_and_makes_no_map(
    place: Place, northern: PoliceOffice, draw: Draw
) -> None:
    scenario = draw(**offices())
    by = viewer(place.cast.command_office)
    actions.submit_scenario(scenario_id=scenario.pk, by=by)
    actions.approve_scenario(scenario_id=scenario.pk, by=viewer(place.cast.chief))
    day = today() + timedelta(days=1)
    adopted = actions.adopt_scenario(scenario_id=scenario.pk, valid_from=day, by=by)
    assert (adopted.state, adopted.adopted_version, adopted.adopted_from) == ("adopted", None, day)

    def served(code: str, on: Any) -> set[str]:
        office = PoliceOffice.objects.get(held_on(on), code=code)
        return set(office.services.values_list("unit_code", flat=True))

    assert served("JWS-DT", today()) == {SOUTH_UNIT, NORTH_UNIT}
    assert (served("JWS-DT", day), served("JWS-DT2", day)) == ({SOUTH_UNIT}, {NORTH_UNIT})
    assert Event.objects.filter(action="staffing.change_office_services").count() == 2


def test_offices_in_one_community_share_its_area(place: Place, draw: Draw) -> None:
    lon, lat = centre(3, 0)
    spec = OfficeSpec(
        code="JWS-DT9", name="东塔联络点", office_class=3, station_code="DT", unit_code=SOUTH_UNIT, lon=lon, lat=lat,
        since=FIRST_DAY, serves_units=(SOUTH_UNIT,),
    )  # fmt: skip
    open_office(bureau=place.cast.bureau, spec=spec, by=viewer(place.cast.command_office))
    scenario = draw(**offices(wishes=Wishes(stations=("DT",))))
    area = scenario.areas.get()
    assert area.figures["offices"] == ["JWS-DT", "JWS-DT9"]
    assert area.figures["unit_codes"] == [SOUTH_UNIT, NORTH_UNIT]


def test_a_station_without_an_office_is_named(place: Place, english: None) -> None:
    PoliceOffice.objects.filter(station__code="XJ").update(valid_to=today())
    with pytest.raises(Refused, match="西郊"):
        actions.create_scenario(
            settings=replace(SETTINGS, **offices(wishes=Wishes(stations=("XJ",)))),
            by=viewer(place.cast.command_office),
        )


def test_an_office_whose_own_community_is_too_large_for_the_limit_is_named(english: None) -> None:
    crowded = [unit("S", 3000), unit("N", 100)]
    reason = why_not_serve(crowded, [("N", "S")], {"S", "N"}, 50.0)
    assert "S alone has 3000 people, more than the 2325" in str(reason)
    assert why_not_serve(crowded, [("N", "S")], {"S", "N"}, 100.0) is None


def test_ground_apart_from_every_office_is_named(english: None) -> None:
    reason = why_not_serve([unit("S", 10), unit("N", 10), unit("E", 10)], [("N", "S")], {"S"}, 100.0)
    assert "E touches no ground" in str(reason)


def unit(code: str, people: int) -> BlockFacts:
    return BlockFacts(code, code, code, code, "DT", "", 0.0, 0.0, people, 0, 0, 1.0, 0.0)
