"""Closing a year's account, and reopening it with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.fund import rules
from jingge.fund.actions.writing import note
from jingge.fund.models import Entry, YearClosing
from jingge.fund.queries import closing_of, reconciliation, year_row
from jingge.fund.terms import yuan
from jingge.staffing.actions.locking import lock_bureau


@transaction.atomic
def close_year(*, year: int, by: Viewer) -> YearClosing:
    """Nothing of that year is written any more; the sums are kept and compared from then on."""
    lock_bureau(by.bureau_id)
    row = year_row(by, year)
    faults = sum(1 for finding in reconciliation(by) if not finding.good)
    closed = row.closed_on is not None
    refuse_if(rules.why_not_close_year(year, today=today(), closed=closed, faults=faults, sums=row.sums))
    last = Entry.objects.filter(bureau_id=by.bureau_id).order_by("-number").first()
    made = YearClosing.objects.create(
        bureau_id=by.bureau_id,
        year=year,
        closed_on=today(),
        by_label=by.label,
        last_entry=last.number if last else 0,
        budget_fen=row.budget,
        committed_fen=row.committed,
        paid_fen=row.paid,
    )
    sums = {"budget": yuan(row.budget), "paid": yuan(row.paid), "left": yuan(row.left)}
    note("fund.close_year", made, str(year), by, **sums)
    return made


@transaction.atomic
def reopen_year(*, year: int, reason: str, by: Viewer) -> YearClosing:
    lock_bureau(by.bureau_id)
    row, reason = closing_of(by, year), reason.strip()
    refuse_if(rules.why_not_reopen_year(year, closed=row is not None))
    assert row is not None
    if not reason:
        raise Invalid("reason", reason, _("Write why the year is reopened."))
    row.reopened_on, row.reason = today(), reason
    row.save(update_fields=["reopened_on", "reason"])
    note("fund.reopen_year", row, str(year), by, reason=reason)
    return row
