"""What the fund allows, on plain values."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.fund.terms import EntryKind, Sums, yuan


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def after(day: date) -> date:
    """The day before which something that lasts through `day` ends."""
    return day + timedelta(days=1)


def months(first_day: date, until: date) -> Iterator[date]:
    """First days of the months touched by [first_day, until)."""
    month = month_of(first_day)
    while month < until:
        yield month
        month = next_month(month)


def due(monthly_fen: int, first_day: date, until: date, month: date) -> int:
    """The pay of one month: the days under contract, in proportion, rounded to whole fen half up."""
    begin, end = max(first_day, month), min(until, next_month(month))
    days = max((end - begin).days, 0)
    whole = calendar.monthrange(month.year, month.month)[1]
    return (monthly_fen * days * 2 + whole) // (whole * 2)


def total_due(monthly_fen: int, first_day: date, until: date) -> int:
    return sum(due(monthly_fen, first_day, until, month) for month in months(first_day, until))


def why_not_dates(first_day: date, last_day: date, year: int) -> Reason | None:
    if last_day < first_day:
        return _("The last day lies before the first.")
    if first_day.year != year or last_day.year != year:
        return _("The budget line is for %(year)s: both days must lie in that year.") % {"year": year}
    return None


def why_not_commit(sums: Sums, amount: int) -> Reason | None:
    if amount <= sums.free:
        return None
    return _("The contracts need %(need)s yuan, but only %(free)s yuan of the budget are free.") % {
        "need": yuan(amount),
        "free": yuan(sums.free),
    }


def why_not_pay(
    *, amount: int, month: date, first_day: date, until: date, month_due: int, month_paid: int, sums: Sums
) -> Reason | None:
    if amount <= 0:
        return _("Write an amount above zero; a wrong payment is taken back by a counter-entry.")
    if month_of(month) not in list(months(first_day, until)):
        return _("The contract runs from %(first)s to %(last)s: %(month)s lies outside.") % {
            "first": first_day,
            "last": until - timedelta(days=1),
            "month": f"{month:%Y-%m}",
        }
    if month_paid + amount > month_due:
        return _("%(due)s yuan are due for %(month)s and %(paid)s are paid: %(amount)s more is too much.") % {
            "due": yuan(month_due),
            "paid": yuan(month_paid),
            "month": f"{month:%Y-%m}",
            "amount": yuan(amount),
        }
    if sums.paid + amount > sums.budget:
        return _("The budget has %(left)s yuan left: %(amount)s is more.") % {
            "left": yuan(sums.left),
            "amount": yuan(amount),
        }
    return None


def why_not_reverse(
    *, kind: str, amount: int, is_counter: bool, reversed_already: bool, sums: Sums
) -> Reason | None:
    if is_counter:
        return _("This is a counter-entry itself; enter what is right anew.")
    if reversed_already:
        return _("This entry has been taken back already.")
    if kind == EntryKind.COMMIT:
        return _("What a contract promises changes with the contract: end it earlier.")
    if kind == EntryKind.BUDGET and sums.budget - amount < sums.committed:
        return _("%(committed)s yuan are promised by contracts: the budget cannot fall below that.") % {
            "committed": yuan(sums.committed)
        }
    return None


def why_not_end(*, last_day: date, first_day: date, until: date, new_total: int, paid: int) -> Reason | None:
    if last_day < first_day:
        return _("The last day lies before the first.")
    if last_day >= until - timedelta(days=1):
        return _("The contract ends on %(day)s already: write an earlier day.") % {
            "day": until - timedelta(days=1)
        }
    if paid > new_total:
        return _("%(paid)s yuan are paid, until that day only %(due)s are due: take back payments first.") % {
            "paid": yuan(paid),
            "due": yuan(new_total),
        }
    return None


def why_not_write(year: int, *, closed: bool) -> Reason | None:
    return _("The year %(year)s is closed: reopen it first.") % {"year": year} if closed else None


def why_not_withdraw(*, withdrawn: bool, paid_months: bool) -> Reason | None:
    if withdrawn:
        return _("The contract is withdrawn already.")
    if paid_months:
        return _("Something is paid for this contract: take back its payments first, or end it earlier.")
    return None


def why_not_pay_withdrawn(*, withdrawn: bool) -> Reason | None:
    return _("The contract is withdrawn: nothing is paid for it.") if withdrawn else None


def why_not_close_year(year: int, *, today: date, closed: bool, faults: int, sums: Sums) -> Reason | None:
    if closed:
        return _("The year %(year)s is closed already.") % {"year": year}
    if today.year <= year:
        return _("The year %(year)s is not over yet.") % {"year": year}
    if faults:
        return _("The reconciliation finds %(n)d points that do not add up: mend them first.") % {"n": faults}
    if sums.open:
        mend = _("%(open)s yuan are promised and not paid: pay them, or end contracts earlier.")
        return mend % {"open": yuan(sums.open)}
    return None


def why_not_reopen_year(year: int, *, closed: bool) -> Reason | None:
    return None if closed else _("The year %(year)s is not closed.") % {"year": year}
