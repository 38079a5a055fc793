"""Looking at the fund: lines with their balance, contracts, entries, the year's account, the reconciliation."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link, Tile
from jingge.fund import queries
from jingge.fund.rules import why_not_write
from jingge.fund.terms import ContractRow, ContractState, EntryKind, EntryRow, Finding, LineRow, in_yuan, yuan
from jingge.organisation.queries import station_names


def amount(key: str, label: str, *, hint: str = "", optional: bool = False) -> Column:
    """A sum in yuan: shown with its decimals, exported as a figure, sorted as whole fen."""
    return Column(
        key,
        label,
        value=lambda r: yuan(getattr(r, key)),
        right=True,
        hint=hint,
        export=lambda r: in_yuan(getattr(r, key)),
        optional=optional,
    )


def year_filter(viewer: Viewer) -> Filter:
    found = queries.years(viewer)
    choices = [(str(year), str(year)) for year in found]
    return Filter("year", _("Budget year"), kind="choice", choices=choices)


def number(text: str) -> int | None:
    return int(text) if text else None


@require_GET
@requires(Ability.SEE_FUND)
def overview(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    closed = queries.closed_years(viewer)
    return ListPage(
        name="fund-lines",
        title=_("Special fund"),
        subtitle=_("In yuan; every figure is the sum of its entries"),
        columns=(
            Column(
                "year",
                _("Budget year"),
                value=lambda r: str(r.year),
                export=lambda r: r.year,
                url=lambda r: reverse("fund:account", args=[r.year]),
            ),
            Column("code", _("Code")),
            Column("name", _("Purpose")),
            amount("budget", _("Budget")),
            amount("committed", _("Promised by contract")),
            amount("paid", _("Paid")),
            amount("left", _("Left"), hint=_("Budget less what is paid")),
        ),
        filters=(year_filter(viewer),),
        rows=lambda asked: queries.list_lines(viewer, year=number(asked["year"])),
        empty=_("No budget line is entered."),
        row_links=(lambda r: line_links(r, closed)) if may(viewer, Ability.KEEP_FUND) else None,
        toolbar=tools(viewer),
        template="fund/overview.html",
        context={"tiles": tiles(viewer, queries.list_lines(viewer))},
    ).respond(request)


def tiles(viewer: Viewer, lines: list[LineRow]) -> list[Tile]:
    """Of the newest year."""
    newest = [line for line in lines if line.year == lines[0].year]
    if not newest:
        return []
    year = str(newest[0].year)
    helpers = len(queries.list_contracts(viewer, year=newest[0].year))
    entries, contracts = f"{reverse('fund:entries')}?year={year}", f"{reverse('fund:contracts')}?year={year}"
    account = reverse("fund:account", args=[newest[0].year])
    return [
        Tile(
            _("Budget"),
            yuan(sum(r.budget for r in newest)),
            _("yuan"),
            year,
            url=f"{entries}&kind={EntryKind.BUDGET.value}",
        ),
        Tile(
            _("Promised by contract"),
            yuan(sum(r.committed for r in newest)),
            _("yuan"),
            year,
            url=f"{entries}&kind={EntryKind.COMMIT.value}",
        ),
        Tile(
            _("Paid"),
            yuan(sum(r.paid for r in newest)),
            _("yuan"),
            year,
            url=f"{entries}&kind={EntryKind.PAY.value}",
        ),
        Tile(
            _("Left"),
            yuan(sum(r.left for r in newest)),
            _("yuan"),
            _("Budget less what is paid"),
            url=account,
        ),
        Tile(_("Contracts of helpers"), helpers, "", year, url=contracts),
    ]


def tools(viewer: Viewer) -> list[Link]:
    links = [
        Link(_("Contracts of helpers"), reverse("fund:contracts"), "users"),
        Link(_("Entries"), reverse("fund:entries"), "list"),
        Link(_("Budget years"), reverse("fund:years"), "clock"),
        Link(_("Reconciliation"), reverse("fund:check"), "scale"),
    ]
    if may(viewer, Ability.KEEP_FUND):
        links += [
            Link(_("Open a budget line"), reverse("fund:new_line"), "plus"),
            Link(_("Pay a month"), reverse("fund:pay_month"), "upload", "primary"),
        ]
    return links


def line_links(row: LineRow, closed: set[int]) -> list[Link]:
    shut = why_not_write(row.year, closed=row.year in closed)
    return [
        Link(_("Add budget"), reverse("fund:add_budget", args=[row.id]), "plus", why_not=shut),
        Link(_("Change"), reverse("fund:change_line", args=[row.id]), "edit", why_not=shut),
    ]


@require_GET
@requires(Ability.SEE_FUND)
def contracts(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    keeps, closed = may(viewer, Ability.KEEP_FUND), queries.closed_years(viewer)
    return ListPage(
        name="fund-contracts",
        title=_("Contracts of helpers"),
        columns=(
            Column("number", _("Police number")),
            Column(
                "name", _("Police helper"), url=lambda r: reverse("staffing:officer", args=[r.officer_id])
            ),
            Column("station_name", _("Station")),
            Column("line", _("Budget line"), optional=True),
            Column("first_day", _("First day"), optional=True),
            Column("last_day", _("Last day")),
            amount("monthly", _("Monthly pay")),
            amount("committed", _("Promised by contract"), optional=True),
            amount("paid", _("Paid")),
            amount("open", _("Still open"), hint=_("Promised less what is paid")),
            *state_column(request),
        ),
        filters=(
            Filter("q", _("Number or name")),
            year_filter(viewer),
            Filter("station", _("Station"), kind="choice", choices=list(station_names(viewer).items())),
            Filter("withdrawn", _("Withdrawn too"), kind="choice", choices=[("yes", _("Yes"))]),
        ),
        rows=lambda asked: queries.list_contracts(
            viewer,
            year=number(asked["year"]),
            text=asked["q"],
            station_code=asked["station"],
            withdrawn=bool(asked["withdrawn"]),
        ),
        empty=_("No contract fits."),
        row_links=(lambda r: contract_links(r, closed)) if keeps else None,
        toolbar=[
            Link(_("Contracts from a table"), reverse("fund:contracts_table"), "upload"),
            Link(_("Enter contracts"), reverse("fund:new_contracts"), "plus", "primary"),
        ]
        if keeps
        else [],
    ).respond(request)


def state_column(request: HttpRequest) -> Iterable[Column]:
    """Only beside withdrawn contracts: all others stand."""
    if request.GET.get("withdrawn"):
        yield Column("state", _("State"), value=contract_badge, export=lambda r: str(r.state.label))


def contract_badge(row: ContractRow) -> Badge:
    return Badge(row.state.label, "good" if row.state is ContractState.STANDS else "neutral")


def contract_links(row: ContractRow, closed: set[int]) -> list[Link]:
    if row.state is not ContractState.STANDS:
        return []
    shut = why_not_write(row.year, closed=row.year in closed)
    paid = _("Something is paid already: end it earlier instead.") if row.paid else None
    return [
        Link(_("Pay"), reverse("fund:pay", args=[row.id]), "upload", why_not=shut),
        Link(_("End earlier"), reverse("fund:end_contract", args=[row.id]), "clock", why_not=shut),
        Link(_("Withdraw"), reverse("fund:withdraw_contract", args=[row.id]), "close", why_not=shut or paid),
    ]


@require_GET
@requires(Ability.SEE_FUND)
def entries(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    keeps, closed = may(viewer, Ability.KEEP_FUND), queries.closed_years(viewer)
    return ListPage(
        name="fund-entries",
        title=_("Entries of the fund"),
        subtitle=_("In yuan"),
        note=_("Entries are only added. A wrong one is taken back by a counter-entry; both stay readable."),
        columns=(
            Column("number", _("Entry"), right=True),
            Column("day", _("Day")),
            Column("line", _("Budget line"), optional=True),
            Column("kind", _("Kind"), value=lambda r: r.kind.label),
            Column("helper", _("Police helper")),
            Column("month", _("For the month"), value=lambda r: f"{r.month:%Y-%m}" if r.month else ""),
            amount("amount", _("Amount in yuan")),
            Column("voucher", _("Voucher")),
            Column("by", _("Entered by"), optional=True),
            Column("reverses", _("State"), value=state_badge, export=lambda r: str(state_badge(r))),
        ),
        filters=(
            Filter("q", _("Number, name or voucher")),
            year_filter(viewer),
            Filter("kind", _("Kind"), kind="choice", choices=EntryKind.choices),
        ),
        rows=lambda asked: queries.list_entries(
            viewer, year=number(asked["year"]), kind=asked["kind"], text=asked["q"]
        ),
        empty=_("No entry fits."),
        row_links=(lambda r: entry_links(r, closed)) if keeps else None,
        toolbar=[Link(_("Payments from a table"), reverse("fund:payments_table"), "upload")] if keeps else [],
    ).respond(request)


def state_badge(row: EntryRow) -> Badge:
    if row.reverses:
        return Badge(_("Takes back %(n)s") % {"n": row.reverses}, "info")
    if row.reversed_by:
        return Badge(_("Taken back by %(n)s") % {"n": row.reversed_by}, "neutral")
    return Badge(_("Stands"), "good")


def entry_links(row: EntryRow, closed: set[int]) -> list[Link]:
    if row.reverses or row.reversed_by or row.kind is EntryKind.COMMIT:
        return []
    shut = why_not_write(row.year, closed=row.year in closed)
    return [Link(_("Counter-enter"), reverse("fund:reverse", args=[row.id]), "undo", why_not=shut)]


@require_GET
@requires(Ability.SEE_FUND)
def account(request: HttpRequest, year: int) -> HttpResponse:
    """One sheet for the files: what came, what is promised, what was paid in each month, what is left."""
    viewer = viewer_in(request)
    lines = queries.list_lines(viewer, year=year)
    months = queries.months_paid(viewer, year)
    sums = [
        (_("Budget"), sum(r.budget for r in lines)),
        (_("Promised by contract"), sum(r.committed for r in lines)),
        (_("Paid"), sum(r.paid for r in lines)),
        (_("Left"), sum(r.left for r in lines)),
    ]
    context = {
        "year": year,
        "day": today(),
        "sums": [(label, yuan(fen)) for label, fen in sums],
        "lines": [(r, yuan(r.budget), yuan(r.committed), yuan(r.paid), yuan(r.left)) for r in lines],
        "months": [(f"{month:%Y-%m}", people, yuan(fen)) for month, people, fen in months],
        "months_total": yuan(sum(fen for _month, _people, fen in months)),
        "closing": queries.closing_of(viewer, year),
        "contracts": len(queries.list_contracts(viewer, year=year)),
    }
    return render(request, "fund/account.html", context)


@require_GET
@requires(Ability.SEE_FUND)
def check(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="fund-check",
        title=_("Reconciliation"),
        subtitle=_("Recomputed from every single entry just now"),
        columns=(
            Column("what", _("Looked at"), sort=""),
            Column(
                "recomputed", _("Recomputed"), value=lambda r: figure(r, r.recomputed), right=True, sort=""
            ),
            Column("kept", _("As shown"), value=lambda r: figure(r, r.kept), right=True, sort=""),
            Column(
                "good", _("Finding"), value=finding_badge, export=lambda r: str(finding_badge(r)), sort=""
            ),
            Column("detail", _("Where"), sort=""),
        ),
        rows=lambda asked: queries.reconciliation(viewer),
    ).respond(request)


def figure(row: Finding, value: int | None) -> object:
    if value is None:
        return ""
    return yuan(value) if row.money else value


def finding_badge(row: Finding) -> Badge:
    return Badge(_("Adds up"), "good") if row.good else Badge(_("Does not add up"), "bad")
