"""The pages of the fund."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.viewer import Viewer
from jingge.fund.actions import pay_month, sign_contracts
from jingge.fund.models import BudgetLine, Contract, Entry
from tests.contexts.fund.test_actions import HELPERS, JAN, terms
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def page(client: Client, route: str, /, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"fund:{route}", args=args), query, secure=True)
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, route: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"fund:{route}", args=args), data, secure=True)


def test_from_a_budget_to_a_reversed_payment_on_pages(cast: Cast, as_: As, line: BudgetLine) -> None:
    client = as_(cast.command_office)
    wish = {
        "line": str(line.pk), "first_day": "2021-01-01", "last_day": "2021-12-31", "monthly": "1259.92",
        "numbers": HELPERS,
    }  # fmt: skip
    assert send(client, "new_contracts", **wish).status_code == 302
    assert "1,259.92" in page(client, "contracts")
    assert send(client, "pay_month", line=str(line.pk), month="2021-01", voucher="付-1").status_code == 302
    assert "2,519.84" in page(client, "account", 2021)
    entry = Entry.objects.filter(kind="pay").first()
    assert entry is not None
    assert "-1,259.92" in page(client, "reverse", entry.pk)
    send(client, "reverse", entry.pk)
    assert "冲销" in page(client, "entries")
    assert "不相符" not in page(client, "check")
    row = Contract.objects.get(officer__police_number=HELPERS[1])
    assert send(client, "end_contract", row.pk, last_day="2021-06-30").status_code == 302
    assert send(client, "pay", row.pk, month="2021-07", amount="1", voucher="付-3").status_code == 422


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"monthly": "0"}, "大于零"),
        ({"monthly": "1.001"}, "小数"),
        ({"last_day": "2020-12-31"}, "早于"),
        ({"monthly": "9999999"}, "未承诺"),
    ],
)
def test_bad_terms_are_said_beside_their_field(
    cast: Cast, as_: As, line: BudgetLine, change: dict[str, str], said: str
) -> None:
    wish = {
        "line": str(line.pk), "first_day": "2021-01-01", "last_day": "2021-12-31", "monthly": "100",
        "numbers": HELPERS, **change,
    }  # fmt: skip
    response = send(as_(cast.command_office), "new_contracts", **wish)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Contract.objects.exists()


def test_a_file_carries_figures_not_texts(cast: Cast, as_: As, line: BudgetLine) -> None:
    response = as_(cast.auditor).get(reverse("fund:overview"), {"export": "csv"}, secure=True)
    assert "2021,ZG,警务专干报酬,100000.0,0.0,0.0,100000.0" in response.content.decode("utf-8-sig")


def test_whoever_only_reads_gets_no_deeds(cast: Cast, as_: As, line: BudgetLine) -> None:
    assert reverse("fund:pay_month") not in page(as_(cast.chief), "overview")


@pytest.mark.parametrize(
    ("route", "args"),
    [("overview", ()), ("contracts", ()), ("entries", ()), ("check", ()), ("account", (2021,))],
)
def test_pages_cost_few_queries_however_many_helpers(
    cast: Cast,
    as_: As,
    line: BudgetLine,
    by: Viewer,
    django_assert_max_num_queries: Any,
    route: str,
    args: tuple[int, ...],
) -> None:
    sign_contracts(spec=terms(line, *HELPERS, "Z040200", "Z040201"), by=by)
    for month in range(1, 7):
        pay_month(line_id=line.pk, month=JAN.replace(month=month), voucher="付", by=by)
    client = as_(cast.command_office)
    page(client, route, *args)
    with django_assert_max_num_queries(12):
        page(client, route, *args)


def test_each_sum_leads_to_its_entries_of_that_year(cast: Cast, as_: As, line: BudgetLine) -> None:
    html = page(as_(cast.chief), "overview").replace("&amp;", "&")
    for kind in ("budget", "commit", "pay"):
        assert f"{reverse('fund:entries')}?year=2021&kind={kind}" in html
    assert f"{reverse('fund:contracts')}?year=2021" in html
