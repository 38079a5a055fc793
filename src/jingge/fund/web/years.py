"""Budget years: their sums, closing and reopening."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.fund import actions, queries
from jingge.fund.rules import why_not_close_year
from jingge.fund.terms import YearRow, yuan
from jingge.fund.web.forms import ReopenForm
from jingge.fund.web.keeping import answer
from jingge.fund.web.reading import amount


@require_GET
@requires(Ability.SEE_FUND)
def years(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    keeps = may(viewer, Ability.KEEP_FUND)
    return ListPage(
        name="fund-years",
        title=_("Budget years"),
        note=_("A closed year takes no entries any more; its sums are compared in the reconciliation."),
        columns=(
            Column("year", _("Budget year"), value=lambda r: str(r.year), export=lambda r: r.year),
            amount("budget", _("Budget")),
            amount("committed", _("Promised by contract"), optional=True),
            amount("paid", _("Paid")),
            amount("open", _("Still open"), hint=_("Promised less what is paid")),
            amount("left", _("Left"), hint=_("Budget less what is paid")),
            Column("closed_on", _("State"), value=state_badge, export=lambda r: str(state_badge(r))),
            Column("closed_by", _("Closed by"), optional=True),
        ),
        rows=lambda asked: queries.year_rows(viewer),
        row_links=lambda r: year_links(r, keeps=keeps),
        empty=_("No budget line is entered."),
    ).respond(request)


def state_badge(row: YearRow) -> Badge:
    if row.closed_on:
        return Badge(_("Closed on %(day)s") % {"day": row.closed_on.isoformat()}, "neutral")
    return Badge(_("Year open"), "good")


def year_links(row: YearRow, *, keeps: bool) -> list[Link]:
    links = [Link(_("Year's account"), reverse("fund:account", args=[row.year]), "print")]
    if keeps and row.closed_on:
        links.append(Link(_("Reopen the year"), reverse("fund:reopen_year", args=[row.year]), "undo"))
    elif keeps:
        why_not = why_not_close_year(row.year, today=today(), closed=False, faults=0, sums=row.sums)
        address = reverse("fund:close_year", args=[row.year])
        links.append(Link(_("Close the year"), address, "close", why_not=why_not))
    return links


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def close_year(request: HttpRequest, year: int) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.year_row(viewer, year)
    if request.method == "POST":
        actions.close_year(year=year, by=viewer)
        messages.success(request, _("The year is closed."))
        return redirect("fund:years")
    sums = (
        (_("Budget"), row.budget),
        (_("Paid"), row.paid),
        (_("Still open"), row.open),
        (_("Left"), row.left),
    )
    context = {
        "title": _("Close the year %(year)s") % {"year": year},
        "text": _("Nothing of that year is written any more. The year has to be over, paid, and add up."),
        "consequences": [f"{label} {yuan(fen)}" for label, fen in sums],
        "label": _("Close the year"),
        "back": reverse("fund:years"),
    }
    return render(request, "common/confirm.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FUND)
def reopen_year(request: HttpRequest, year: int) -> HttpResponse:
    viewer = viewer_in(request)
    queries.year_row(viewer, year)
    form = ReopenForm(request.POST or None)

    def deed() -> str:
        actions.reopen_year(year=year, reason=form.cleaned_data["reason"], by=viewer)
        return _("The year is open again.")

    title = _("Reopen the year %(year)s") % {"year": year}
    label = _("Reopen the year")
    return answer(request, form, deed, title=title, label=label, back=reverse("fund:years"))
