"""What a person sees when something is refused, missing or broken."""

from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from jingge.common.errors import NotAllowed, NotYours, Refused
from jingge.common.web.errors import accident, refused
from jingge.common.web.menu import MenuItem, add, shown_to
from jingge.common.web.middleware import ProxyMiddleware


def asked(**headers: str) -> HttpRequest:
    return RequestFactory().get("/somewhere/", headers=headers)


def test_a_refusal_gives_its_reason_and_status() -> None:
    for refusal, status in (
        (Refused("because"), 409),
        (NotAllowed("because"), 403),
        (NotYours("because"), 404),
    ):
        response = refused(asked(), refusal)
        assert response.status_code == status
        assert "because" in response.content.decode()


def test_a_part_of_a_page_gets_the_reason_at_its_head_and_stays() -> None:
    response = refused(asked(**{"HX-Request": "true", "HX-Target": "x"}), Refused("<b>because</b>"))
    assert response["HX-Retarget"] == "#flash"
    assert "<html" not in response.content.decode()
    assert "&lt;b&gt;because" in response.content.decode()


def test_the_page_of_an_accident_needs_nothing() -> None:
    response = accident(HttpRequest())
    assert response.status_code == 500
    assert "系统出错了" in response.content.decode()


def test_a_wrong_address_is_said_in_the_shell(db: None) -> None:
    response = Client().get("/no/such/page/", secure=True)
    assert response.status_code == 404
    assert "没有找到" in response.content.decode()


def address_seen(**headers: str) -> str:
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    ProxyMiddleware(view)(asked(**headers))
    return seen[0]


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_the_proxy_the_last_hop_counts_not_the_claim() -> None:
    assert address_seen(**{"X-Forwarded-For": "1.1.1.1, 10.0.0.7"}) == "10.0.0.7"


@override_settings(SECURE_PROXY_SSL_HEADER=None)
def test_without_a_proxy_the_header_counts_for_nothing() -> None:
    assert address_seen(**{"X-Forwarded-For": "1.1.1.1"}) == "127.0.0.1"


def test_the_menu_shows_what_the_role_may_see_and_where_one_is() -> None:
    groups = shown_to(frozenset({"edit_accounts", "signed_in"}), "/accounts/new/")
    lines = {line.url: line.current for _label, items in groups for line in items}
    assert lines["/accounts/"]
    assert not lines["/"]
    assert "/audit/" not in lines


def test_an_item_of_a_context_left_out_is_not_shown() -> None:
    add(MenuItem("gone", "nowhere:at_all", "signed_in", "system"))
    groups = shown_to(frozenset({"signed_in"}), "/")
    assert all(line.label != "gone" for _label, items in groups for line in items)


def test_what_is_about_the_own_post_is_not_offered_to_an_account_without_one() -> None:
    def urls(*, own: bool) -> set[str]:
        groups = shown_to(frozenset({"see_own_posting"}), "/", own=own)
        return {line.url for _label, items in groups for line in items}

    assert urls(own=True) - urls(own=False) == {"/training/own/", "/rosters/mine/"}


def test_a_refusal_leads_back_to_the_page_one_came_from_and_nowhere_else() -> None:
    def page(before: str) -> str:
        return refused(asked(Referer=before), Refused("no")).content.decode()

    assert 'href="/staffing/officers/?q=1"' in page("http://testserver/staffing/officers/?q=1")
    assert "elsewhere" not in page("http://elsewhere.example/staffing/")
    assert "javascript" not in page("javascript:alert(1)")
