"""Entries of the fund, one by one and by month."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.fund.models import Entry
from jingge.fund.terms import EntryKind, EntryRow


def get_entry(viewer: Viewer, entry_id: UUID) -> Entry:
    rows = Entry.objects.filter(bureau_id=viewer.bureau_id, pk=entry_id)
    found = rows.select_related("line", "contract__officer", "reversed_by").first()
    if found is None:
        raise NotYours(_("There is no such entry."))
    return found


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
        year=row.line.year,
        reverses=row.reverses.number if row.reverses else None,
        reversed_by=counter.number if counter else None,
    )


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
