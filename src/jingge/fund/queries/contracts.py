"""Contracts of helpers, what they promise and what is paid of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.fund.models import BudgetLine, Contract, Entry
from jingge.fund.rules import due, next_month
from jingge.fund.terms import ContractRow, ContractState, EntryKind
from jingge.staffing.models import Officer, Posting, held_on
from jingge.staffing.terms import StaffKind


def get_contract(viewer: Viewer, contract_id: UUID) -> Contract:
    rows = Contract.objects.filter(bureau_id=viewer.bureau_id, pk=contract_id)
    found = rows.select_related("officer", "line").first()
    if found is None:
        raise NotYours(_("There is no such contract."))
    return found


def list_contracts(
    viewer: Viewer,
    *,
    year: int | None = None,
    text: str = "",
    station_code: str = "",
    withdrawn: bool = False,
) -> list[ContractRow]:
    """Those that stand; with `withdrawn` also those entered by mistake."""
    rows = Contract.objects.filter(bureau_id=viewer.bureau_id).select_related("officer", "line")
    if not withdrawn:
        rows = rows.filter(state=ContractState.STANDS)
    if year:
        rows = rows.filter(line__year=year)
    if text:
        rows = rows.filter(
            Q(officer__police_number__icontains=text) | Q(officer__display_name__icontains=text)
        )
    found = list(rows.order_by("officer__police_number", "valid_from"))
    posts = stations_of(viewer, found)
    totals = contract_totals(found)
    shown = [contract_row(row, *posts.get(row.pk, ("", "")), totals[row.pk]) for row in found]
    return [row for row, code in shown if not station_code or code == station_code]


def contract_row(row: Contract, code: str, station: str, totals: dict[str, int]) -> tuple[ContractRow, str]:
    shown = ContractRow(
        id=row.pk,
        officer_id=row.officer_id,
        number=row.officer.police_number,
        name=row.officer.display_name,
        station_name=station,
        line=f"{row.line.year} {row.line.code}",
        first_day=row.valid_from,
        last_day=row.valid_to - timedelta(days=1),
        monthly=row.monthly_fen,
        committed=totals.get(EntryKind.COMMIT.value, 0),
        paid=totals.get(EntryKind.PAY.value, 0),
        year=row.line.year,
        state=ContractState(row.state),
    )
    return shown, code


def stations_of(viewer: Viewer, contracts: Iterable[Contract]) -> dict[UUID, tuple[str, str]]:
    """Where each helper serves on the contract's first day: code and name."""
    rows = Posting.objects.filter(
        bureau_id=viewer.bureau_id, officer__kind=StaffKind.HELPER, station__isnull=False
    )
    held: defaultdict[UUID, list[Posting]] = defaultdict(list)
    for row in rows.select_related("station"):
        held[row.officer_id].append(row)
    return {
        one.pk: (posting.station.code, posting.station.name)
        for one in contracts
        for posting in held[one.officer_id]
        if posting.station is not None
        and posting.valid_from <= one.valid_from
        and (posting.valid_to is None or posting.valid_to > one.valid_from)
    }


def contract_totals(contracts: Iterable[Contract]) -> defaultdict[UUID, dict[str, int]]:
    totals: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    rows = Entry.objects.filter(contract__in=list(contracts)).order_by().values_list("contract_id", "kind")
    for contract_id, kind, total in rows.annotate(total=Sum("amount_fen")):
        if contract_id is not None:
            totals[contract_id][kind] = total
    return totals


def paid_by_month(contract: Contract) -> dict[date, int]:
    rows = Entry.objects.filter(contract=contract, kind=EntryKind.PAY).order_by().values_list("month")
    return {month: total for month, total in rows.annotate(total=Sum("amount_fen")) if month is not None}


def open_pay(line: BudgetLine, month: date) -> list[tuple[Contract, int]]:
    """Contracts with pay of that month still open, and how much."""
    rows = Contract.objects.filter(line=line, state=ContractState.STANDS).select_related("officer")
    rows = rows.order_by("officer__police_number")
    grouped = Entry.objects.filter(line=line, kind=EntryKind.PAY, month=month).order_by()
    paid = dict(grouped.values_list("contract_id").annotate(total=Sum("amount_fen")))
    found = [
        (row, due(row.monthly_fen, row.valid_from, row.valid_to, month) - paid.get(row.pk, 0)) for row in rows
    ]
    return [(row, amount) for row, amount in found if amount > 0]


def contracts_in(viewer: Viewer, number: str, month: date) -> list[Contract]:
    """The standing contracts of a helper that touch a month."""
    rows = Contract.objects.filter(
        bureau_id=viewer.bureau_id,
        officer__police_number=number,
        state=ContractState.STANDS,
        valid_from__lt=next_month(month),
        valid_to__gt=month,
    )
    return list(rows.select_related("officer", "line").order_by("valid_from"))


def helpers_on(viewer: Viewer, day: date) -> list[tuple[Officer, str]]:
    """Helpers in post on a day with their station's name."""
    rows = Posting.objects.filter(
        held_on(day), bureau_id=viewer.bureau_id, officer__kind=StaffKind.HELPER
    ).select_related("officer", "station")
    rows = rows.order_by("station__code", "officer__police_number")
    return [(r.officer, r.station.name if r.station else "") for r in rows]
