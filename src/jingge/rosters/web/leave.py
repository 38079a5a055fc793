"""Leave: the list, entering, asking, deciding."""

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
from jingge.common.errors import NotYours
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.rosters import actions, queries
from jingge.rosters.rules.states import LEAVE_TRANSITIONS
from jingge.rosters.terms import LeaveKind, LeaveState
from jingge.rosters.web.forms import LeaveForm
from jingge.staffing.queries import list_station_names

TONES = {"asked": "warn", "approved": "good", "refused": "bad", "withdrawn": "neutral"}


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def leaves(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    arranges = may(viewer, Ability.BOOK_WORK)

    def links(row: Any) -> list[Link]:
        verbs = LEAVE_TRANSITIONS[row.state]
        own = bool(viewer.police_number) and row.officer.police_number == viewer.police_number
        shown = [verb for verb in verbs if (arranges and not own) or (own and verb == "withdraw")]
        labels = {"approve": _("Approve"), "refuse": _("Refuse"), "withdraw": _("Withdraw")}
        return [
            Link(labels[verb], reverse("rosters:decide_leave", args=[row.pk, verb]), post=True)
            for verb in shown
        ]

    toolbar = []
    if viewer.police_number:
        toolbar.append(Link(_("Ask for leave"), reverse("rosters:ask_leave"), "plus", "primary"))
    if arranges:
        stations = list_station_names(viewer, today())
        toolbar += [
            Link(
                _("Enter leave: %(name)s") % {"name": name},
                reverse("rosters:enter_leave", args=[code]),
                "edit",
            )
            for code, name in stations
            if len(stations) == 1
        ]
        toolbar.append(Link(_("From a table"), reverse("rosters:leave_table"), "upload"))
        if last := queries.last_leave_table(viewer):
            back = reverse("rosters:take_back_leave_table", args=[last[0]])
            said = _("Take back the last table (%(n)d)") % {"n": last[1]}
            toolbar.append(Link(said, back, "undo", post=True))
    return ListPage(
        name="rosters-leave",
        title=_("Leave"),
        subtitle=_("Days on which somebody is on no roster"),
        columns=(
            Column("officer.police_number", _("Police number")),
            Column("officer.display_name", _("Officer")),
            Column("station.name", _("Station")),
            Column("kind", _("Kind of leave"), value=lambda r: LeaveKind(r.kind).label),
            Column("first_day", _("First day")),
            Column("last_day", _("Last day")),
            Column(
                "state",
                _("State"),
                value=lambda r: Badge(LeaveState(r.state).label, TONES[r.state]),
                export=lambda r: LeaveState(r.state).label,
            ),
            Column("decided_by_label", _("Decided by"), optional=True),
        ),
        filters=(Filter("state", _("State"), kind="choice", choices=LeaveState.choices),),
        rows=lambda asked: queries.list_leaves(viewer, state=asked["state"]),
        default_sort="-first_day",
        row_links=links,
        toolbar=tuple(toolbar),
        empty=_("No leave is entered."),
    ).respond(request)


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def enter(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    station = queries.station_for(viewer, code)
    people = [
        (str(one.officer_id), f"{one.number} {one.name}")
        for one in queries.people_of(station, today().replace(day=1))
    ]
    form = LeaveForm(request.POST if request.method == "POST" else None, people=people or [("", _("Nobody"))])
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "officer_id": UUID(form.cleaned_data["officer_id"])}
        actions.enter_leave(station_code=code, by=viewer, **given)
        messages.success(request, _("Entered. The next drawing keeps these days free."))
        return redirect("rosters:leaves")
    return _form(request, form, _("Enter leave: %(name)s") % {"name": station.name}, _("Enter"))


@require_http_methods(["GET", "POST"])
@requires(Ability.SEE_OWN_POSTING)
def ask(request: HttpRequest) -> HttpResponse:
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.ask_leave(by=viewer_in(request), **form.cleaned_data)
        messages.success(request, _("Asked. It counts when your station head has approved it."))
        return redirect("rosters:leaves")
    return _form(request, form, _("Ask for leave"), _("Ask"))


def _form(request: HttpRequest, form: LeaveForm, title: str, label: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "text": _("Only the days and the kind are kept, no reason."),
        "label": label,
        "back": reverse("rosters:leaves"),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Ability.SEE_OWN_POSTING)
def decide(request: HttpRequest, leave_id: UUID, verb: str) -> HttpResponse:
    viewer = viewer_in(request)
    if verb == "withdraw":
        actions.withdraw_leave(leave_id=leave_id, by=viewer)
    elif verb in ("approve", "refuse"):
        actions.decide_leave(leave_id=leave_id, approve=verb == "approve", by=viewer)
    else:
        raise NotYours(_("There is no such deed."))
    messages.success(request, _("Done."))
    return redirect("rosters:leaves")
