"""Entering, marking, ending; and saying why one looks."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.web.answering import kept, status_of
from jingge.followups import actions
from jingge.followups.queries.grounds import ground_name, grounds_on
from jingge.followups.queries.listing import get_record
from jingge.followups.queries.visible import areas_of_station, beats_of
from jingge.followups.terms import Ended, Post, Purpose
from jingge.followups.web import forms


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FOLLOWUPS)
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = forms.RecordForm(
        request.POST or None,
        initial=forms.RecordForm.first(),
        grounds=[(one.code, ground_name(one.code)) for one in grounds_on(viewer.bureau_id, today())],
        beats=choices_of(beats_of(viewer, today())),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(form, lambda: actions.enter(spec=form.spec(), by=viewer))
    ):
        messages.success(request, _("Entered; its dates stand in the list."))
        return redirect("followups:dues")
    text = _("A document with a term. No name, no free words: only its number, its dates and the grid.")
    return _form(
        request, _("Enter a document"), text, form, _("Enter the document"), reverse("followups:dues")
    )


@require_POST
@requires(Ability.KEEP_FOLLOWUPS)
def mark(request: HttpRequest, due_id: UUID, deed: str) -> HttpResponse:
    viewer = viewer_in(request)
    if deed == "do":
        actions.do(due_id=due_id, by=viewer)
        messages.success(request, _("Done."))
    elif deed == "undo":
        actions.undo(due_id=due_id, by=viewer)
        messages.success(request, _("Taken back."))
    else:
        raise Http404
    return redirect("followups:dues")


@require_http_methods(["GET", "POST"])
@requires(Ability.SEE_FOLLOWUPS)
def look(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Nobody sees a record before this form: the purpose is written down with name and time."""
    viewer = viewer_in(request)
    get_record(viewer, record_id)
    form = forms.PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.look(record_id=record_id, purpose=Purpose(form.cleaned_data["purpose"]), by=viewer)
        return redirect("followups:record", record_id)
    text = _("Your name, the time and the purpose are kept; the auditor and the leader read them.")
    return _form(request, _("Open a record"), text, form, _("Open"), reverse("followups:dues"))


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FOLLOWUPS)
def pass_on(request: HttpRequest, record_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_record(viewer, record_id)
    form = forms.PassOnForm(
        request.POST or None,
        initial={"beat_code": found.beat_code, "post": found.post},
        beats=choices_of(areas_of_station(viewer, today())),
    )

    def deed() -> object:
        given = form.cleaned_data
        return actions.pass_on(
            record_id=record_id, beat_code=given["beat_code"], post=Post(given["post"]), by=viewer
        )

    if request.method == "POST" and form.is_valid() and kept(form, deed):
        messages.success(request, _("Passed on."))
        return redirect("followups:records")
    text = _("Its dates go with it. Another station enters the document anew; end it here then.")
    return _form(request, _("Pass a record on"), text, form, _("Pass on"), reverse("followups:records"))


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FOLLOWUPS)
def end(request: HttpRequest, record_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    get_record(viewer, record_id)
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.end_record(record_id=record_id, why=Ended(form.cleaned_data["why"]), by=viewer)
        messages.success(request, _("Ended. It is erased after the time of keeping."))
        return redirect("followups:records")
    text = _("Its term ends it by itself; enter here only what ends it earlier.")
    return _form(request, _("End a record"), text, form, _("End"), reverse("followups:records"))


@require_POST
@requires(Ability.KEEP_FOLLOWUPS)
def reopen(request: HttpRequest, record_id: UUID) -> HttpResponse:
    actions.reopen_record(record_id=record_id, by=viewer_in(request))
    messages.success(request, _("Open again."))
    return redirect("followups:records")


def choices_of(areas: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(code, f"{name} {code}") for code, name in areas.items()]


def _form(request: HttpRequest, title: str, text: str, form: Any, label: str, back: str) -> HttpResponse:
    context = {"title": title, "text": text, "form": form, "label": label, "back": back}
    return render(request, "common/form.html", context, status=status_of(form))
