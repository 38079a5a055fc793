"""Signing in and out, and the clerk's pages, by requests."""

import re
import statistics
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from jingge.accounts import actions
from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.common import clock
from tests.factories.cast import PASSWORD, Cast, viewer

SignedIn = Callable[[Account], Client]
NEW = "four quiet green lamps"


@pytest.fixture
def visitor(cast: Cast) -> Client:
    return Client()


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> int:
    data = {"username": username, "password": password, **more}
    response = client.post(reverse("accounts:sign_in"), data, secure=True)
    return response.status_code


def page(client: Client, name: str = "accounts:me") -> int:
    return client.get(reverse(name), secure=True).status_code


def test_the_right_password_opens_and_the_log_knows(visitor: Client) -> None:
    assert sign_in(visitor, "chief") == 302
    assert page(visitor) == 200
    assert Event.objects.get(action="accounts.sign_in").actor_label == "chief"


def test_the_session_key_changes_at_sign_in(visitor: Client) -> None:
    visitor.get(reverse("accounts:sign_in"), secure=True)
    session = visitor.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(visitor, "chief")
    assert visitor.session.session_key != before


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("chief", "wrong"),
        ("nobody", PASSWORD),
        ("retired", PASSWORD),
        ("nobody\n", "x"),
        ("' OR 1=1 --", "x"),
    ],
)
def test_every_wrong_pair_gets_the_same_answer(visitor: Client, username: str, password: str) -> None:
    response = visitor.post(
        reverse("accounts:sign_in"), {"username": username, "password": password}, secure=True
    )
    assert response.status_code == 422
    assert "用户名或密码不正确" in response.content.decode()
    assert page(visitor) == 302


def plain(text: str) -> str:
    """A page without what differs on every answer."""
    return re.sub(r'value="[^"]{64}"|X-CSRFToken": "[^"]+"|value="(chief|nobody)"', "", text)


def test_the_body_does_not_tell_whether_a_name_exists(visitor: Client) -> None:
    answers = [
        plain(
            visitor.post(
                reverse("accounts:sign_in"), {"username": name, "password": "wrong"}, secure=True
            ).content.decode()
        )
        for name in ("chief", "nobody")
    ]
    assert answers[0] == answers[1]


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.ScryptPasswordHasher"], AXES_ENABLED=False)
def test_the_time_does_not_tell_either(visitor: Client, cast: Cast) -> None:
    cast.chief.set_password(PASSWORD)
    cast.chief.save()
    took: dict[str, list[float]] = {"chief": [], "nobody": []}
    for _round in range(12):
        for name, times in took.items():
            start = time.process_time()
            sign_in(visitor, name, "wrong")
            times.append(time.process_time() - start)
    known, unknown = (statistics.median(times) for times in took.values())
    assert abs(known - unknown) < 0.3 * max(known, unknown)


def test_five_wrong_guesses_close_the_door_for_that_name_and_address_only(visitor: Client) -> None:
    for _guess in range(4):
        assert sign_in(visitor, "chief", "wrong") == 422
    assert sign_in(visitor, "chief", "wrong") == 429
    assert sign_in(visitor, "chief") == 429
    assert Event.objects.filter(action="accounts.lock_out").exists()
    assert sign_in(visitor, "command") == 302
    elsewhere = Client(REMOTE_ADDR="10.9.8.7")
    assert sign_in(elsewhere, "chief") == 302


def test_a_one_time_password_from_the_it_clerk_opens_the_closed_door(visitor: Client, cast: Cast) -> None:
    for _guess in range(5):
        sign_in(visitor, "chief", "wrong")
    _account, one_time = actions.reset_password(account_id=cast.chief.pk, by=viewer(cast.it_clerk))
    assert sign_in(visitor, "chief", one_time) == 302


