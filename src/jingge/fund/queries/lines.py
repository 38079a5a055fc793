"""Budget lines, their sums, their years and whether these are closed."""

from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.fund.models import BudgetLine, Entry, YearClosing
from jingge.fund.terms import EntryKind, LineRow, Sums, YearRow


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


def years(viewer: Viewer) -> list[int]:
    rows = BudgetLine.objects.filter(bureau_id=viewer.bureau_id).order_by("-year")
    return list(dict.fromkeys(rows.values_list("year", flat=True)))


def closing_of(viewer: Viewer, year: int) -> YearClosing | None:
    rows = YearClosing.objects.filter(bureau_id=viewer.bureau_id, year=year, reopened_on__isnull=True)
    return rows.first()


def closed_years(viewer: Viewer) -> set[int]:
    rows = YearClosing.objects.filter(bureau_id=viewer.bureau_id, reopened_on__isnull=True)
    return set(rows.values_list("year", flat=True))


def year_rows(viewer: Viewer) -> list[YearRow]:
    lines = list_lines(viewer)
    rows = YearClosing.objects.filter(bureau_id=viewer.bureau_id, reopened_on__isnull=True)
    closings = {row.year: row for row in rows}
    found = []
    for year in dict.fromkeys(line.year for line in lines):
        own, closing = [line.sums for line in lines if line.year == year], closings.get(year)
        found.append(
            YearRow(
                year=year,
                sums=Sums(
                    sum(s.budget for s in own), sum(s.committed for s in own), sum(s.paid for s in own)
                ),
                closed_on=closing.closed_on if closing else None,
                closed_by=closing.by_label if closing else "",
            )
        )
    return found


def year_row(viewer: Viewer, year: int) -> YearRow:
    found = next((row for row in year_rows(viewer) if row.year == year), None)
    if found is None:
        raise NotYours(_("There is no budget line of that year."))
    return found
