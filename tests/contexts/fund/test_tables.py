"""Contracts and payments from a table; closing a year on its pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.viewer import Viewer
from jingge.fund import queries
from jingge.fund.models import BudgetLine, Contract, Entry
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
CONTRACTS = "警号,预算项目,起始日期,终止日期,月报酬"
PAYMENTS = "警号,月份,金额（元）,凭证号"


def send(client: Client, route: str, *lines: str, deed: str = "check") -> Any:
    file = SimpleUploadedFile("表.csv", "\n".join(lines).encode())
    return client.post(reverse(f"fund:{route}"), {"deed": deed, "file": file}, secure=True)


def problems(answer: Any) -> list[tuple[int, str, str]]:
    return [(p.row, str(p.field), p.value) for p in answer.context["problems"]]


def keep(client: Client, route: str, checked: Any) -> Any:
    wish = {"deed": "keep", "signed": checked.context["signed"]}
    return client.post(reverse(f"fund:{route}"), wish, secure=True)


@pytest.fixture
def client(line: BudgetLine, cast: Cast, as_: As) -> Client:
    return as_(cast.command_office)


def labels(route: str, client: Client) -> str:
    answer = client.get(reverse(f"fund:{route}"), secure=True)
    return ",".join(str(heading.label) for heading in answer.context["page"].headings)


def test_contracts_with_terms_of_their_own_are_checked_and_kept(client: Client, by: Viewer) -> None:
    head = labels("contracts_table", client)
    wish = (head, "Z040100,ZG,2021-01-01,2021-12-31,1200.00", 'Z040101,ZG,2021/3/1,2021年12月31日,"1,500"')
    checked = send(client, "contracts_table", *wish)
    assert "共2份合同，承诺合计29,400.00元。" in checked.content.decode()
    assert not Contract.objects.exists()
    assert keep(client, "contracts_table", checked).status_code == 302
    assert [(c.number, c.monthly, c.committed) for c in queries.list_contracts(by)] == [
        ("Z040100", 120_000, 1_440_000),
        ("Z040101", 150_000, 1_500_000),
    ]
    assert all(f.good for f in queries.reconciliation(by))


def test_every_wrong_contract_is_named_and_none_is_entered(client: Client) -> None:
    head = labels("contracts_table", client)
    answer = send(
        client,
        "contracts_table",
        head,
        "Z040100,ZG,2021-01-01,2021-12-31,1200",
        "040101,ZG,2021-01-01,2021-12-31,1200",  # an officer
        "Z040101,XX,2021-01-01,2021-12-31,1200",  # no such line
        "Z040101,ZG,2021-12-31,2021-01-01,1200",  # dates crossing
        "Z040101,ZG,2021-01-01,2022-01-31,1200",  # beyond the year
        "Z040101,ZG,2021-01-01,2021-12-31,0",  # a pay of zero
        "Z040101,ZG,2021-01-01,2021-12-31,99999",  # beyond the budget
        "Z040100,ZG,2021-06-01,2021-12-31,1200",  # a second contract
        deed="keep",
    )
    assert answer.status_code == 422
    number, line, _first, last, monthly = head.split(",")
    assert problems(answer) == [
        (3, number, "040101"),
        (4, line, "XX"),
        (5, last, "2021-01-01"),
        (6, last, "2022-01-31"),
        (7, monthly, "0"),
        (8, monthly, "99999"),
        (9, number, "Z040100"),
    ]
    assert not Contract.objects.exists()


def test_payments_are_checked_kept_and_refused_above_the_contract(client: Client, by: Viewer) -> None:
    send(
        client,
        "contracts_table",
        labels("contracts_table", client),
        "Z040100,ZG,2021-01-01,2021-06-30,1200",
        deed="keep",
    )
    head = labels("payments_table", client)
    checked = send(
        client, "payments_table", head, "Z040100,2021-01,1200.00,付1", "Z040100,2021-02-01,600,付2"
    )
    assert "共2笔付款，合计1,800.00元。" in checked.content.decode()
    assert keep(client, "payments_table", checked).status_code == 302
    assert queries.list_lines(by)[0].paid == 180_000
    before = Entry.objects.count()
    answer = send(
        client,
        "payments_table",
        head,
        "Z040100,2021-02,600.01,付3",  # above what the month owes
        "Z040100,2021-07,1200,付4",  # after the contract
        "Z040101,2021-02,1200,付5",  # has no contract
        "Z040100,2021-03,-5,付6",
        "Z040100,三月,5,付7",
        "Z040100,2021-03,1200,",
        deed="keep",
    )
    assert answer.status_code == 422
    number, month, amount, voucher = head.split(",")
    assert problems(answer) == [
        (2, amount, "600.01"),
        (3, number, "Z040100"),
        (4, number, "Z040101"),
        (5, amount, "-5"),
        (6, month, "三月"),
        (7, voucher, ""),
    ]
    assert Entry.objects.count() == before


def test_a_year_is_closed_and_reopened_on_its_pages(client: Client, cast: Cast, as_: As) -> None:
    close = reverse("fund:close_year", args=[2021])
    assert "100,000.00" in client.get(close, secure=True).content.decode()
    assert client.post(close, secure=True).status_code == 302
    reader = as_(cast.auditor)
    assert "已结账" in reader.get(reverse("fund:years"), secure=True).content.decode()
    assert "结账" in reader.get(reverse("fund:account", args=[2021]), secure=True).content.decode()
    reopen = reverse("fund:reopen_year", args=[2021])
    client = as_(cast.command_office)
    assert client.post(reopen, {"reason": ""}, secure=True).status_code == 422
    assert client.post(reopen, {"reason": "漏记"}, secure=True).status_code == 302
    assert client.post(reopen, {"reason": "漏记"}, secure=True).status_code == 409
