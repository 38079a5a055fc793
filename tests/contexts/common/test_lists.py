"""A list page: what is asked, sorted, cut, exported."""

from dataclasses import dataclass

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    people: int | None


PLACES = [
    Place(f"P{n:02}", f"=name {n}" if n == 7 else f"村{n}", None if n == 9 else n * 10) for n in range(1, 46)
]


def page(**changes: object) -> ListPage:
    values: dict[str, object] = {
        "name": "places",
        "title": "Places",
        "columns": (
            Column("code", "Code"),
            Column("name", "Name", url=lambda r: f"/places/{r.code}/"),
            Column("people", "People", right=True, hint="At the census"),
            Column("state", "State", value=lambda r: Badge("empty", "warn"), sort="", optional=True),
        ),
        "filters": (Filter("q", "Name"), Filter("kind", "Kind", kind="choice", choices=(("a", "A"),))),
        "rows": lambda asked: [p for p in PLACES if asked["q"] in p.name],
        "default_sort": "code",
        "row_links": lambda r: [Link("Open", f"/places/{r.code}/")],
    }
    return ListPage(**{**values, **changes})  # type: ignore[arg-type]


def ask(
    query: str = "", *, listed: ListPage | None = None, headers: dict[str, str] | None = None
) -> HttpResponse:
    request: HttpRequest = RequestFactory().get(f"/places/{query}", headers=headers)
    return (listed or page()).respond(request)


def test_the_first_page_is_sorted_numbered_and_cut() -> None:
    text = ask().content.decode()
    assert text.index("P01") < text.index("P20")
    assert "P21" not in text
    assert '<td role="cell" class="row-number">1</td>' in text


def test_numbers_go_on_over_pages() -> None:
    assert '<td role="cell" class="row-number">21</td>' in ask("?page=2").content.decode()


@pytest.mark.parametrize(("sort", "first"), [("people", "P01"), ("-people", "P45")])
def test_a_column_sorts_both_ways(sort: str, first: str) -> None:
    text = ask(f"?sort={sort}").content.decode()
    assert first in text[: text.index("P10") if "P10" in text else None]
    assert f'aria-sort="{"descending" if sort[0] == "-" else "ascending"}"' in text


@pytest.mark.parametrize("sort", ["people", "-people"])
def test_rows_without_a_value_come_last(sort: str) -> None:
    assert "P09" in ask(f"?sort={sort}&page=3").content.decode()


def test_an_unknown_sort_choice_or_page_falls_back() -> None:
    response = ask("?sort=__class__&kind=zzz&page=999&size=7")
    assert response.status_code == 200
    assert 'value="zzz"' not in response.content.decode()


def test_htmx_gets_the_fragment_and_history_the_page() -> None:
    headers = {"HX-Request": "true", "HX-Target": "list-places"}
    assert "<html" not in ask(headers=headers).content.decode()
    assert "<html" in ask(headers=headers | {"HX-History-Restore-Request": "true"}).content.decode()


def test_chosen_columns_stay() -> None:
    response = ask("?chosen=1&column=code&column=state&density=compact&size=50")
    cookie = response.cookies["list-places"].value
    request = RequestFactory().get("/places/")
    request.COOKIES["list-places"] = cookie
    text = page().respond(request).content.decode()
    assert "empty" in text
    assert "村1<" not in text
    assert "compact" in text
    assert "P50" not in text and "P45" in text


def test_a_forged_cookie_is_ignored() -> None:
    request = RequestFactory().get("/places/")
    request.COOKIES["list-places"] = "9999|x|nope,__class__"
    assert page().respond(request).status_code == 200


def test_an_export_has_every_row_of_the_query_and_is_reported() -> None:
    seen: list[tuple[str, int]] = []
    listed = page(on_export=lambda kind, rows: seen.append((kind, rows)))
    response = ask("?export=csv&q=村", listed=listed)
    assert response.content.decode("utf-8-sig").count("\r\n") == 45
    assert seen == [("csv", 44)]
    assert response["Content-Disposition"].startswith("attachment")


def test_printing_shows_all_rows_on_one_page() -> None:
    assert "P45" in ask("?print=1").content.decode()


def test_markup_in_values_and_filters_is_escaped() -> None:
    listed = page(rows=lambda asked: [Place("<script>alert(1)</script>", "x", 1)])
    text = ask("?q=%22%3E%3Cscript%3Ealert(2)%3C/script%3E", listed=listed).content.decode()
    assert "<script>alert" not in text


def test_an_empty_list_says_so() -> None:
    assert "没有" in ask(listed=page(rows=lambda asked: [], empty="没有符合条件的记录")).content.decode()


def test_the_links_of_a_row_stand_last() -> None:
    text = ask().content.decode()
    row = text[text.index('<td role="cell" class="row-number">1</td>') :]
    row = row[: row.index("</tr>")]
    assert row.index("row-actions") > row.index("村1")
    assert '<a href="/places/P01/">Open</a>' in row
