"""One incident: what is known, which limits run, what was done, what can be done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.web.parts import Link
from jingge.incidents import actions
from jingge.incidents.queries import choices, listing
from jingge.incidents.queries.doors import doors_of
from jingge.incidents.queries.suggesting import suggest_for
from jingge.incidents.queries.timing import clock_page, extension_choices
from jingge.incidents.queries.visible import get_incident
from jingge.incidents.rules.clocks import open_stop
from jingge.incidents.terms import Ending
from jingge.incidents.web import forms, notices
from jingge.incidents.web.links import more_links
from jingge.incidents.web.words import (
    clock_badge,
    entry_words,
    limit_name,
    stage_badge,
    transfer_badge,
    urgency_badge,
)
from jingge.norms.queries.editions import said


@require_GET
@requires(Ability.SEE_INCIDENTS)
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_incident(viewer, incident_id)
    names = listing.category_names(viewer)
    with_limits = "limits" in request.GET
    context = {
        "incident": found,
        "category": names.get(found.category, found.category),
        "stage": stage_badge(found.stage),
        "urgency": urgency_badge(found.urgency),
        "clocks": [
            (
                one,
                limit_name(one.key, one.limit_code),
                clock_badge(one.state, one.due_at),
                is_stopped(one.run),
            )
            for one in listing.clocks_of(found)
        ],
        "story": [(one, entry_words(one)) for one in listing.story_of(found, limits=with_limits)],
        "with_limits": with_limits,
        "transfers": [(one, transfer_badge(one.state)) for one in listing.transfers_of(viewer, found)],
        "suggestion": suggest_for(viewer, found) if found.stage == "registered" else None,
        "links": links(viewer, found),
        "may_change_clocks": doors_of(viewer, found).pause is None or may(viewer, Ability.ARBITRATE),
    }
    return render(request, "incidents/incident.html", context)


def is_stopped(run: dict[str, Any]) -> bool:
    return open_stop(run) is not None


def links(viewer: Viewer, found: Any) -> list[Link]:
    doors = doors_of(viewer, found)
    receipt = Link(_("Receipt"), address("receipt", found), "print")
    papers = [receipt, *notices.links(viewer, found)]
    if not may(viewer, Ability.TAKE_INCIDENTS):
        return [*more_links(viewer, found), *papers]
    offered = [
        (_("Review"), "review", "good", "primary", doors.review),
        (_("Close"), "close", "good", "primary", doors.close),
        (_("Hand on"), "hand_on", "right", "", doors.hand_on),
        (_("Keep after all"), "keep", "undo", "", doors.keep),
        (_("Urgent step"), "step", "plus", "", doors.step),
        (_("Officer"), "assign", "users", "", doors.assign),
        (_("Correct"), "correct", "edit", "", doors.correct),
        (_("Open the incident again"), "reopen", "undo", "", doors.reopen),
        (_("Write off"), "write_off", "close", "", doors.write_off),
    ]
    # What cannot be done in this state is left out; what is another's to do says so.
    deeds = [
        Link(label, address(name, found), icon, kind)
        for label, name, icon, kind, why_not in offered
        if why_not is None
    ]
    return [*deeds, *more_links(viewer, found), *papers]


def address(name: str, found: Any) -> str:
    return reverse(f"incidents:{name}", args=[found.pk])


def deed(
    request: HttpRequest,
    incident_id: UUID,
    title: str,
    make_form: Callable[[Viewer, Any], Any],
    act: Callable[[Viewer, Any], Any],
    done: str,
    *,
    door: str,
    label: str = "",
    text: str = "",
) -> HttpResponse:
    """A deed on one incident: a form, the action, back to the incident. `door` names its reason why not."""
    viewer = viewer_in(request)
    found = get_incident(viewer, incident_id)
    if door:
        refuse_if(getattr(doors_of(viewer, found), door))
    form = make_form(viewer, found)
    if request.method == "POST" and form.is_valid():
        try:
            act(viewer, form)
        except Invalid as refusal:
            forms.mark(form, refusal)
        else:
            messages.success(request, done)
            return redirect("incidents:incident", incident_id)
    context = {
        "title": f"{title} · {found.number}",
        "text": text,
        "form": form,
        "label": label or title,
        "back": address("incident", found),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def review(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_incident(viewer, incident_id)
    hint = suggest_for(viewer, found)
    ours = hint is not None and hint.organ_code == found.owner.code
    first = {"verdict": "own" if ours else "other_unit" if hint and hint.organ_code else None}
    if hint and hint.organ_code and not ours:
        first["whose"] = hint.organ_code
        first["reason"] = _("%(kind)s is led by %(lead)s") % {
            "kind": listing.category_names(viewer).get(found.category, found.category),
            "lead": hint.organ_name,
        }
    text = ""
    if hint is not None:
        text = _("By the rule: %(organ)s (%(lead)s, %(basis)s). You decide.") % {
            "organ": hint.organ_name or hint.lead,
            "lead": hint.lead,
            "basis": hint.basis,
        }
    return deed(
        request,
        incident_id,
        _("Review"),
        lambda v, f: forms.ReviewForm(
            request.POST or None, organs=choices.organ_choices(v, but=f.owner.code), initial=first
        ),
        lambda v, form: actions.review(incident_id=incident_id, answer=answer_of(form), by=v),
        _("The review is kept."),
        text=text,
        door="review",
    )


def answer_of(form: Any) -> Any:
    answer = form.answer()
    if answer.verdict == "other_unit" and not answer.whose:
        raise Invalid("whose", "", _("Name the unit it belongs to."))
    return answer


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def hand_on(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    return deed(
        request,
        incident_id,
        _("Hand on"),
        lambda v, f: forms.HandOnForm(
            request.POST or None, organs=choices.organ_choices(v, but=f.owner.code)
        ),
        lambda v, form: actions.hand_on(incident_id=incident_id, **form.cleaned_data, by=v),
        _("A transfer is in preparation: write the hand-over list."),
        door="hand_on",
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def step(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    def form(viewer: Viewer, found: Any) -> Any:
        steps = choices.urgent_steps(viewer, timezone.localtime(found.received_at).date())
        offered = [
            (one.code, f"{said(one.ground_zh, one.ground_en)} → {said(one.step_zh, one.step_en)}")
            for one in steps
        ]
        return forms.StepForm(request.POST or None, steps=offered)

    return deed(
        request,
        incident_id,
        _("Urgent step"),
        form,
        lambda v, f: actions.take_step(incident_id=incident_id, **f.cleaned_data, by=v),
        _("The step is recorded."),
        label=_("Record it"),
        door="step",
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def assign(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    return deed(
        request,
        incident_id,
        _("Responsible officer"),
        lambda v, f: forms.AssignForm(
            request.POST or None,
            officers=choices.officers_of(v, f.owner),
            initial={"police_number": f.officer_number},
        ),
        lambda v, f: actions.assign(incident_id=incident_id, **f.cleaned_data, by=v),
        _("The officer is responsible from now on."),
        label=_("Keep"),
        door="assign",
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def close(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    return deed(
        request,
        incident_id,
        _("Close"),
        lambda v, f: forms.CloseForm(request.POST or None),
        lambda v, f: actions.close(
            incident_id=incident_id,
            ending=Ending(f.cleaned_data["ending"]),
            reason=f.cleaned_data["reason"],
            by=v,
        ),
        _("Closed. Its head can open it again."),
        door="close",
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.DECIDE_TRANSFERS)
def reopen(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    return deed(
        request,
        incident_id,
        _("Open the incident again"),
        lambda v, f: forms.ReasonForm(request.POST or None),
        lambda v, f: actions.reopen(incident_id=incident_id, **f.cleaned_data, by=v),
        _("Open again; the time of the case starts anew."),
        door="reopen",
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.DECIDE_TRANSFERS)
def write_off(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    return deed(
        request,
        incident_id,
        _("Write off"),
        lambda v, f: forms.ReasonForm(request.POST or None),
        lambda v, f: actions.write_off(incident_id=incident_id, **f.cleaned_data, by=v),
        _("Written off: the number stays. Its head can open it again."),
        door="write_off",
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def keep(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_incident(viewer, incident_id)
    refuse_if(doors_of(viewer, found).keep)
    if request.method == "POST":
        actions.keep(incident_id=incident_id, by=viewer)
        messages.success(request, _("It stays with your unit."))
        return redirect("incidents:incident", incident_id)
    context = {
        "title": f"{_('Keep after all')} · {found.number}",
        "text": _("The transfer in preparation is withdrawn; the limits run on from where they began."),
        "label": _("Keep after all"),
        "back": address("incident", found),
    }
    return render(request, "common/confirm.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.ARBITRATE)
def order(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    return deed(
        request,
        incident_id,
        _("Order who takes it"),
        lambda v, f: forms.HandOnForm(
            request.POST or None, organs=choices.organ_choices(v, but=f.owner.code)
        ),
        lambda v, form: actions.order_from_gone(incident_id=incident_id, **form.cleaned_data, by=v),
        _("Ordered: the unit signs for it."),
        door="",
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def stop(request: HttpRequest, clock_id: UUID) -> HttpResponse:
    clock = clock_page(viewer_in(request), clock_id)
    return deed(
        request,
        clock.incident_id,
        _("Leave time out"),
        lambda v, f: forms.StopForm(request.POST or None, initial=forms.StopForm.first()),
        lambda v, form: actions.stop_clock(clock_id=clock_id, **form.cleaned_data, by=v),
        _("The time does not count up to the end expected."),
        text=limit_name(clock.key, clock.limit_code),
        door="pause",
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def resume(request: HttpRequest, clock_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    clock = clock_page(viewer, clock_id)
    if request.method == "POST":
        actions.resume_clock(clock_id=clock_id, by=viewer)
        messages.success(request, _("The time counts again."))
        return redirect("incidents:incident", clock.incident_id)
    context = {
        "title": _("Count again"),
        "text": limit_name(clock.key, clock.limit_code),
        "label": _("Count again"),
        "back": reverse("incidents:incident", args=[clock.incident_id]),
    }
    return render(request, "common/confirm.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.SEE_INCIDENTS)
def extend(request: HttpRequest, clock_id: UUID) -> HttpResponse:
    clock = clock_page(viewer_in(request), clock_id)
    return deed(
        request,
        clock.incident_id,
        _("Extend"),
        lambda v, f: forms.ExtendForm(request.POST or None, choices=extension_choices(clock)),
        lambda v, form: actions.extend_clock(
            clock_id=clock_id, choice=int(form.cleaned_data["choice"]), paper=form.cleaned_data["paper"], by=v
        ),
        _("Extended."),
        text=limit_name(clock.key, clock.limit_code),
        door="",
    )


@require_GET
@requires(Ability.SEE_INCIDENTS)
def receipt(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """接报案回执: for the reporter, without any name."""
    viewer = viewer_in(request)
    found = get_incident(viewer, incident_id)
    names = listing.category_names(viewer)
    context = {"incident": found, "category": names.get(found.category, found.category)}
    return render(request, "incidents/receipt.html", context)
