"""Reading the fund, beginning with who asks. Every figure is a sum of entries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.fund.models import BudgetLine, Contract, Entry
from jingge.fund.rules import due, total_due
from jingge.fund.terms import ContractRow, EntryKind, EntryRow, Finding, LineRow, Sums, yuan
from jingge.staffing.models import Officer, Posting, held_on
from jingge.staffing.terms import StaffKind


def sums_of(entries: QuerySet[Entry]) -> Sums:
    found = dict(entries.order_by().values_list("kind").annotate(total=Sum("amount_fen")))
    return Sums(*(found.get(kind.value, 0) for kind in (EntryKind.BUDGET, EntryKind.COMMIT, EntryKind.PAY)))


def list_lines(viewer: Viewer, *, year: int | None = None) -> list[LineRow]:
    rows = BudgetLine.objects.filter(bureau_id=viewer.bureau_id)
    rows = rows.filter(year=year) if year else rows
    totals: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    grouped = Entry.objects.filter(line__in=rows).order_by().values_list("line_id", "kind")
    for line_id, kind, total in grouped.annotate(total=Sum("amount_fen")):
        totals[line_id][kind] = total
    return [line_row(row, totals[row.pk]) for row in rows.order_by("-year", "code")]


def line_row(row: BudgetLine, totals: dict[str, int]) -> LineRow:
    figures = (totals.get(kind.value, 0) for kind in (EntryKind.BUDGET, EntryKind.COMMIT, EntryKind.PAY))
    return LineRow(row.pk, row.year, row.code, row.name, Sums(*figures))


def get_line(viewer: Viewer, line_id: UUID) -> BudgetLine:
    found = BudgetLine.objects.filter(bureau_id=viewer.bureau_id, pk=line_id).first()
    if found is None:
        raise NotYours(_("There is no such budget line."))
    return found


def get_contract(viewer: Viewer, contract_id: UUID) -> Contract:
    rows = Contract.objects.filter(bureau_id=viewer.bureau_id, pk=contract_id)
    found = rows.select_related("officer", "line").first()
    if found is None:
        raise NotYours(_("There is no such contract."))
    return found


def get_entry(viewer: Viewer, entry_id: UUID) -> Entry:
    rows = Entry.objects.filter(bureau_id=viewer.bureau_id, pk=entry_id)
    found = rows.select_related("line", "contract__officer", "reversed_by").first()
    if found is None:
        raise NotYours(_("There is no such entry."))
    return found


def list_contracts(
    viewer: Viewer, *, year: int | None = None, text: str = "", station_code: str = ""
) -> list[ContractRow]:
    rows = Contract.objects.filter(bureau_id=viewer.bureau_id).select_related("officer", "line")
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
    rows = Contract.objects.filter(line=line).select_related("officer").order_by("officer__police_number")
    grouped = Entry.objects.filter(line=line, kind=EntryKind.PAY, month=month).order_by()
    paid = dict(grouped.values_list("contract_id").annotate(total=Sum("amount_fen")))
    found = [
        (row, due(row.monthly_fen, row.valid_from, row.valid_to, month) - paid.get(row.pk, 0)) for row in rows
    ]
    return [(row, amount) for row, amount in found if amount > 0]


def helpers_on(viewer: Viewer, day: date) -> list[tuple[Officer, str]]:
    """Helpers in post on a day with their station's name."""
    rows = Posting.objects.filter(
        held_on(day), bureau_id=viewer.bureau_id, officer__kind=StaffKind.HELPER
    ).select_related("officer", "station")
    rows = rows.order_by("station__code", "officer__police_number")
    return [(r.officer, r.station.name if r.station else "") for r in rows]


def list_entries(
    viewer: Viewer, *, year: int | None = None, kind: str = "", text: str = "", since: date | None = None
) -> list[EntryRow]:
    rows = Entry.objects.filter(bureau_id=viewer.bureau_id)
    rows = rows.select_related("line", "contract__officer", "reverses", "reversed_by")
    if year:
        rows = rows.filter(line__year=year)
    if kind:
        rows = rows.filter(kind=kind)
    if since:
        rows = rows.filter(day__gte=since)
    if text:
        rows = rows.filter(
            Q(voucher__icontains=text)
            | Q(contract__officer__police_number__icontains=text)
            | Q(contract__officer__display_name__icontains=text)
        )
    return [entry_row(row) for row in rows.order_by("-number")]


