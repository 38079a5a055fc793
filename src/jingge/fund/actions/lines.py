"""Budget lines and what is put into them."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.fund.actions.writing import enter, note, refuse_closed
from jingge.fund.models import BudgetLine, Entry
from jingge.fund.queries import get_line
from jingge.fund.terms import EntryKind, yuan
from jingge.staffing.actions.locking import lock_bureau


@transaction.atomic
def open_line(*, year: int, code: str, name: str, by: Viewer) -> BudgetLine:
    lock_bureau(by.bureau_id)
    if not 2000 <= year <= 2100:
        raise Invalid("year", year, _("Write the year as 2026."))
    refuse_closed(by, year)
    code, name = code.strip(), name.strip()
    if BudgetLine.objects.filter(bureau_id=by.bureau_id, year=year, code=code).exists():
        raise Invalid("code", code, _("This year has a line of that code already."))
    row = BudgetLine.objects.create(bureau_id=by.bureau_id, year=year, code=code, name=name)
    note("fund.open_line", row, f"{year} {code}", by, name=name)
    return row


@transaction.atomic
def add_budget(*, line_id: UUID, amount_fen: int, voucher: str, by: Viewer) -> Entry:
    lock_bureau(by.bureau_id)
    line = get_line(by, line_id)
    refuse_closed(by, line.year)
    if amount_fen <= 0:
        raise Invalid(
            "amount", yuan(amount_fen), _("Write an amount above zero; a budget shrinks by a counter-entry.")
        )
    row = enter(by, line, EntryKind.BUDGET, amount_fen, voucher=voucher)
    note("fund.add_budget", row, f"{line.year} {line.code}", by, amount=yuan(amount_fen), entry=row.number)
    return row


@transaction.atomic
def change_line(*, line_id: UUID, name: str, by: Viewer) -> BudgetLine:
    """What the money is for, in better words; year and code stay."""
    lock_bureau(by.bureau_id)
    row = get_line(by, line_id)
    refuse_closed(by, row.year)
    was, row.name = row.name, name.strip()
    row.save(update_fields=["name"])
    note("fund.change_line", row, f"{row.year} {row.code}", by, was=was, name=row.name)
    return row
