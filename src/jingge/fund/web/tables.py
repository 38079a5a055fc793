"""Contracts and payments from a table."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.fund import actions, queries
from jingge.fund.rules import month_of as first_of_month
from jingge.fund.terms import ContractLine, PaymentLine, to_fen, yuan
from jingge.uploads.rules.tabled import Faults, Heading, Line, amount_of, day_of, month_of, short_of, text_of
from jingge.uploads.web.tabled import Found, TablePage

CONTRACTS = (
    Heading("number", gettext_lazy("Police number"), gettext_lazy("of a helper in post on the first day")),
    Heading("line", gettext_lazy("Budget line"), gettext_lazy("its code in the year of the first day")),
    Heading("first_day", gettext_lazy("First day"), gettext_lazy("as 2026-01-01")),
    Heading("last_day", gettext_lazy("Last day"), gettext_lazy("as 2026-12-31, in the same year")),
    Heading("monthly", gettext_lazy("Monthly pay"), gettext_lazy("in yuan, as 1259.00")),
)
PAYMENTS = (
    Heading(
        "number", gettext_lazy("Police number"), gettext_lazy("of a helper with a contract in that month")
    ),
    Heading("month", gettext_lazy("For the month"), gettext_lazy("as 2026-01")),
    Heading(
        "amount",
        gettext_lazy("Amount in yuan"),
        gettext_lazy("as 1259.00, at most what the month still owes"),
    ),
    Heading("voucher", gettext_lazy("Voucher number"), gettext_lazy("at most 30 characters")),
)


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def contracts(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)

    def deed(lines: list[Line], only_check: bool) -> Found:
        faults, rows = Faults(CONTRACTS), []
        for line in lines:
            with faults.row(line, of="number"):
                rows.append((line, contract_line(line)))
        promised = actions.sign_table(rows=rows, faults=faults, by=viewer, only_check=only_check)
        said = {"n": len(rows), "total": yuan(promised)}
        return Found(_("%(n)d contracts, %(total)s yuan promised in all.") % said)

    first, last = today().replace(month=1, day=1), today().replace(month=12, day=31)
    return TablePage(
        title=_("Contracts from a table"),
        text=_("Each row is one helper's contract with terms of its own."),
        headings=CONTRACTS,
        example=(
            example_number(viewer, today()),
            example_line(viewer),
            first.isoformat(),
            last.isoformat(),
            "1259.00",
        ),
        template_name="contracts-template",
        deed=deed,
        label=_("Enter contracts"),
        back=reverse("fund:contracts"),
    ).respond(request)


def contract_line(line: Line) -> ContractLine:
    return ContractLine(
        number=text_of(line, "number", _("Write the police number.")),
        line=text_of(line, "line", _("Write the code of the budget line.")),
        first_day=day_of(line, "first_day"),
        last_day=day_of(line, "last_day"),
        monthly_fen=to_fen(amount_of(line, "monthly")),
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def payments(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)

    def deed(lines: list[Line], only_check: bool) -> Found:
        faults, rows = Faults(PAYMENTS), []
        for line in lines:
            with faults.row(line, of="number"):
                rows.append((line, payment_line(line)))
        paid = actions.pay_table(rows=rows, faults=faults, by=viewer, only_check=only_check)
        return Found(_("%(n)d payments, %(total)s yuan in all.") % {"n": len(rows), "total": yuan(paid)})

    return TablePage(
        title=_("Payments from a table"),
        text=_(
            "As the treasury paid them: one row a helper and month. A wrong one is counter-entered later."
        ),
        headings=PAYMENTS,
        example=(example_number(viewer, today()), f"{first_of_month(today()):%Y-%m}", "1259.00", ""),
        template_name="payments-template",
        deed=deed,
        label=_("Enter payments"),
        back=reverse("fund:entries"),
    ).respond(request)


def payment_line(line: Line) -> PaymentLine:
    text_of(line, "voucher", _("Write the number of the voucher."))
    return PaymentLine(
        number=text_of(line, "number", _("Write the police number.")),
        month=month_of(line, "month"),
        amount_fen=to_fen(amount_of(line, "amount")),
        voucher=short_of(line, "voucher", 30),
    )


def example_number(viewer: Viewer, day: date) -> str:
    helpers = queries.helpers_on(viewer, day)
    return helpers[0][0].police_number if helpers else ""


def example_line(viewer: Viewer) -> str:
    return next((row.code for row in queries.list_lines(viewer)), "")
