"""Swaps: asked for by an officer, agreed by the colleague, approved by the station head."""

from datetime import date
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
from jingge.common.errors import NotYours, Refused
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.rosters import actions, queries
from jingge.rosters.rules.states import SWAP_TRANSITIONS
from jingge.rosters.terms import SwapState
from jingge.rosters.web.forms import SwapForm

TONES = {"asked": "info", "agreed": "warn", "approved": "good", "refused": "bad", "withdrawn": "neutral"}


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def swaps(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    arranges = may(viewer, Ability.BOOK_WORK)

    def links(row: Any) -> list[Link]:
        mine = viewer.police_number or None
        may_do = {
            "agree": row.colleague.police_number == mine or arranges,
            "approve": arranges,
            "refuse": arranges,
            "withdraw": mine in (row.asker.police_number, row.colleague.police_number),
        }
        labels = {
            "agree": _("Agree"), "approve": _("Approve"), "refuse": _("Refuse"), "withdraw": _("Withdraw"),
        }  # fmt: skip
        return [
            Link(labels[verb], reverse("rosters:step_swap", args=[row.pk, verb]), post=True)
            for verb in SWAP_TRANSITIONS[row.state]
            if may_do[verb]
        ]

    return ListPage(
        name="rosters-swaps",
        title=_("Swaps"),
        subtitle=_("An officer asks, the colleague agrees, the station head approves"),
        columns=(
            Column("asker.display_name", _("Who asks")),
            Column("colleague.display_name", _("With whom")),
            Column("day", _("Day")),
            Column("in_return", _("Day in return")),
            Column("roster.station.name", _("Station")),
            Column(
                "state",
                _("State"),
                value=lambda r: Badge(SwapState(r.state).label, TONES[r.state]),
                export=lambda r: SwapState(r.state).label,
            ),
            Column("asked_at", _("Asked at")),
            Column("decided_by_label", _("Decided by"), optional=True),
        ),
        filters=(Filter("state", _("State"), kind="choice", choices=SwapState.choices),),
        rows=lambda asked: queries.list_swaps(viewer, state=asked["state"]),
        default_sort="-asked_at",
        row_links=links,
        empty=_("No swap is asked for."),
    ).respond(request)


@require_http_methods(["GET", "POST"])
@requires(Ability.SEE_OWN_POSTING)
def ask(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    roster = queries.get_roster(viewer, roster_id)
    own = queries.own_month(viewer)
    days = [
        (one.day.isoformat(), f"{one.day.isoformat()} {one.name} {one.hours}")
        for one in own.shifts
        if one.roster_id == roster_id
    ]
    people = [
        (str(one.officer_id), f"{one.number} {one.name}")
        for one in queries.people_of(roster.station, roster.month)
        if one.number != viewer.police_number
    ]
    form = SwapForm(
        request.POST if request.method == "POST" else None,
        days=days,
        people=people,
        initial=request.GET.dict(),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.ask_swap(
                roster_id=roster_id,
                colleague_id=UUID(given["colleague_id"]),
                day=date.fromisoformat(given["day"]),
                in_return=given["in_return"],
                by=viewer,
            )
        except NotYours:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(
                request, _("Asked. Your colleague agrees first, then the station head approves.")
            )
            return redirect("rosters:swaps")
    context = {
        "form": form,
        "title": _("Ask for a swap"),
        "text": _("A swap that breaks rest, protected hours or leave is refused at once, with the rule."),
        "label": _("Ask"),
        "back": reverse("rosters:mine"),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Ability.SEE_OWN_POSTING)
def step(request: HttpRequest, swap_id: UUID, verb: str) -> HttpResponse:
    viewer = viewer_in(request)
    if verb == "agree":
        actions.agree_swap(swap_id=swap_id, by=viewer)
    elif verb == "withdraw":
        actions.withdraw_swap(swap_id=swap_id, by=viewer)
    elif verb in ("approve", "refuse"):
        actions.decide_swap(swap_id=swap_id, approve=verb == "approve", by=viewer)
    else:
        raise NotYours(_("There is no such deed."))
    messages.success(request, _("Done."))
    return redirect("rosters:swaps")
