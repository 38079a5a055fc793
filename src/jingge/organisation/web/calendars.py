"""The working calendar: years and where they are from, a year's days, a later year from a table."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.common.wording import listed
from jingge.common.workdays import DayKind, published
from jingge.organisation import actions, queries
from jingge.organisation.terms import SpecialDay, SpecialKind
from jingge.organisation.web.forms import ReasonForm
from jingge.uploads.rules.tabled import Faults, Heading, Line, choice_of, day_of, short_of, text_of
from jingge.uploads.web.tabled import Found, TablePage

HEADINGS = (
    Heading("day", gettext_lazy("Day"), gettext_lazy("as 2026-01-31")),
    Heading("kind", gettext_lazy("Kind"), gettext_lazy("holiday, or workday on a weekend")),
    Heading("name", gettext_lazy("Holiday"), gettext_lazy("also for the weekend worked for it")),
    Heading(
        "document", gettext_lazy("Number of the notice"), gettext_lazy("the same for all days of a year")
    ),
    Heading(
        "reason", gettext_lazy("Reason"), gettext_lazy("only to correct a year loaded already"), optional=True
    ),
)


@require_GET
@requires(Ability.SEE_GROUND)
def years(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    keeps = may(viewer, Ability.EDIT_SETTINGS)
    with_program = sorted(published().years)
    return ListPage(
        name="organisation-calendar",
        title=_("Working calendar"),
        subtitle=_("%(first)s to %(last)s come with the program; later years are loaded here.")
        % {"first": with_program[0], "last": with_program[-1]},
        columns=(
            Column(
                "year",
                _("Year"),
                value=lambda r: str(r.year),
                url=lambda r: reverse("organisation:calendar_days", args=[r.pk]),
            ),
            Column("document", _("Number of the notice")),
            Column("free", _("Holidays"), value=lambda r: _count(r, DayKind.HOLIDAY), sort="", right=True),
            Column(
                "worked", _("Weekends worked"), value=lambda r: _count(r, DayKind.MAKEUP), sort="", right=True
            ),
            Column("entered_at", _("Entered at")),
            Column("entered_by_label", _("By")),
            Column("taken_back_at", _("State"), value=_state, export=lambda r: str(_state(r).label)),
            Column("taken_back_why", _("Reason")),
        ),
        rows=lambda asked: queries.list_holidays(viewer),
        row_links=lambda r: (
            [Link(_("Take back"), reverse("organisation:calendar_take_back", args=[r.pk]))]
            if keeps and r.taken_back_at is None
            else []
        ),
        empty=_("No later year has been loaded: its days would count by their weekdays alone."),
        toolbar=(
            [Link(_("From a table"), reverse("organisation:calendar_table"), "plus", "primary")]
            if keeps
            else []
        ),
    ).respond(request)


def _count(row: Any, kind: DayKind) -> int:
    return sum(one[1] == kind for one in row.days)


def _state(row: Any) -> Badge:
    if row.taken_back_at is None:
        return Badge(_("In use"), "good")
    return Badge(_("Taken back"), "neutral")


@require_GET
@requires(Ability.SEE_GROUND)
def days(request: HttpRequest, year_id: UUID) -> HttpResponse:
    row = queries.get_holidays(viewer_in(request), year_id)
    return ListPage(
        name="organisation-calendar-days",
        title=_("Holidays of %(year)s") % {"year": row.year},
        subtitle=row.document,
        columns=(
            Column("day", _("Day")),
            Column("kind", _("Kind"), value=lambda r: SpecialKind(r.kind).label),
            Column("name", _("Holiday")),
        ),
        rows=lambda asked: queries.days_of(row),
        toolbar=[Link(_("Working calendar"), reverse("organisation:calendar"), "left")],
    ).respond(request)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def table(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)

    def deed(lines: list[Line], only_check: bool) -> Found:
        faults, rows = Faults(HEADINGS), []
        for line in lines:
            with faults.row(line, of="day"):
                rows.append((line, special_day(line)))
        found = actions.load_holidays(rows=rows, faults=faults, by=viewer, only_check=only_check)
        said = {"n": len(rows), "years": listed(str(year) for year in found)}
        return Found(_("%(n)d days of %(years)s.") % said)

    year = max(published().years) + 1
    return TablePage(
        title=_("Holidays of later years from a table"),
        text=_("From the State Council's notice: every holiday and every weekend worked for one."),
        headings=HEADINGS,
        example=(f"{year}-01-01", str(SpecialKind.HOLIDAY.label), _("New Year's Day"), "", ""),
        template_name="holidays-template",
        deed=deed,
        label=_("Load the years"),
        back=reverse("organisation:calendar"),
    ).respond(request)


def special_day(line: Line) -> SpecialDay:
    text_of(line, "name", _("Write which holiday it is."), most=20)
    return SpecialDay(
        day=day_of(line, "day"),
        kind=choice_of(line, "kind", SpecialKind).value,
        name=line["name"].strip(),
        document=text_of(line, "document", _("Write the number of the notice."), most=60),
        reason=short_of(line, "reason", 300),
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def take_back(request: HttpRequest, year_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_holidays(viewer, year_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.take_back_holidays(year_id=year_id, reason=form.cleaned_data["reason"], by=viewer)
        messages.success(request, _("Taken back."))
        return redirect("organisation:calendar")
    context = {
        "title": _("Take back the holidays of %(year)s") % {"year": row.year},
        "text": _("Its days count by their weekdays again, and limits that run are worked out anew."),
        "form": form,
        "label": _("Take back"),
        "danger": True,
        "back": reverse("organisation:calendar"),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)
