"""The special fund: leaders and auditors read it, the command office keeps it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jingge.common.viewer import Role
from jingge.fund.actions import add_budget, close_year, open_line, pay, sign_contracts
from jingge.fund.terms import ContractSpec
from tests.factories.cast import viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import small_map
from tests.repo.matrix import BUREAU, Row, World

READERS = frozenset({Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.AUDITOR})
KEEPERS = frozenset({Role.COMMAND_OFFICE})


def prepare(world: World) -> None:
    small_staff(small_map(world.cast).version)
    by = viewer(world.cast.command_office)
    line = open_line(year=2021, code="ZG", name="警务专干报酬", by=by)
    add_budget(line_id=line.pk, amount_fen=10_000_000, voucher="1", by=by)
    spec = ContractSpec(line.pk, ("Z040100",), date(2021, 1, 1), date(2021, 12, 31), 120_000)
    contract = sign_contracts(spec=spec, by=by)[0]
    entry = pay(contract_id=contract.pk, month=date(2021, 1, 1), amount_fen=120_000, voucher="1", by=by)
    spare = ContractSpec(line.pk, ("Z040101",), date(2021, 1, 1), date(2021, 1, 31), 120_000)
    world.things["spare"] = sign_contracts(spec=spare, by=by)[0].pk
    add_budget(line_id=open_line(year=2020, code="ZG", name="旧", by=by).pk, amount_fen=1, voucher="1", by=by)
    add_budget(line_id=open_line(year=2019, code="ZG", name="旧", by=by).pk, amount_fen=1, voucher="1", by=by)
    close_year(year=2019, by=by)
    world.things |= {"line": line.pk, "contract": contract.pk, "entry": entry.pk}


def _of(name: str) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {f"{name}_id": world.things[name]}


def _deed(name: str, data: Mapping[str, Any]) -> tuple[Row, Row]:
    return (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_of(name)),
        Row(roles=KEEPERS, ground=BUREAU, method="POST", kwargs=_of(name), data=lambda world: data),
    )


def _new_contract(world: World) -> Mapping[str, Any]:
    days = {"first_day": "2021-01-01", "last_day": "2021-12-31"}
    return {"line": str(world.things["line"]), **days, "monthly": "1200", "numbers": ["Z040200"]}


def _month(world: World) -> Mapping[str, Any]:
    return {"line": str(world.things["line"]), "month": "2021-02", "voucher": "2"}


def _year(year: int, data: Mapping[str, Any]) -> tuple[Row, Row]:
    """Of a year that only one bureau has: 404 for the other."""
    return (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=lambda world: {"year": year}),
        Row(
            roles=KEEPERS,
            ground=BUREAU,
            method="POST",
            kwargs=lambda world: {"year": year},
            data=lambda world: data,
        ),
    )


def _table() -> tuple[Row, Row]:
    return Row(roles=KEEPERS), Row(roles=KEEPERS, method="POST", ok={422})  # no file


def _new(data: Callable[[World], Mapping[str, Any]]) -> tuple[Row, Row]:
    """422 for another bureau's command office: what the form names is not there."""
    return Row(roles=KEEPERS), Row(roles=KEEPERS, method="POST", data=data, ok={302, 422})


ROWS = {
    "fund:overview": Row(roles=READERS),
    "fund:contracts": Row(roles=READERS),
    "fund:entries": Row(roles=READERS),
    "fund:check": Row(roles=READERS),
    "fund:years": Row(roles=READERS),
    "fund:close_year": _year(2020, {}),
    "fund:reopen_year": _year(2019, {"reason": "漏记一笔"}),
    "fund:contracts_table": _table(),
    "fund:payments_table": _table(),
    "fund:change_line": _deed("line", {"name": "专干报酬"}),
    "fund:account": Row(roles=READERS, kwargs=lambda world: {"year": 2021}),
    "fund:new_line": _new(lambda world: {"year": "2022", "code": "ZG", "name": "警务专干报酬"}),
    "fund:new_contracts": _new(_new_contract),
    "fund:pay_month": _new(_month),
    "fund:add_budget": _deed("line", {"amount": "10", "voucher": "2"}),
    "fund:end_contract": _deed("contract", {"last_day": "2021-06-30"}),
    "fund:withdraw_contract": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=lambda world: {"contract_id": world.things["spare"]}),
        Row(
            roles=KEEPERS,
            ground=BUREAU,
            method="POST",
            kwargs=lambda world: {"contract_id": world.things["spare"]},
        ),
    ),
    "fund:pay": _deed("contract", {"month": "2021-02", "amount": "10", "voucher": "2"}),
    "fund:reverse": _deed("entry", {}),
}
