"""Months: the list, the grid of people and days, its sheet and table, drawing and publishing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.sheets import XLSX_TYPE, to_xlsx
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.rosters import actions, queries
from jingge.rosters.rules.wording import outcome_text
from jingge.rosters.terms import RosterState
from jingge.rosters.web.forms import NewForm
from jingge.runs import queries as runs
from jingge.staffing.queries import list_station_names

TONES = {"draft": "neutral", "drawing": "info", "drawn": "warn", "published": "good"}


@require_GET
@requires(Ability.SEE_STAFF)
def rosters(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    stations = list_station_names(viewer, today())
    arranges = may(viewer, Ability.BOOK_WORK)
    return ListPage(
        name="rosters-months",
        title=_("Rosters"),
        subtitle=_("Who works when, station by station and month by month"),
        columns=(
            Column("month", _("Month"), value=lambda r: f"{r.month:%Y-%m}"),
            Column("station.name", _("Station"), url=lambda r: reverse("rosters:month", args=[r.pk])),
            Column(
                "state",
                _("State"),
                value=lambda r: Badge(RosterState(r.state).label, TONES[r.state]),
                export=lambda r: RosterState(r.state).label,
            ),
            Column(
                "status",
                _("How good"),
                value=lambda r: outcome_text(r.state, r.status, r.missing, r.above),
                sort="",
            ),
            Column("missing", _("Left empty"), right=True, hint=_("Shifts nobody has, when it was drawn")),
            Column("published_at", _("Published at")),
            Column("published_by_label", _("Published by"), optional=True),
        ),
        filters=(
            Filter("station", _("Station"), kind="choice", choices=stations),
            Filter("state", _("State"), kind="choice", choices=RosterState.choices),
        ),
        rows=lambda asked: queries.list_rosters(viewer, station_code=asked["station"], state=asked["state"]),
        default_sort="-month",
        row_links=lambda r: [Link(_("Open"), reverse("rosters:month", args=[r.pk]))],
        toolbar=(
            *((Link(_("New month"), reverse("rosters:new"), "plus", "primary"),) if arranges else ()),
            *(Link(_("Shifts of %(name)s") % {"name": name}, reverse("rosters:settings", args=[code]), "settings")
              for code, name in stations if len(stations) == 1),
        ),
        empty=_("No roster yet. A station's month is opened here, drawn by the engine and published."),
    ).respond(request)  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def new(request: HttpRequest) -> HttpResponse:
    """Open a month of a station; where it has no kinds of shift yet, those of its mode are offered."""
    viewer = viewer_in(request)
    form = NewForm(
        request.POST if request.method == "POST" else None,
        stations=list_station_names(viewer, today()),
        initial={"month": _next_month()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.open_roster(**form.cleaned_data, by=viewer)
            return redirect("rosters:month", row.pk)
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
    context = {
        "form": form,
        "title": _("New month"),
        "text": _("Its people, leave and balances are read when it is drawn."),
        "label": _("Open the month"),
        "back": reverse("rosters:rosters"),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


def _next_month() -> str:
    now = today()
    return f"{now.year + now.month // 12}-{now.month % 12 + 1:02d}"


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def month(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    view = queries.month_view(viewer, roster_id)
    job = view.roster.job_id if view.roster.state == RosterState.DRAWING else None
    context = {
        "view": view,
        "tone": TONES[view.roster.state],
        "state": RosterState(view.roster.state).label,
        "editable": view.may_arrange and view.drawn,
        "links": _links(view) if may(viewer, Ability.SEE_STAFF) else [],
        "own": viewer.police_number,
        "job": _job(viewer, job),
    }
    return render(request, "rosters/month.html", context)


def _job(viewer: Viewer, job: UUID | None) -> Any:
    """Progress for whoever may see this run."""
    if job is None:
        return None
    return next((runs.job_row(viewer, row) for row in runs.visible_jobs(viewer).filter(pk=job)), None)


def _links(view: queries.MonthView) -> list[Link]:
    def to(name: str) -> str:
        return reverse(f"rosters:{name}", args=[view.roster.pk])

    links = []
    if view.drawn:
        links += [
            Link(_("Print (A4)"), to("sheet"), "print"),
            Link(_("Export (XLSX)"), to("export"), "download"),
            Link(
                _("Need and have"),
                f"{reverse('rosters:readiness')}?month={view.roster.month:%Y-%m}&station={view.roster.station.code}",
                "scale",
            ),
        ]
    if view.may_arrange:
        code = view.roster.station.code
        links += [
            Link(_("Enter leave"), reverse("rosters:enter_leave", args=[code]), "leave"),
            Link(_("Needs of single days"), reverse("rosters:needs", args=[code]), "clock"),
            Link(_("Kinds of shift"), reverse("rosters:settings", args=[code]), "settings"),
        ]
        if view.drawn:
            links.append(Link(_("Somebody cannot come"), to("absence"), "warn"))
    return links


@require_GET
@requires(Ability.SEE_STAFF)
def sheet(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """For the wall: one A4 page, landscape."""
    return render(request, "rosters/sheet.html", {"view": queries.month_view(viewer_in(request), roster_id)})


@require_GET
@requires(Ability.SEE_STAFF)
def export(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    view = queries.month_view(viewer_in(request), roster_id)
    header = [_("Police number"), _("Officer"), *(f"{head.day:%m-%d}" for head in view.heads)]
    header += [_("Shifts"), _("Hours"), _("Nights"), _("Weekends")]
    rows: list[list[object]] = [
        [
            person.member.number, person.member.name,
            *(cell.kind.name if cell.kind else "" for cell in person.cells),
            person.shifts, person.hours, person.nights, person.weekends,
        ]
        for person in view.people
    ]  # fmt: skip
    for need in view.needs:
        rows.append(["", _("%(kind)s: have / need") % {"kind": need.kind.name}])
        rows[-1] += [f"{have} / {wanted}" for _head, wanted, have in need.days]
    label = f"{view.roster.station.name} {view.roster.month:%Y-%m}"
    name = f"roster-{view.roster.station.code}-{view.roster.month:%Y%m}.xlsx"
    return HttpResponse(
        to_xlsx(label, header, rows),
        content_type=XLSX_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _deed(action: Callable[..., Any], done: str) -> Callable[[HttpRequest, UUID], HttpResponse]:
    def view(request: HttpRequest, roster_id: UUID) -> HttpResponse:
        action(roster_id=roster_id, by=viewer_in(request))
        messages.success(request, str(done))
        return redirect("rosters:month", roster_id)

    return view


@require_POST
@requires(Ability.BOOK_WORK)
def draw(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    return _deed(actions.request_drawing, _("The engine draws the roster."))(request, roster_id)


@require_POST
@requires(Ability.BOOK_WORK)
def publish(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    return _deed(actions.publish_roster, _("Published: the officers see it now."))(request, roster_id)


@require_POST
@requires(Ability.BOOK_WORK)
def take_back(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    return _deed(actions.take_back_roster, _("Taken back: officers no longer see it."))(request, roster_id)
