"""The forms by which the owner leads a dispute from step to step."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid, refuse_if
from jingge.disputes import actions
from jingge.disputes.queries.doors import doors_of, why_not_open
from jingge.disputes.queries.listing import find_of, get_dispute
from jingge.disputes.terms import Failure, VisitResult
from jingge.disputes.web import forms
from jingge.disputes.web.reading import address
from jingge.incidents.queries.visible import get_incident
from jingge.incidents.web.forms import mark

BOTH = ["GET", "POST"]


def deed(
    request: HttpRequest,
    dispute_id: UUID,
    door: str,
    title: str,
    make_form: Callable[[Any], Any],
    act: Callable[[Any, Any], Any],
    done: str,
    *,
    text: str = "",
    label: str = "",
) -> HttpResponse:
    """A form, the action, back to the dispute. `door` names the reason why not."""
    viewer = viewer_in(request)
    found = get_dispute(viewer, dispute_id)
    refuse_if(getattr(doors_of(viewer, found), door))
    form = make_form(found)
    if request.method == "POST" and form.is_valid():
        try:
            act(viewer, form)
        except Invalid as refusal:
            mark(form, refusal)
        else:
            messages.success(request, done)
            return redirect("disputes:dispute", dispute_id)
    context = {
        "title": f"{title} · {found.incident.number}",
        "text": text,
        "form": form,
        "label": label or _("Keep"),
        "back": address("dispute", found),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def new(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    incident = get_incident(viewer, incident_id)
    if (known := find_of(incident)) is not None:
        return redirect("disputes:dispute", known.pk)
    refuse_if(why_not_open(viewer, incident))
    form = forms.KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_dispute(incident_id=incident_id, **form.cleaned_data, by=viewer)
        except Invalid as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The dispute is registered: judge whether it can be mediated."))
            return redirect("disputes:dispute", made.pk)
    context = {
        "title": f"{_('Mediate it as a dispute')} · {incident.number}",
        "form": form,
        "label": _("Register it"),
        "back": reverse("incidents:incident", args=[incident_id]),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def judge(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "judge",
        _("Judge whether it can be mediated"),
        lambda _found: forms.JudgeForm(request.POST or None),
        lambda v, f: actions.judge(dispute_id=dispute_id, answers=f.answers(), by=v),
        _("Judged; the page quotes the reasons."),
        text=_("Answer the questions; the rule says what follows, and its articles are kept."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def meet(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "meet",
        _("No agreement, a second time"),
        lambda _found: forms.DayForm(request.POST or None, initial=forms.DayForm.first()),
        lambda v, f: actions.meet(dispute_id=dispute_id, **f.cleaned_data, by=v),
        _("The second mediation is due within seven workdays."),
        text=_("Mediation normally takes place once (art. 183)."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def agree(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "agree",
        _("Agreement reached"),
        lambda _found: forms.AgreeForm(request.POST or None, initial=forms.DayForm.first()),
        lambda v, f: actions.agree(dispute_id=dispute_id, agreement=f.agreement(), by=v),
        _("The agreement is entered; its performance is checked when the term ends."),
        text=_("Only number, dates and way of performance: no names and no content."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def fail(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "fail",
        _("Mediation failed"),
        lambda _found: forms.FailForm(request.POST or None, initial=forms.FailForm.first()),
        lambda v, f: actions.fail(
            dispute_id=dispute_id,
            day=f.cleaned_data["day"],
            failure=Failure(f.cleaned_data["failure"]),
            by=v,
        ),
        _("The case is handled; its time limit starts anew from that day (art. 185)."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def perform(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "perform",
        _("Performed"),
        lambda _found: forms.PerformForm(request.POST or None, initial=forms.PerformForm.first()),
        lambda v, f: actions.perform(dispute_id=dispute_id, **f.cleaned_data, by=v),
        _("The incident is closed as mediated; a return visit is due."),
        text=_("The incident is closed as mediated and performed: no penalty (art. 185)."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def not_perform(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "not_perform",
        _("Not performed"),
        lambda _found: forms.DayForm(request.POST or None, initial=forms.DayForm.first()),
        lambda v, f: actions.not_perform(dispute_id=dispute_id, **f.cleaned_data, by=v),
        _("The case is handled; its time limit starts anew from that day (art. 185)."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def visit(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "visit",
        _("Return visit"),
        lambda _found: forms.VisitForm(request.POST or None, initial=forms.VisitForm.first()),
        lambda v, f: actions.visit(
            dispute_id=dispute_id,
            day=f.cleaned_data["day"],
            result=VisitResult(f.cleaned_data["result"]),
            by=v,
        ),
        _("The return visit is entered."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def refer(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "refer",
        _("Refer"),
        lambda _found: forms.ReferForm(request.POST or None, initial=forms.ReferForm.first()),
        lambda v, f: actions.refer(dispute_id=dispute_id, referral=f.referral(), by=v),
        _("Referred, and the incident is closed."),
        text=_("People's mediation is voluntary; both sides may ask the court within 30 days to confirm it."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def settle(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "settle",
        _("People's mediation agreed"),
        lambda _found: forms.DayForm(request.POST or None, initial=forms.DayForm.first()),
        lambda v, f: actions.settle(dispute_id=dispute_id, **f.cleaned_data, by=v),
        _("Entered, with the last day to ask the court for confirmation."),
        text=_("The day on which the agreement of people's mediation takes effect."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def correct(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "correct",
        _("Correct"),
        lambda found: forms.KindForm(
            request.POST or None, initial={"type": found.type, "level": found.level}
        ),
        lambda v, f: actions.correct(dispute_id=dispute_id, **f.cleaned_data, by=v),
        _("Corrected; the story keeps what it was."),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def take_back(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    return deed(
        request,
        dispute_id,
        "take_back",
        _("Take the last step back"),
        lambda _found: forms.ReasonForm(request.POST or None),
        lambda v, f: actions.take_back(dispute_id=dispute_id, **f.cleaned_data, by=v),
        _("Taken back; the limits run on from where they began."),
        text=_(
            "The step stays in the story with your reason; what closed the incident, its head takes back."
        ),
    )


@require_http_methods(BOTH)
@requires(Ability.TAKE_INCIDENTS)
def restart(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_dispute(viewer, dispute_id)
    refuse_if(doors_of(viewer, found).restart)
    if request.method == "POST":
        actions.restart(dispute_id=dispute_id, by=viewer)
        messages.success(request, _("It begins anew: judge whether it can be mediated."))
        return redirect("disputes:dispute", dispute_id)
    context = {
        "title": f"{_('Begin anew')} · {found.incident.number}",
        "text": _("What was done stays in the story; the mediation begins with the judgement."),
        "label": _("Begin anew"),
        "back": address("dispute", found),
    }
    return render(request, "common/confirm.html", context)
