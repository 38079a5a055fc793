"""Deeds on the fund's pages: lines, budget, contracts, payments, counter-entries."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.fund import actions, queries
from jingge.fund.rules import due, month_of
from jingge.fund.terms import ContractSpec, EntryKind, in_yuan, to_fen, yuan
from jingge.fund.web.forms import (
    BudgetForm,
    ContractForm,
    EndForm,
    LineForm,
    NameForm,
    PayForm,
    PayMonthForm,
    mark,
)


def answer(
    request: HttpRequest,
    form: forms.Form,
    deed: Callable[[], str],
    *,
    title: str,
    label: str,
    back: str,
    text: str = "",
) -> HttpResponse:
    """Show the form; when it was sent and fits, do the deed and say what was done."""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, deed())
        except Invalid as refusal:
            mark(form, refusal)
        else:
            return redirect(back)
    context = {"title": title, "form": form, "label": label, "back": back, "text": text}
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def new_line(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = LineForm(request.POST or None, initial={"year": today().year})

    def deed() -> str:
        actions.open_line(**form.cleaned_data, by=viewer)
        return _("The budget line is open; add its budget.")

    title = _("Open a budget line")
    return answer(request, form, deed, title=title, label=title, back=reverse("fund:overview"))


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def add_budget(request: HttpRequest, line_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    line = queries.get_line(viewer, line_id)
    form = BudgetForm(request.POST or None)

    def deed() -> str:
        voucher = form.cleaned_data["voucher"]
        actions.add_budget(line_id=line_id, amount_fen=form.fen(), voucher=voucher, by=viewer)
        return _("The budget is added.")

    title = _("Add budget to %(line)s") % {"line": f"{line.year} {line.name}"}
    return answer(request, form, deed, title=title, label=_("Add budget"), back=reverse("fund:overview"))


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def change_line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    line = queries.get_line(viewer, line_id)
    form = NameForm(request.POST or None, initial={"name": line.name})

    def deed() -> str:
        actions.change_line(line_id=line_id, name=form.cleaned_data["name"], by=viewer)
        return _("The budget line is changed.")

    title = _("Change %(name)s") % {"name": f"{line.year} {line.code}"}
    return answer(request, form, deed, title=title, label=_("Keep"), back=reverse("fund:overview"))


def line_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Lines of open years, with what may still be promised."""
    closed = queries.closed_years(viewer)
    return [
        (str(row.id), f"{row.year} {row.name} · {_('free')} {yuan(row.sums.free)}")
        for row in queries.list_lines(viewer)
        if row.year not in closed
    ]


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def new_contracts(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    first, last = today().replace(month=1, day=1), today().replace(month=12, day=31)
    helpers = [
        (person.police_number, f"{station} {person.display_name} {person.police_number}")
        for person, station in queries.helpers_on(viewer, today())
    ]
    form = ContractForm(
        request.POST or None,
        lines=line_choices(viewer),
        helpers=helpers,
        initial={"first_day": first, "last_day": last},
    )

    def deed() -> str:
        given = form.cleaned_data
        spec = ContractSpec(
            line_id=UUID(given["line"]),
            numbers=tuple(given["numbers"]),
            first_day=given["first_day"],
            last_day=given["last_day"],
            monthly_fen=to_fen(given["monthly"]),
        )
        made = actions.sign_contracts(spec=spec, by=viewer)
        return _("%(n)d contracts are entered.") % {"n": len(made)}

    title = _("Enter contracts")
    return answer(request, form, deed, title=title, label=title, back=reverse("fund:contracts"))


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def end_contract(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_contract(viewer, contract_id)
    form = EndForm(request.POST or None)

    def deed() -> str:
        actions.end_contract(contract_id=contract_id, last_day=form.cleaned_data["last_day"], by=viewer)
        return _("The contract ends earlier; what it promised too much is free again.")

    title = _("End the contract of %(name)s earlier") % {"name": row.officer.display_name}
    back = reverse("fund:contracts")
    return answer(request, form, deed, title=title, label=_("End earlier"), back=back)


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def withdraw_contract(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_contract(viewer, contract_id)
    if request.method == "POST":
        actions.withdraw_contract(contract_id=contract_id, by=viewer)
        messages.success(request, _("The contract is withdrawn; what it promised is free again."))
        return redirect("fund:contracts")
    context = {
        "title": _("Withdraw the contract of %(name)s") % {"name": row.officer.display_name},
        "text": _("For a contract entered by mistake and not yet paid. It stays readable as withdrawn."),
        "label": _("Withdraw the contract"),
        "back": reverse("fund:contracts"),
    }
    return render(request, "common/confirm.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def pay(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_contract(viewer, contract_id)
    month = month_of(today())
    owed = due(row.monthly_fen, row.valid_from, row.valid_to, month)
    amount = in_yuan(max(owed - queries.paid_by_month(row).get(month, 0), 0))
    initial: dict[str, Any] = {"month": month, "amount": amount}
    form = PayForm(request.POST or None, initial=initial)

    def deed() -> str:
        given = form.cleaned_data
        actions.pay(
            contract_id=contract_id,
            month=given["month"],
            amount_fen=form.fen(),
            voucher=given["voucher"],
            by=viewer,
        )
        return _("The payment is entered.")

    title = _("Pay %(name)s") % {"name": row.officer.display_name}
    return answer(request, form, deed, title=title, label=_("Pay"), back=reverse("fund:contracts"))


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def pay_month(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = PayMonthForm(
        request.POST or None, lines=line_choices(viewer), initial={"month": month_of(today())}
    )

    def deed() -> str:
        given = form.cleaned_data
        line_id = UUID(given["line"])
        made = actions.pay_month(line_id=line_id, month=given["month"], voucher=given["voucher"], by=viewer)
        total = yuan(sum(row.amount_fen for row in made))
        return _("%(n)d helpers are paid: %(total)s yuan.") % {"n": len(made), "total": total}

    title, text = _("Pay a month"), _("Pays what is still open for the month, to every helper of the line.")
    back = reverse("fund:overview")
    return answer(request, form, deed, title=title, label=title, back=back, text=text)


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def reverse_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_entry(viewer, entry_id)
    if request.method == "POST":
        actions.reverse_entry(entry_id=entry_id, by=viewer)
        messages.success(request, _("The counter-entry is made."))
        return redirect("fund:entries")
    shown = queries.entry_row(row)
    context = {
        "title": _("Take back entry %(n)s") % {"n": row.number},
        "text": _("A counter-entry cancels it; both stay readable."),
        "consequences": [f"{EntryKind(row.kind).label} {shown.helper} {yuan(-row.amount_fen)}"],
        "label": _("Counter-enter"),
        "back": reverse("fund:entries"),
    }
    return render(request, "common/confirm.html", context)
