"""How many are needed on single dates of a station: the list, one entered or changed, a table, one taken out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Link
from jingge.organisation.queries import calendar_of
from jingge.rosters import actions, queries
from jingge.rosters.terms import KindSpec, NeedSpec
from jingge.rosters.web.forms import NeedForm
from jingge.uploads.rules.tabled import Faults, Heading, Line, day_of, text_of
from jingge.uploads.web.tabled import Found, TablePage

HEADINGS = (
    Heading("day", gettext_lazy("Day"), gettext_lazy("as 2026-01-31")),
    Heading("code", gettext_lazy("Kind of shift"), gettext_lazy("its name or code at this station")),
    Heading("need", gettext_lazy("Needed"), gettext_lazy("how many on that day instead, from 0 to 99")),
    Heading("why", gettext_lazy("Why"), gettext_lazy("a festival, a market day; at most 40 characters")),
)


@require_GET
@requires(Ability.SEE_STAFF)
def needs(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    station = queries.station_for(viewer, code)
    arranges = may(viewer, Ability.BOOK_WORK)

    def links(row: Any) -> list[Link]:
        if not arranges or row.day < today():
            return []
        there = [code, row.kind.code, row.day.isoformat()]
        change = f"{reverse('rosters:set_need', args=[code])}?day={row.day}&code={row.kind.code}"
        return [
            Link(_("Change"), change),
            Link(_("Take out"), reverse("rosters:remove_need", args=there), post=True),
        ]

    calendar = calendar_of(viewer.bureau_id)

    def usual(row: Any) -> int:
        return int(row.kind.need_workday if calendar.is_workday(row.day) else row.kind.need_dayoff)

    toolbar = [
        Link(
            _("Shifts of %(name)s") % {"name": station.name}, reverse("rosters:settings", args=[code]), "left"
        )
    ]
    if arranges:
        toolbar += [
            Link(_("From a table"), reverse("rosters:need_table", args=[code]), "upload"),
            Link(_("Enter a day"), reverse("rosters:set_need", args=[code]), "plus", "primary"),
        ]
    return ListPage(
        name="rosters-needs",
        title=_("Needs of single days: %(name)s") % {"name": station.name},
        subtitle=_("A festival, a market day: how many are needed on that date instead"),
        columns=(
            Column("day", _("Day")),
            Column("kind.name", _("Kind of shift"), sort="kind__order"),
            Column("need", _("Needed"), right=True),
            Column("usual", _("Otherwise"), right=True, value=usual, sort=""),
            Column("why", _("Why")),
            Column("entered_by_label", _("Entered by"), optional=True),
        ),
        filters=(Filter("since", _("From day"), kind="date", default=today().isoformat()),),
        rows=lambda asked: queries.day_needs(station, _since(asked["since"])),
        default_sort="day",
        row_links=links,
        toolbar=tuple(toolbar),
        empty=_("No date has needs of its own."),
    ).respond(request)  # fmt: skip


def _since(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("since", text, _("Write the day as 2026-01-31.")) from None


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def enter(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    station = queries.station_for(viewer, code)
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        kinds=[(kind.code, kind.name) for kind in queries.kinds_of(station)],
        initial=request.GET.dict(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_need(station_code=code, given=NeedSpec(**form.cleaned_data), by=viewer)
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        else:
            messages.success(
                request, _("Saved. The next drawing goes by it; a drawn month shows who is short.")
            )
            return redirect("rosters:needs", code)
    context = {
        "form": form,
        "title": _("Needs of a single day: %(name)s") % {"name": station.name},
        "text": _("Counts on this date instead of what the kind of shift says of workdays and days off."),
        "label": _("Save"),
        "back": reverse("rosters:needs", args=[code]),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Ability.BOOK_WORK)
def remove(request: HttpRequest, code: str, kind: str, day: str) -> HttpResponse:
    actions.remove_need(station_code=code, code=kind, day=_since(day), by=viewer_in(request))
    messages.success(request, _("Taken out: the day is like others of its kind again."))
    return redirect("rosters:needs", code)


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def table(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    station = queries.station_for(viewer, code)
    kinds = queries.kinds_of(station)

    def deed(lines: list[Line], only_check: bool) -> Found:
        faults, rows = Faults(HEADINGS), []
        for line in lines:
            with faults.row(line, of="day"):
                rows.append((line, need_of(line, kinds)))
        changed = actions.set_needs(
            station_code=code, rows=rows, faults=faults, by=viewer, only_check=only_check
        )
        said = {"n": len(rows), "changed": changed}
        return Found(_("%(n)d needs of single days; %(changed)d of them replace one that is there.") % said)

    example = (today().isoformat(), kinds[0].name if kinds else "", 2, _("Market day"))
    return TablePage(
        title=_("Needs of single days from a table: %(name)s") % {"name": station.name},
        headings=HEADINGS,
        example=example,
        template_name="needs-template",
        deed=deed,
        label=_("Enter the needs"),
        back=reverse("rosters:needs", args=[code]),
    ).respond(request)


def need_of(line: Line, kinds: tuple[KindSpec, ...]) -> NeedSpec:
    day, wanted, need = day_of(line, "day"), line["code"].strip(), line["need"].strip()
    kind = next((one for one in kinds if wanted and wanted in (one.code, one.name)), None)
    if kind is None:
        raise Invalid("code", wanted, _("Choose a kind of shift that is open at this station."))
    if not (need.isascii() and need.isdecimal() and len(need) < 4):
        raise Invalid("need", need, _("From 0 to 99 people."))
    why = text_of(line, "why", _("Say why: a festival, a market day."), most=40)
    return NeedSpec(day=day, code=kind.code, need=int(need), why=why)