def test_the_page_of_the_closed_door_says_what_to_do(visitor: Client) -> None:
    for _guess in range(5):
        sign_in(visitor, "chief", "wrong")
    data = {"username": "chief", "password": "x"}
    text = visitor.post(reverse("accounts:sign_in"), data, secure=True).content.decode()
    assert "15 分钟" in text


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        ("/me/", "/me/"),
        ("/accounts/?words=a&role=b", "/accounts/?words=a&role=b"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("me/", "/"),
        ("", "/"),
    ],
)
def test_after_sign_in_one_stays_on_this_site(visitor: Client, wanted: str, target: str) -> None:
    data = {"username": "chief", "password": PASSWORD, "next": wanted}
    response = visitor.post(reverse("accounts:sign_in"), data, secure=True)
    assert response["Location"] == target


def test_the_wanted_page_survives_the_detour(visitor: Client) -> None:
    response = visitor.get("/accounts/?words=%E5%BC%A0&role=auditor", secure=True)
    assert response["Location"] == "/sign-in/?next=%2Faccounts%2F%3Fwords%3D%25E5%25BC%25A0%26role%3Dauditor"


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(visitor: Client) -> None:
    response = visitor.get("/accounts/", secure=True, headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith("/sign-in/?next=")


def test_signing_out_ends_the_session(visitor: Client) -> None:
    sign_in(visitor, "chief")
    assert visitor.get(reverse("accounts:sign_out"), secure=True).status_code == 405
    assert visitor.post(reverse("accounts:sign_out"), secure=True).status_code == 302
    assert page(visitor) == 302


def test_a_one_time_password_leads_nowhere_but_to_a_new_one(visitor: Client, cast: Cast) -> None:
    _account, once = actions.reset_password(account_id=cast.chief.pk, by=viewer(cast.it_clerk))
    assert sign_in(visitor, "chief", once) == 302
    for name in ("accounts:me", "portal:home"):
        assert visitor.get(reverse(name), secure=True)["Location"] == reverse("accounts:change_password")
    data = {"old": once, "new": NEW, "again": NEW}
    assert visitor.post(reverse("accounts:change_password"), data, secure=True).status_code == 302
    assert page(visitor) == 200


def test_changing_the_password_signs_out_the_other_devices(cast: Cast) -> None:
    here, there = Client(), Client()
    for device in (here, there):
        sign_in(device, "chief")
    data = {"old": PASSWORD, "new": NEW, "again": NEW}
    here.post(reverse("accounts:change_password"), data, secure=True)
    assert (page(here), page(there)) == (200, 302)


@pytest.mark.parametrize("deed", ["close", "reset"])
def test_closing_or_resetting_acts_with_the_next_click(cast: Cast, deed: str) -> None:
    device = Client()
    sign_in(device, "chief")
    clerk = viewer(cast.it_clerk)
    if deed == "close":
        actions.close_account(account_id=cast.chief.pk, by=clerk)
    else:
        actions.reset_password(account_id=cast.chief.pk, by=clerk)
    assert page(device) == 302


def test_another_role_acts_with_the_next_click(cast: Cast) -> None:
    device = Client()
    sign_in(device, "auditor")
    assert page(device, "audit:events") == 200
    actions.change_account(
        account_id=cast.auditor.pk,
        display_name="auditor",
        role="bureau_leader",
        station_code="",
        police_number="",
        by=viewer(cast.it_clerk),
    )
    assert page(device, "audit:events") == 403


def test_two_idle_hours_end_a_session_and_work_keeps_it(visitor: Client) -> None:
    start = clock.now()
    sign_in(visitor, "chief")
    with clock.frozen_at(start + timedelta(minutes=110)):
        assert page(visitor) == 200
    with clock.frozen_at(start + timedelta(minutes=220)):
        assert page(visitor) == 200
    with clock.frozen_at(start + timedelta(minutes=341)):
        assert page(visitor) == 302


def test_twelve_hours_end_it_in_any_case(visitor: Client) -> None:
    start = clock.now()
    sign_in(visitor, "chief")
    for hour in range(1, 12):
        with clock.frozen_at(start + timedelta(hours=hour)):
            assert page(visitor) == 200
    with clock.frozen_at(start + timedelta(hours=12, minutes=1)):
        assert page(visitor) == 302


def test_a_form_without_its_token_does_nothing_and_says_so(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        reverse("accounts:sign_in"), {"username": "chief", "password": PASSWORD}, secure=True
    )
    assert response.status_code == 403
    assert "重新提交" in response.content.decode()


def test_the_clerk_sees_a_new_password_once(as_: SignedIn, cast: Cast) -> None:
    client = as_(cast.it_clerk)
    data = {
        "username": "li.si",
        "display_name": "李四",
        "role": "auditor",
        "station_code": "",
        "police_number": "",
    }
    response = client.post(reverse("accounts:new"), data)
    password = re.search(r'class="once"[^>]*>([^<]+)<', response.content.decode())
    assert password
    assert "no-store" in response["Cache-Control"]
    assert sign_in(Client(), "li.si", password.group(1)) == 302
    account = Account.objects.get(username="li.si")
    assert (
        password.group(1) not in client.get(reverse("accounts:account", args=[account.pk])).content.decode()
    )


def test_a_wrong_field_is_named_beside_it(as_: SignedIn, cast: Cast) -> None:
    data = {"username": "chief", "display_name": "李四", "role": "auditor", "station_code": "DT"}
    response = as_(cast.it_clerk).post(reverse("accounts:new"), data)
    assert response.status_code == 422
    assert "派出所请留空" in response.content.decode()


def test_a_form_cannot_set_what_it_does_not_show(as_: SignedIn, cast: Cast) -> None:
    address = reverse("accounts:change", args=[cast.officer.pk])
    data = {
        "display_name": "x",
        "role": "community_officer",
        "station_code": "DT",
        "police_number": "040101",
        "username": "root",
        "bureau_id": str(cast.other_bureau.pk),
        "is_active": "",
        "password": "x",
    }
    assert as_(cast.it_clerk).post(address, data).status_code == 302
    after = Account.objects.get(pk=cast.officer.pk)
    assert (after.username, after.bureau_id, after.is_active) == ("officer", cast.bureau.pk, True)
    assert after.check_password(PASSWORD)


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}"]
)
def test_markup_in_a_name_is_shown_not_run(as_: SignedIn, cast: Cast, payload: str) -> None:
    Account.objects.filter(pk=cast.it_clerk.pk).update(display_name=payload)
    client = as_(Account.objects.get(pk=cast.it_clerk.pk))
    for address in ("/accounts/", f"/accounts/{cast.it_clerk.pk}/", "/me/", "/nowhere/"):
        text = client.get(address).content.decode()
        assert payload not in text or "{{" in payload
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_the_list_costs_few_queries(
    as_: SignedIn, cast: Cast, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = as_(cast.it_clerk)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert client.get("/accounts/").status_code == 200


def test_language_and_text_size_are_anyones_choice(visitor: Client) -> None:
    visitor.post(reverse("accounts:language"), {"language": "en", "next": "/sign-in/"}, secure=True)
    visitor.post(reverse("accounts:text_size"), {"size": "large", "next": "/sign-in/"}, secure=True)
    text = visitor.get("/sign-in/", secure=True).content.decode()
    assert '<html lang="en" class="text-large">' in text
    assert "Password" in text


def test_a_browsers_own_language_changes_nothing(visitor: Client) -> None:
    response = visitor.get("/sign-in/", secure=True, headers={"Accept-Language": "en-US"})
    assert "登录" in response.content.decode()


def test_the_chosen_language_comes_back_on_another_device(as_: SignedIn, cast: Cast) -> None:
    as_(cast.chief).post(reverse("accounts:language"), {"language": "en"})
    device = Client()
    sign_in(device, "chief")
    assert '<html lang="en"' in device.get("/me/", secure=True).content.decode()


def test_the_shell_says_who_sees_whose_data(as_: SignedIn, cast: Cast) -> None:
    text = as_(cast.dongta_head).get("/me/").content.decode()
    assert "东塔派出所" in text
    assert "派出所所长" in text
    assert "账号管理" not in text
    assert "账号管理" in as_(cast.it_clerk).get("/me/").content.decode()