def entry_row(row: Entry) -> EntryRow:
    person = row.contract.officer if row.contract else None
    counter = getattr(row, "reversed_by", None)
    return EntryRow(
        id=row.pk,
        number=row.number,
        day=row.day,
        kind=EntryKind(row.kind),
        line=f"{row.line.year} {row.line.code}",
        helper=f"{person.display_name} {person.police_number}" if person else "",
        month=row.month,
        amount=row.amount_fen,
        voucher=row.voucher,
        by=row.by_label,
        reverses=row.reverses.number if row.reverses else None,
        reversed_by=counter.number if counter else None,
    )


def years(viewer: Viewer) -> list[int]:
    rows = BudgetLine.objects.filter(bureau_id=viewer.bureau_id).order_by("-year")
    return list(dict.fromkeys(rows.values_list("year", flat=True)))


def months_paid(viewer: Viewer, year: int) -> list[tuple[date, int, int]]:
    """Month, helpers paid, fen paid: for the year's account."""
    people: defaultdict[date, dict[UUID | None, int]] = defaultdict(dict)
    rows = Entry.objects.filter(bureau_id=viewer.bureau_id, line__year=year, kind=EntryKind.PAY)
    for month, contract_id, total in (
        rows.order_by().values_list("month", "contract_id").annotate(total=Sum("amount_fen"))
    ):
        if month is not None:
            people[month][contract_id] = total
    return [
        (month, sum(1 for fen in paid.values() if fen), sum(paid.values()))
        for month, paid in sorted(people.items())
    ]


def reconciliation(viewer: Viewer) -> list[Finding]:
    """Everything recomputed from single entries, one by one, beside what pages show."""
    entries = list(
        Entry.objects.filter(bureau_id=viewer.bureau_id).select_related("reverses").order_by("number")
    )
    findings = [numbering(entries), counters(entries)]
    for line in list_lines(viewer):
        own = [e for e in entries if e.line_id == line.id]
        for kind, kept in (
            (EntryKind.BUDGET, line.budget),
            (EntryKind.COMMIT, line.committed),
            (EntryKind.PAY, line.paid),
        ):
            again = sum(e.amount_fen for e in own if e.kind == kind)
            what = f"{line.year} {line.code} · {kind.label}"
            findings.append(Finding(what, again, kept, True, again == kept))
        what = _("%(line)s: paid ≤ promised ≤ budget") % {"line": f"{line.year} {line.code}"}
        fits = line.paid <= line.committed <= line.budget
        findings.append(Finding(what, None, None, True, fits))
    return [*findings, *contract_findings(viewer, entries)]


def numbering(entries: list[Entry]) -> Finding:
    good = [e.number for e in entries] == list(range(1, len(entries) + 1))
    last = entries[-1].number if entries else 0
    return Finding(_("Entries numbered without a gap"), len(entries), last, False, good)


def counters(entries: list[Entry]) -> Finding:
    wrong = [
        str(e.number)
        for e in entries
        if e.reverses is not None
        and (e.amount_fen + e.reverses.amount_fen, e.kind, e.line_id, e.contract_id, e.month)
        != (0, e.reverses.kind, e.reverses.line_id, e.reverses.contract_id, e.reverses.month)
    ]
    count = sum(1 for e in entries if e.reverses_id is not None)
    what = _("Counter-entries that cancel exactly what they take back")
    return Finding(what, count - len(wrong), count, False, not wrong, listed(wrong))


def contract_findings(viewer: Viewer, entries: list[Entry]) -> list[Finding]:
    promised: defaultdict[UUID | None, int] = defaultdict(int)
    paid: defaultdict[tuple[UUID | None, date | None], int] = defaultdict(int)
    for entry in entries:
        if entry.kind == EntryKind.COMMIT:
            promised[entry.contract_id] += entry.amount_fen
        elif entry.kind == EntryKind.PAY:
            paid[entry.contract_id, entry.month] += entry.amount_fen
    contracts = list(Contract.objects.filter(bureau_id=viewer.bureau_id).select_related("officer"))
    terms = {c.pk: total_due(c.monthly_fen, c.valid_from, c.valid_to) for c in contracts}
    off = [c.officer.police_number for c in contracts if promised[c.pk] != terms[c.pk]]
    over = [
        f"{c.officer.police_number} {month:%Y-%m} {yuan(fen)}"
        for c in contracts
        for month, fen in ((m, f) for (pk, m), f in paid.items() if pk == c.pk and m is not None)
        if not 0 <= fen <= due(c.monthly_fen, c.valid_from, c.valid_to, month)
    ]
    what = _("Promises recomputed from the contracts' days and pay")
    return [
        Finding(what, sum(terms.values()), sum(promised.values()), True, not off, listed(off)),
        Finding(
            _("Months paid beyond what is due, or outside a contract"),
            0,
            len(over),
            False,
            not over,
            listed(over),
        ),
    ]
