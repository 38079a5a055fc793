"""Finding incidents again: by number, official number, place of the map, address; long lists are cut."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import frozen_at, now, today
from jingge.common.viewer import Viewer
from jingge.incidents import actions
from jingge.incidents.queries import listing
from jingge.incidents.queries.listing import list_incidents
from jingge.incidents.web import reading
from tests.contexts.incidents.conftest import QUARREL, spec
from tests.factories.cast import Cast
from tests.factories.territory import SmallMap

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_in_force")]


def serials(by: Viewer, **asked: str) -> list[int]:
    return [one.serial for one in list_incidents(by, **asked)]  # type: ignore[arg-type]  # texts only


def test_a_number_is_found_with_and_without_its_zeros_and_by_its_beginning(head: Viewer) -> None:
    for _each in range(3):
        actions.take_in(spec=spec(), by=head)
    year = today().year
    assert serials(head, words=f"DT-{year}-000002") == [2]
    assert serials(head, words=f"dt-{year}-2") == [2]
    assert sorted(serials(head, words=f"DT-{year}")) == [1, 2, 3]
    assert serials(head, words="XJ") == []
    assert serials(head, words="没有") == []


def test_an_official_number_is_found_whole(head: Viewer) -> None:
    actions.take_in(spec=spec(official_ref="DT-7788"), by=head)
    actions.take_in(spec=spec(official_ref="110-2026-9"), by=head)
    assert serials(head, words="110-2026-9") == [2]
    assert serials(head, words="110") == []


def test_a_place_is_found_by_name_and_code_of_unit_and_block(small_map: SmallMap, head: Viewer) -> None:
    blocks = [one for one in small_map.spec.blocks if one.code.startswith("640181100")]
    for block in (blocks[0], blocks[-1]):
        actions.take_in(spec=spec(QUARREL, grid_code=block.code), by=head)
    first = list_incidents(head, where=blocks[0].code)
    assert [one.block_code for one in first] == [blocks[0].code]
    unit = first[0].unit_code
    assert {one.unit_code for one in list_incidents(head, where=unit)} == {unit}
    assert len(list_incidents(head, where="东塔")) == 2
    assert serials(head, where="无此地") == []


def test_words_of_an_address_are_found_anywhere_in_it(head: Viewer) -> None:
    actions.take_in(spec=spec(place="东塔市场西门12号"), by=head)
    actions.take_in(spec=spec(place="水木灵州3栋"), by=head)
    assert serials(head, address="市场") == [1]
    assert serials(head, address="3栋") == [2]
    assert serials(head, address="市场西门１２号") == [1]  # as typed on another keyboard
    assert serials(head, address="州") == [2]
    assert serials(head, address="西门13") == serials(head, address="门市") == []


def test_a_corrected_address_is_found_by_its_new_words_alone(head: Viewer) -> None:
    given = spec(place="东塔市场西门12号")
    incident = actions.take_in(spec=given, by=head)
    actions.correct(incident_id=incident.pk, spec=replace(given, place="水木灵州3栋"), by=head)
    assert serials(head, address="市场") == []
    assert serials(head, address="灵州3") == [1]
    actions.correct(incident_id=incident.pk, spec=replace(given, place=""), by=head)
    assert serials(head, address="灵州3") == []


def test_words_of_many_addresses_are_found_too(head: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "FEW", 1)
    for place in ("东塔市场A座", "水木灵州3栋", "东塔市场b座"):
        actions.take_in(spec=spec(place=place), by=head)
    assert sorted(serials(head, address="东塔市场")) == [1, 3]
    assert serials(head, address="市场B") == [3]


def test_a_list_longer_than_anybody_reads_is_cut_and_says_so(
    head: Viewer, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST", 2)
    for n in range(3):
        with frozen_at(now() - timedelta(minutes=n)):
            actions.take_in(spec=spec(), by=head)
    account = Account.objects.get(pk=cast.dongta_head.pk)
    client.force_login(account)
    page = client.get(reverse("incidents:incidents"), secure=True).content.decode()
    assert "超过 2 条" in page
    file = client.get(reverse("incidents:incidents"), {"export": "csv"}, secure=True).content.decode(
        "utf-8-sig"
    )
    assert len(file.strip().splitlines()) == 4
