"""Joint actions: list, page, entry, correction, result, cancelling."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

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
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_of
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.jointwork import actions, queries
from jingge.jointwork.terms import ActionState, JointKind, JointRow
from jingge.jointwork.web.forms import ActionForm, ResultForm, mark
from jingge.organisation.queries import station_names

TONES = {ActionState.PLANNED: "info", ActionState.DONE: "good", ActionState.CANCELLED: "neutral"}


@require_GET
@requires(Ability.SEE_GROUND)
def joint_actions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="jointwork-actions",
        title=_("Joint actions"),
        note=_("Each has one of the five kinds and at least one partner; done means a result is written."),
        columns=columns(),
        filters=(
            Filter("q", _("Subject or unit")),
            Filter("kind", _("Kind"), kind="choice", choices=JointKind.choices),
            Filter("state", _("State"), kind="choice", choices=ActionState.choices),
            Filter("station", _("Station"), kind="choice", choices=list(station_names(viewer).items())),
            Filter("since", _("From day"), kind="date", default=(today() - timedelta(days=89)).isoformat()),
            Filter("until", _("To day"), kind="date", default=(today() + timedelta(days=30)).isoformat()),
            Filter("partner", _("Partner"), kind="choice", choices=partner_choices(viewer)),
        ),
        rows=lambda asked: queries.list_actions(
            viewer,
            since=day_of(asked["since"]) if asked["since"] else None,
            until=day_of(asked["until"]) if asked["until"] else None,
            text=asked["q"],
            kind=asked["kind"],
            state=asked["state"],
            station_code=asked["station"],
            partner_id=UUID(asked["partner"]) if asked["partner"] else None,
        ),
        empty=_("No joint action fits."),
        row_links=lambda r: [Link(_("Open"), reverse("jointwork:action", args=[r.id]), drawer=True)],
        toolbar=tools(viewer),
    ).respond(request)


def columns() -> tuple[Column, ...]:
    return (
        Column("day", _("Day")),
        Column("kind", _("Kind"), value=lambda r: r.kind.label),
        Column("subject", _("Matter"), url=lambda r: reverse("jointwork:action", args=[r.id])),
        Column("station_name", _("Station"), sort="station_code"),
        Column("grid_name", _("Where")),
        Column("partners", _("Partners"), sort=""),
        Column("leader", _("Led by"), optional=True),
        Column("result", _("Result"), sort="", optional=True),
        Column("state", _("State"), value=state_badge, export=lambda r: str(r.state.label)),
    )


def state_badge(row: JointRow) -> Badge:
    return Badge(row.state.label, TONES[row.state])


def tools(viewer: Viewer) -> list[Link]:
    links = [
        Link(_("Figures per kind"), reverse("jointwork:figures"), "ratio"),
        Link(_("Partners"), reverse("jointwork:partners"), "users"),
    ]
    if may(viewer, Ability.BOOK_WORK):
        links += [
            Link(_("From a table"), reverse("jointwork:actions_table"), "upload"),
            Link(_("Enter a joint action"), reverse("jointwork:new"), "plus", "primary"),
        ]
    return links


def partner_choices(viewer: Viewer) -> list[tuple[str, str]]:
    return [(str(row.id), row.name) for row in queries.list_partners(viewer, closed=True)]


@require_GET
@requires(Ability.SEE_GROUND)
def joint_action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_action(viewer, action_id)
    shown, doors = queries.action_row(viewer, row), queries.doors(row)
    links = []
    if may(viewer, Ability.BOOK_WORK):
        links = [
            Link(_("Enter the result"), address("finish", row.pk), "good", "primary", why_not=doors.finish),
            Link(_("Correct"), address("correct", row.pk), "edit", why_not=doors.correct),
            Link(_("Cancel it"), address("cancel", row.pk), "close", why_not=doors.cancel),
        ]
    if may(viewer, Ability.SEE_AUDIT):
        asked = urlencode({"words": row.subject})
        links.append(Link(_("What was changed"), f"{reverse('audit:events')}?{asked}", "log"))
    context = {"action": shown, "state": state_badge(shown), "links": links}
    return render(request, "jointwork/action.html", context)


def address(deed: str, action_id: UUID) -> str:
    return reverse(f"jointwork:{deed}", args=[action_id])


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = action_form(viewer, request, {"day": today()})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.enter_action(spec=form.spec(), by=viewer)
        except Invalid as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The joint action is entered."))
            return redirect("jointwork:action", row.pk)
    return page(request, form, _("Enter a joint action"), reverse("jointwork:actions"))


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def correct(request: HttpRequest, action_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_action(viewer, action_id)
    shown = queries.action_row(viewer, row)
    initial = {
        "kind": row.kind,
        "subject": row.subject,
        "day": row.day,
        "grid_code": row.grid_code,
        "leader": row.leader.police_number,
        "partners": [str(one) for one in shown.partner_ids],
        "result": row.result,
    }
    form = action_form(viewer, request, initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_action(action_id=action_id, spec=form.spec(), by=viewer)
        except Invalid as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The joint action is corrected; the audit log keeps what it was."))
            return redirect("jointwork:action", action_id)
    title = _("Correct “%(subject)s”") % {"subject": row.subject}
    return page(request, form, title, address("action", action_id))


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def finish(request: HttpRequest, action_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_action(viewer, action_id)
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_action(action_id=action_id, result=form.cleaned_data["result"], by=viewer)
        except Invalid as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The result is kept; the joint action is done."))
            return redirect("jointwork:action", action_id)
    title = _("Result of “%(subject)s”") % {"subject": row.subject}
    return page(request, form, title, address("action", action_id))


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def cancel(request: HttpRequest, action_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_action(viewer, action_id)
    if request.method == "POST":
        actions.cancel_action(action_id=action_id, by=viewer)
        messages.success(request, _("The joint action is cancelled."))
        return redirect("jointwork:action", action_id)
    context = {
        "title": _("Cancel “%(subject)s”") % {"subject": row.subject},
        "text": _("It counts no longer and stays readable as cancelled."),
        "label": _("Cancel it"),
        "back": address("action", action_id),
    }
    return render(request, "common/confirm.html", context)


def action_form(viewer: Viewer, request: HttpRequest, initial: dict[str, Any]) -> ActionForm:
    """Choices as of the day the action is on: another map, other people were there on another day."""
    day = given_day(request, initial["day"])
    kept = initial.get("partners", ())
    return ActionForm(
        request.POST or None,
        grids=[(g.code, f"{g.station.name} {g.name} {g.code}") for g in queries.grids_on(viewer, day)],
        leaders=[
            (person.police_number, f"{place} {person.display_name} {person.police_number}")
            for person, _code, place in queries.leaders_on(viewer, day)
        ],
        partners=[
            (str(row.id), f"{row.name} · {row.station_name}" if row.station_name else row.name)
            for row in queries.list_partners(viewer, closed=True)
            if row.closed_on is None or str(row.id) in kept
        ],
        initial=initial,
    )


def given_day(request: HttpRequest, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return otherwise


def page(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"title": title, "form": form, "label": _("Keep"), "back": back}
    return render(request, "common/form.html", context, status=422 if form.errors else 200)
