"""Founding a bureau, loading its organs, changing how they work."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jingge.audit.models import Event
from jingge.common.clock import today
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.ids import new_id
from jingge.common.viewer import system_viewer
from jingge.organisation import queries
from jingge.organisation.actions import (
    change_mode,
    change_ratio_display,
    found_bureau,
    put_organisation,
    revert_changes,
    take_back_mode,
)
from jingge.organisation.models import Station
from tests.contexts.organisation.test_rules import CRIMINAL, DONGTA, XIJIAO
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db


def test_a_bureau_is_founded_under_the_id_of_the_account_that_founds_it() -> None:
    by = system_viewer(new_id())
    bureau = found_bureau(code="640181", name="灵武市公安局", name_en="", is_synthetic=True, by=by)
    assert bureau.pk == by.bureau_id
    again = found_bureau(code="640181", name="灵武市局", name_en="", is_synthetic=True, by=by)
    assert (again.pk, again.name) == (bureau.pk, "灵武市局")


def test_organs_are_added_corrected_and_taken_back() -> None:
    by = system_viewer(new_id())
    bureau = found_bureau(code="640181", name="灵武市公安局", name_en="", is_synthetic=True, by=by)
    put_organisation(bureau=bureau, stations=[DONGTA], brigades=[CRIMINAL], by=by)
    changes = put_organisation(
        bureau=bureau, stations=[replace(DONGTA, name="东塔所"), XIJIAO], brigades=[CRIMINAL], by=by
    )
    assert len(changes) == 2
    revert_changes(changes=changes, by=by)
    assert [s.name for s in queries.list_stations(by)] == ["东塔派出所"]
    with pytest.raises(Refused):
        revert_changes(changes=changes, by=by)


def test_wrong_organs_are_refused_whole(cast: Cast) -> None:
    before = Station.objects.count()
    wrong = replace(XIJIAO, code="NEW", mode="nonsense", level1_code="640181199")
    with pytest.raises(Invalid) as refused:
        put_organisation(
            bureau=cast.bureau, stations=[wrong], brigades=[CRIMINAL], by=viewer(cast.command_office)
        )
    assert refused.value.field == "stations.NEW.mode"
    assert Station.objects.count() == before


def test_a_changed_mode_is_on_record_in_the_chain_of_the_station(cast: Cast) -> None:
    by = viewer(cast.command_office)
    change_mode(station_code="DT", mode="mode_multi_skill", from_date=date(2021, 3, 1), by=by)
    assert queries.get_station(by, "DT").mode_now == "mode_multi_skill"
    event = Event.objects.get(action="organisation.change_mode")
    assert event.chain.endswith(":DT")
    assert event.detail == {
        "from": "mode_one_room_two_teams",
        "to": "mode_multi_skill",
        "from_date": "2021-03-01",
    }


def test_a_mode_holds_from_its_day_and_the_days_before_stay_as_they_were(cast: Cast) -> None:
    by, day = viewer(cast.command_office), date(2021, 3, 1)
    change_mode(station_code="DT", mode="mode_multi_skill", from_date=day, by=by)

    def mode(on: date) -> str:
        return queries.with_modes(Station.objects.all(), on).get(code="DT").mode_now

    assert mode(day - timedelta(days=1)) == "mode_one_room_two_teams"
    assert mode(day) == "mode_multi_skill"
    with pytest.raises(Refused, match="2021-03-01"):
        change_mode(station_code="DT", mode="mode_one_room_two_teams", from_date=day, by=by)
    with pytest.raises(Refused, match="2021-03-01"):
        take_back_mode(station_code="DT", by=by)


def test_a_change_to_come_is_shown_and_can_be_taken_back(cast: Cast) -> None:
    by, day = viewer(cast.command_office), today() + timedelta(days=9)
    change_mode(station_code="DT", mode="mode_multi_skill", from_date=day, by=by)
    assert queries.get_station(by, "DT").mode_now == "mode_one_room_two_teams"
    planned = queries.planned_mode(by, "DT")
    assert planned is not None and planned.from_date == day
    take_back_mode(station_code="DT", by=by)
    assert queries.planned_mode(by, "DT") is None
    with pytest.raises(Refused):
        take_back_mode(station_code="DT", by=by)


def test_nobody_changes_a_station_of_another_bureau_or_a_neighbour(cast: Cast) -> None:
    with pytest.raises(NotYours):
        change_mode(station_code="XJ", mode="mode_multi_skill", by=viewer(cast.dongta_head))
    with pytest.raises(NotYours):
        change_mode(station_code="XJ", mode="mode_multi_skill", by=viewer(cast.other_command_office))


def test_percentages_are_shown_as_the_bureau_chose(cast: Cast) -> None:
    by = viewer(cast.command_office)
    assert queries.get_bureau(by).ratio_display == "round"
    change_ratio_display(display="cut", by=by)
    assert queries.get_bureau(by).ratio_display == "cut"
    with pytest.raises(Invalid):
        change_ratio_display(display="up", by=by)
