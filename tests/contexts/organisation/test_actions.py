"""Founding a bureau, loading its organs, changing how they work."""

from dataclasses import replace

import pytest

from jingge.audit.models import Event
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
    change_mode(station_code="DT", mode="mode_multi_skill", by=viewer(cast.command_office))
    cast.dongta.refresh_from_db()
    assert cast.dongta.mode == "mode_multi_skill"
    event = Event.objects.get(action="organisation.change_mode")
    assert event.chain.endswith(":DT")
    assert event.detail == {"from": "mode_one_room_two_teams", "to": "mode_multi_skill"}


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
