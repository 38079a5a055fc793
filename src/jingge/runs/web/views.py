"""The jobs pages: what runs, what ran, how it ended. Parse, ask, render."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.runs import actions, queries
from jingge.runs.rules import STATE_LABELS
from jingge.runs.terms import label_of
from jingge.runs.web.presenters import (
    duration,
    every_words,
    progress_bar,
    round_words,
    state_badge,
    subject_url,
)


@require_GET
@requires(Ability.SEE_RUNS)
def job_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="runs-jobs",
        title=_("Jobs"),
        subtitle=_("Long work done in the background; newest first"),
        columns=(
            Column("kind", _("Kind"), value=lambda j: label_of(j.kind)),
            Column("subject_label", _("Subject"), url=lambda j: reverse("runs:job", args=[j.pk])),
            Column(
                "state",
                _("State"),
                value=lambda j: state_badge(j.state),
                export=lambda j: STATE_LABELS[j.state],
            ),
            Column(
                "progress",
                _("Progress"),
                value=lambda j: progress_bar(j.progress),
                export=lambda j: f"{j.progress:.0%}",
            ),
            Column("created_by_label", _("Started by")),
            Column("created_at", _("Asked for at")),
            Column(
                "duration",
                _("Duration"),
                value=lambda j: duration(j.started_at, j.finished_at),
                sort="",
                right=True,
                hint=_("From the first start to the end, with all attempts"),
            ),
            Column("attempts", _("Attempts"), right=True, optional=True),
        ),
        filters=(
            Filter("state", _("State"), kind="choice", choices=tuple(STATE_LABELS.items())),
            Filter("kind", _("Kind"), kind="choice", choices=tuple(queries.job_kinds())),
        ),
        rows=lambda asked: queries.list_jobs(viewer, state=asked["state"], kind=asked["kind"]),
        row_links=lambda j: [Link(_("Open"), reverse("runs:job", args=[j.pk]))],
        empty=_("No jobs yet."),
        toolbar=[Link(_("Regular work"), reverse("runs:rounds"), "clock")],
    ).respond(request)


@require_GET
@requires(Ability.SEE_RUNS)
def rounds(request: HttpRequest) -> HttpResponse:
    """What the worker does again and again, and whether it does."""
    return ListPage(
        name="runs-rounds",
        title=_("Regular work"),
        subtitle=_("What the background program does by itself, for all bureaus of this server"),
        columns=(
            Column("label", _("Work")),
            Column("every", _("Every"), value=lambda r: every_words(r.every), sort=""),
            Column("begun_at", _("Last begun")),
            Column("ended_at", _("Last ended")),
            Column(
                "state",
                _("State"),
                value=lambda r: Badge(*round_words(r)),
                export=lambda r: round_words(r)[0],
                sort="",
            ),
        ),
        rows=lambda asked: queries.list_rounds(),
        toolbar=[Link(_("Jobs"), reverse("runs:jobs"), "list")],
    ).respond(request)


@require_GET
@requires(Ability.SEE_RUNS)
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_job(viewer, job_id)
    context = {
        "job": row,
        "badge": state_badge(row.state),
        "duration": duration(row.started_at, row.finished_at),
        "subject_url": subject_url(row, viewer),
    }
    return render(request, "runs/job.html", context)


@require_GET
@requires(Ability.FOLLOW_RUNS)
def job_status(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The progress fragment, asked for every second; an ended job asks the page around it to load anew."""
    row = queries.get_job(viewer_in(request), job_id)
    response = render(request, "runs/progress.html", {"job": row})
    if row.ended:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@requires(Ability.FOLLOW_RUNS)
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    actions.request_cancel(job_id=job_id, by=viewer_in(request))
    messages.success(request, _("The job was asked to stop."))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("runs:job", args=[job_id])
    return redirect(back)
