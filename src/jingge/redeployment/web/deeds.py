"""Deeds on a plan of moves: each is one action and a way back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid, Refused
from jingge.redeployment import actions, queries
from jingge.redeployment.web.forms import MoveForm, PlanForm, WishForm, say


def _done(request: HttpRequest, plan_id: UUID, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("redeployment:plan", plan_id=plan_id)


def _form(request: HttpRequest, title: str, form: object, label: str, back: str, status: int) -> HttpResponse:
    page = {"title": title, "form": form, "label": label, "back": back}
    return render(request, "common/form.html", page, status=status)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = PlanForm(request.POST or None, initial={"day": today()}, supposable=queries.supposable(viewer))
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.create_plan(**form.values(), by=viewer)
        except Invalid as wrong:
            say(form, wrong.field, wrong.reason)
        else:
            return _done(request, plan.pk, _("The plan is made. Add moves by hand, or have them drawn."))
    status = 422 if form.is_bound else 200
    return _form(request, _("New plan of moves"), form, _("Save"), reverse("redeployment:plans"), status)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def wish(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    name, present = queries.get_wish(viewer, plan_id)
    form = WishForm(request.POST or None, initial=WishForm.initial_of(present))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_wish(plan_id=plan_id, wish=form.wish(), by=viewer)
        except Invalid as wrong:
            say(form, wrong.field, f"{wrong.value}: {wrong.reason}", {"goals": "goal_1"})
        else:
            return _done(request, plan_id, _("The rules are changed; draw the plan to see what they ask."))
    title = _("Rules of plan %(name)s") % {"name": name}
    back = reverse("redeployment:plan", args=[plan_id])
    return _form(request, title, form, _("Save"), back, 422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def add_move(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    form = MoveForm(request.POST or None, choices=queries.choices(viewer, plan_id))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_move(plan_id=plan_id, going=form.going(), by=viewer)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return _done(request, plan_id, _("The move is in the plan."))
    back = reverse("redeployment:plan", args=[plan_id])
    return _form(request, _("Add a move"), form, _("Add"), back, 422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def change_move(request: HttpRequest, plan_id: UUID, move_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    present = queries.get_move(viewer, plan_id, move_id)
    form = MoveForm(
        request.POST or None,
        initial=MoveForm.initial_of(present),
        choices=queries.choices(viewer, plan_id),
        moving=present.number,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_move(plan_id=plan_id, move_id=move_id, going=form.going(), by=viewer)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return _done(request, plan_id, _("The move is changed."))
    back = reverse("redeployment:plan", args=[plan_id])
    return _form(request, _("Change a move"), form, _("Save"), back, 422 if form.is_bound else 200)


@require_POST
@requires(Ability.EDIT_PLANS)
def remove_move(request: HttpRequest, plan_id: UUID, move_id: UUID) -> HttpResponse:
    actions.remove_move(plan_id=plan_id, move_id=move_id, by=viewer_in(request))
    return _done(request, plan_id, _("The move is taken out; “Undo” brings it back."))


@require_POST
@requires(Ability.EDIT_PLANS)
def undo(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    actions.undo_moves(plan_id=plan_id, by=viewer_in(request))
    return _done(request, plan_id, _("The moves are as they were before the last change."))


@require_POST
@requires(Ability.EDIT_PLANS)
def draw(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    actions.request_drawing(plan_id=plan_id, by=viewer_in(request))
    return _done(request, plan_id, _("The plan is being drawn."))


@require_POST
@requires(Ability.EDIT_PLANS)
def pick(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    given = request.POST.get("moves", "")
    if not given.isascii() or not given.isdigit():
        raise Invalid("moves", given, _("Choose a point of the curve."))
    actions.pick_point(plan_id=plan_id, moves=int(given[:6]), by=viewer_in(request))
    return _done(request, plan_id, _("The plan of this point is taken; “Undo” brings the one before back."))


@require_POST
@requires(Ability.EDIT_PLANS)
def submit(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    actions.submit_plan(plan_id=plan_id, by=viewer_in(request))
    return _done(request, plan_id, _("Submitted. Another person decides on it."))


@require_POST
@requires(Ability.DECIDE_PLANS)
def approve(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    actions.approve_plan(plan_id=plan_id, note=request.POST.get("note", "")[:400], by=viewer_in(request))
    return _done(request, plan_id, _("Approved."))


@require_POST
@requires(Ability.DECIDE_PLANS)
def give_back(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    actions.return_plan(plan_id=plan_id, note=request.POST.get("note", "")[:400], by=viewer_in(request))
    return _done(request, plan_id, _("Returned with your note."))


@require_POST
@requires(Ability.ADOPT_PLANS)
def effect(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    given = request.POST.get("from_day", "")
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise Invalid("from_day", given, _("Write the day as YYYY-MM-DD, for example 2026-01-31.")) from None
    try:
        actions.effect_plan(plan_id=plan_id, from_day=day, by=viewer_in(request))
    except actions.RowsRefused as refusal:
        messages.error(request, _("Nothing was written; these rows cannot be done:"))
        for row in refusal.rows:
            messages.error(request, f"{row.number} {row.name}: {row.reason}")
        return redirect("redeployment:plan", plan_id=plan_id)
    return _done(request, plan_id, _("Turned into postings from %(day)s.") % {"day": day.isoformat()})


@require_POST
@requires(Ability.ADOPT_PLANS)
def take_back(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    actions.take_back_plan(plan_id=plan_id, by=viewer_in(request))
    return _done(request, plan_id, _("Taken back: everybody stays where they were."))


@require_POST
@requires(Ability.EDIT_PLANS)
def withdraw(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    actions.withdraw_plan(plan_id=plan_id, by=viewer_in(request))
    return _done(request, plan_id, _("Withdrawn. It stays readable."))
