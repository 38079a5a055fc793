"""Somebody can't come: reported, the least change proposed by the engine, accepted or dropped."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.rosters import actions, queries
from jingge.rosters.terms import ProposalState
from jingge.rosters.web.forms import AbsenceForm
from jingge.runs import queries as runs


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def report(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    roster = queries.get_roster(viewer, roster_id)
    people = [
        (str(one.officer_id), f"{one.number} {one.name}")
        for one in queries.people_of(roster.station, roster.month)
    ]
    day = max(today(), roster.month).isoformat()
    form = AbsenceForm(
        request.POST if request.method == "POST" else None,
        people=people,
        initial={"first_day": day, "last_day": day},
    )
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {**form.cleaned_data, "officer_id": UUID(form.cleaned_data["officer_id"])}
        proposal = actions.report_absence(roster_id=roster_id, by=viewer, **given)
        return redirect("rosters:proposal", proposal.pk)
    context = {
        "form": form,
        "title": _("Somebody cannot come"),
        "text": _(
            "The engine proposes the least change. Why somebody cannot come is not asked and not kept."
        ),
        "label": _("Propose a change"),
        "back": reverse("rosters:month", args=[roster_id]),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Ability.BOOK_WORK)
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_proposal(viewer, proposal_id)
    job = None
    if row.state == ProposalState.DRAWING and row.job_id is not None:
        found = runs.visible_jobs(viewer).filter(pk=row.job_id)
        job = next((runs.job_row(viewer, one) for one in found), None)
    context = {
        "view": queries.proposal_view(viewer, row),
        "state": ProposalState(row.state).label,
        "job": job,
        "open": row.state == ProposalState.PROPOSED,
    }
    return render(request, "rosters/proposal.html", context)


@require_POST
@requires(Ability.BOOK_WORK)
def accept(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    row = actions.accept_proposal(proposal_id=proposal_id, by=viewer_in(request))
    messages.success(request, _("The roster is changed as proposed."))
    return redirect("rosters:month", row.roster_id)


@require_POST
@requires(Ability.BOOK_WORK)
def drop(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    row = actions.drop_proposal(proposal_id=proposal_id, by=viewer_in(request))
    messages.success(request, _("The proposal is dropped; the absence stands."))
    return redirect("rosters:month", row.roster_id)
