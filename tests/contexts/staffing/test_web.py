"""The pages: what each person is shown, what the forms do, how many queries they cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.staffing.models import BeatPosting, Pairing, PoliceOffice, Posting, UnitService
from tests.factories.cast import Cast
from tests.factories.staffing import Staff
from tests.factories.territory import DONGTA, SmallMap

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
Z01 = f"{DONGTA}001Z01"
LATER = "2021-06-01"


def page(client: Client, route: str, /, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"staffing:{route}", args=args), query, secure=True)
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, route: str, /, *args: Any, **data: Any) -> int:
    return client.post(reverse(f"staffing:{route}", args=args), data, secure=True).status_code


# -- figures ---------------------------------------------------------------------------------------------


def test_the_overview_shows_both_shares_with_their_fractions(staff: Staff, cast: Cast, as_: As) -> None:
    html = page(as_(cast.command_office), "overview")
    assert "10 / 13" in html
    assert "4 / 10" in html
    assert "76.9" in html


def test_the_switch_changes_only_how_a_share_is_written(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    assert "76.9" in page(client, "overview", shown="cut")
    head = as_(cast.dongta_head)
    assert "50.0" in page(head, "overview", shown="round")
    cast.bureau.refresh_from_db()
    assert cast.bureau.ratio_display == "round"


def test_the_share_in_all_is_of_station_officers_as_the_target_says(
    staff: Staff, cast: Cast, as_: As
) -> None:
    response = as_(cast.command_office).get(reverse("staffing:overview"), {"export": "csv"}, secure=True)
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[1:] == ["东塔派出所", "6", "3", "50.0%", "4", "2"]
    assert lines[-1].split(",")[1:] == ["全局合计", "13", "4", "40.0%", "6", "4"]


def test_people_posted_for_a_reason_are_found(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    Posting.objects.filter(officer__police_number="040181").update(reason="reinforcement")
    assert "充实基层" in page(client, "reasons", since="2019-01-01", until="2027-01-01")
    html = page(client, "officers", reason="reinforcement")
    assert "040181" in html
    assert "040101" not in html


def test_what_if_is_answered_live_and_without_script(staff: Staff, cast: Cast, as_: As) -> None:
    client, wish = (
        as_(cast.command_office),
        {"officers": "1", "source": "station:DT", "target": "department:", "were_community": "on"},
    )
    whole = page(client, "overview", **wish)
    assert "9 / 13" in whole
    assert "3 / 9" in whole
    part = client.get(
        reverse("staffing:overview"),
        wish,
        secure=True,
        headers={"HX-Request": "true", "HX-Target": "what-if-result"},
    ).content.decode()
    assert "3 / 9" in part
    assert "<html" not in part
    assert not Posting.objects.filter(valid_to__isnull=False).exists()


def test_a_what_if_that_makes_no_sense_says_why(staff: Staff, cast: Cast, as_: As) -> None:
    html = page(as_(cast.command_office), "overview", officers="9", source="station:DT", target="department:")
    assert "该单位此类民警只有3人" in html


def test_a_station_head_sees_the_own_station_and_no_what_if(staff: Staff, cast: Cast, as_: As) -> None:
    html = page(as_(cast.dongta_head), "overview")
    assert "3 / 6" in html
    assert "西郊" not in html
    assert "what-if-result" not in html


def test_a_past_day_shows_as_it_was(staff: Staff, cast: Cast, as_: As) -> None:
    assert "0 / 0" in page(as_(cast.command_office), "overview", on="2019-01-01")


def test_cover_lists_gaps_and_exports_them(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    BeatPosting.objects.filter(beat__code=Z01).delete()
    Pairing.objects.all().delete()
    UnitService.objects.filter(unit_code=f"{DONGTA}002").delete()
    html = page(client, "cover", gap="hand")
    assert f"{DONGTA}002" in html
    assert f"{DONGTA}001" not in html
    response = client.get(reverse("staffing:cover"), {"gap": "any", "export": "xlsx"}, secure=True)
    rows = list(load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[1] for row in rows[1:]] == [f"{DONGTA}002"]


def test_the_mode_check_names_what_is_missing_on_the_page_and_in_the_file(
    staff: Staff, cast: Cast, as_: As
) -> None:
    client = as_(cast.command_office)
    Posting.objects.filter(officer__police_number="040181").update(post="duty_officer")
    assert "案件办理队没有人员" in page(client, "modes")
    response = client.get(reverse("staffing:modes"), {"export": "csv"}, secure=True)
    assert "案件办理队没有人员" in response.content.decode("utf-8-sig")


# -- people ----------------------------------------------------------------------------------------------


def test_a_transfer_is_previewed_by_get_and_made_by_post(staff: Staff, cast: Cast, as_: As) -> None:
    client, person = as_(cast.command_office), staff.people["040181"]
    wish = {
        "place": "brigade:XZ",
        "post": "brigade_officer",
        "from_date": LATER,
        "reason": "reform",
        "successor": "",
    }
    html = page(client, "transfer", person.pk, **wish)
    assert "9 / 13" in html
    assert not Posting.objects.filter(valid_from=LATER).exists()
    assert send(client, "transfer", person.pk, **wish) == 302
    assert Posting.objects.get(valid_from=LATER).brigade == cast.brigade


def test_a_transfer_that_leaves_an_area_alone_says_so_and_offers_no_button(
    staff: Staff, cast: Cast, as_: As
) -> None:
    client, person = as_(cast.command_office), staff.people["040101"]
    wish = {
        "place": "department:",
        "post": "department",
        "from_date": LATER,
        "reason": "reform",
        "successor": "",
    }
    html = page(client, "transfer", person.pk, **wish)
    assert Z01 in html
    assert "确认调动" not in html
    assert send(client, "transfer", person.pk, **wish) == 409
    assert send(client, "transfer", person.pk, **(wish | {"successor": "040102"})) == 302
    assert BeatPosting.objects.get(beat__code=Z01, valid_from=LATER).officer.police_number == "040102"


def test_a_community_officer_reads_the_own_file_and_nobody_elses(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.officer)
    assert "040101" in page(client, "officer", staff.people["040101"].pk)
    other = client.get(reverse("staffing:officer", args=[staff.people["040102"].pk]), secure=True)
    assert other.status_code == 404
    assert client.get(reverse("staffing:officers"), secure=True).status_code == 403


def test_a_station_head_lists_the_own_people_and_may_not_transfer(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.dongta_head)
    html = page(client, "officers", size="100")
    assert "040101" in html
    assert "040201" not in html
    url = reverse("staffing:transfer", args=[staff.people["040101"].pk])
    assert client.get(url, secure=True).status_code == 403


def test_departure_pairing_and_unit_are_entered_by_form(staff: Staff, cast: Cast, as_: As) -> None:
    client, people = as_(cast.command_office), staff.people
    assert send(client, "pair", people["F040103"].pk, officer="040102", from_date=LATER) == 302
    assert Pairing.objects.filter(officer=people["040102"], valid_from=LATER).exists()
    assert send(client, "place", people["Z040100"].pk, unit=f"{DONGTA}002", from_date=LATER) == 302
    assert UnitService.objects.filter(valid_from=LATER).exists()
    assert send(client, "end", people["040181"].pk, end=LATER, successor="") == 302
    people["040181"].refresh_from_db()
    assert str(people["040181"].left_date) == LATER


# -- sheets and offices ----------------------------------------------------------------------------------


def test_a_posting_sheet_fixes_grid_people_duty_and_blocks(staff: Staff, cast: Cast, as_: As) -> None:
    html = page(as_(cast.officer), "sheet", Z01)
    for words in ("定警格", "定人员", "定责任", "定网格", "民警040101", "服务群众"):
        assert words in html
    neighbour = as_(cast.neighbour_officer).get(reverse("staffing:sheet", args=[Z01]), secure=True)
    assert neighbour.status_code == 404


def test_an_area_is_handed_over_by_form(staff: Staff, drawn: SmallMap, cast: Cast, as_: As) -> None:
    assert send(as_(cast.command_office), "reassign", Z01, officer="040102", from_date=LATER) == 302
    assert BeatPosting.objects.get(beat__code=Z01, valid_from=LATER).officer.police_number == "040102"


def test_an_office_opens_changes_and_closes_by_form(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    given = {
        "code": "W9",
        "name": "新警务室",
        "office_class": "2",
        "station": "DT",
        "unit": f"{DONGTA}001",
        "lon": "106.33",
        "lat": "38.06",
        "since": LATER,
        "serves": [f"{DONGTA}001"],
    }
    assert send(client, "new_office", **given) == 302
    office = PoliceOffice.objects.get(code="W9")
    change = {"serves": [f"{DONGTA}002"], "from_date": "2021-07-01"}
    assert send(client, "office_services", office.pk, **change) == 302
    changed = PoliceOffice.objects.get(code="W9", valid_to__isnull=True)
    assert "东塔2社区" in page(client, "office", changed.pk)
    assert send(client, "close_office", changed.pk, day="2021-08-01") == 302
    assert not PoliceOffice.objects.filter(code="W9", valid_to__isnull=True).exists()


def test_a_form_with_a_wrong_day_is_shown_again(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    assert send(client, "end", staff.people["040181"].pk, end="soon", successor="") == 422
    assert send(client, "new_office", code="") == 200


# -- what a page costs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["overview", "cover", "pairing", "modes", "reasons", "officers", "sheets", "offices"]
)
def test_a_list_page_costs_at_most_eight_queries(
    staff: Staff,
    cast: Cast,
    as_: As,
    name: str,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    client = as_(cast.command_office)
    with django_assert_max_num_queries(8):
        page(client, name)


def test_the_figures_lead_to_the_people_they_count(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    html = page(client, "overview").replace("&amp;", "&")
    assert "place=station:DT&kind=officer&post=community_officer" in html
    url = reverse("staffing:officers") + "?place=station:DT&kind=officer&post=community_officer&export=csv"
    lines = client.get(url, secure=True).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 3


def test_officers_with_two_auxiliaries_are_found_by_the_figure(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    assert "hands=more" in page(client, "pairing")

    def led(hands: str) -> list[str]:
        url = reverse("staffing:pairing") + f"?hands={hands}&export=csv"
        lines = client.get(url, secure=True).content.decode("utf-8-sig").splitlines()[1:]
        return sorted(line.split(",")[2] for line in lines)

    both = sorted(Pairing.objects.filter(valid_to=None).values_list("officer__police_number", flat=True))
    assert led("one") == [n for n in both if both.count(n) == 1]
    assert led("more") == [n for n in both if both.count(n) > 1]


def test_postings_of_the_last_ten_years_are_counted_without_asking(staff: Staff, cast: Cast, as_: As) -> None:
    Posting.objects.filter(officer__police_number="040181").update(
        reason="reinforcement", valid_from=f"{today().year - 9}-01-01"
    )
    assert "充实基层" in page(as_(cast.command_office), "reasons")
