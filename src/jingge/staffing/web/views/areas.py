"""Posting sheets: 定警格、定人员、定责任、定网格, and an area changing hands."""

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
from jingge.common.web.answering import kept, status_of
from jingge.common.web.days import day_asked
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Link
from jingge.staffing import actions, queries
from jingge.staffing.terms import OrganKind, Place, SheetRow, StaffKind
from jingge.staffing.web.forms import PersonForm
from jingge.staffing.web.presenters import incident_label
from jingge.staffing.web.views.figures import on_day, station_filter


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def sheets(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)

    def sheet_url(row: SheetRow) -> str:
        return f"{reverse('staffing:sheet', args=[row.code])}?on={day.isoformat()}"

    return ListPage(
        name="staffing-sheets",
        title=_("Posting sheets"),
        subtitle=_("Areas of the map in force on %(day)s and who answers for them")
        % {"day": day.isoformat()},
        columns=(
            Column("code", _("Area code"), url=sheet_url),
            Column("name", _("Area of responsibility")),
            Column("station_name", _("Station"), sort="station_code"),
            Column("police_number", _("Police number")),
            Column(
                "display_name",
                _("Responsible officer"),
                url=lambda r: reverse("staffing:officer", args=[r.officer_id]),
            ),
            Column("since", _("Since")),
            Column("population", _("Population"), right=True),
            Column("households", _("Households"), right=True),
        ),
        filters=(station_filter(viewer, day), on_day(today())),
        rows=lambda asked: queries.list_sheets(viewer, day, asked["station"]),
        empty=_("No area of which you may read the sheet."),
        row_links=lambda r: [Link(_("Posting sheet"), sheet_url(r))],
    ).respond(request)


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    found = queries.posting_sheet(viewer, queries.map_on(viewer, day), code, day)
    context = {
        "sheet": found,
        "day": day,
        "incidents": [(incident_label(kind), n) for kind, n in sorted(found.incidents.items())],
        "may_edit": may(viewer, Ability.EDIT_STAFF),
    }
    return render(request, "staffing/sheet.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def reassign(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    beat = queries.get_beat(viewer, queries.map_on(viewer, today()), code, today())
    place = Place(OrganKind.STATION, beat.station.code)
    rows = queries.list_officers(viewer, today(), kind=StaffKind.OFFICER.value, place=place)
    form = PersonForm(
        request.POST or None,
        officers=[(r.police_number, f"{r.police_number} {r.display_name} · {r.post.label}") for r in rows],
        initial={"from_date": today()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if kept(
            form,
            lambda: actions.reassign_beat(
                beat=beat,
                officer=queries.officer_by_number(viewer, given["officer"]),
                from_date=given["from_date"],
                by=viewer,
            ),
        ):
            messages.success(request, _("The area changes hands on that day."))
            return redirect("staffing:sheet", code=code)
    context = {
        "title": _("Another officer for %(area)s") % {"area": beat.name},
        "text": _("The present officer answers until the day before; the area is never without one."),
        "label": _("Hand the area over"),
        "form": form,
        "back": reverse("staffing:sheet", args=[code]),
    }
    return render(request, "common/form.html", context, status=status_of(form))
