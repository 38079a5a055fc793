"""Grounds: which are on, why, and their switching by two people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.web.answering import kept, status_of
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.followups import actions
from jingge.followups.queries.grounds import ground_name, list_grounds
from jingge.followups.rules.grounds import basis_of, ground_called
from jingge.followups.web import forms
from jingge.norms.queries.editions import said


@require_GET
@requires(Ability.SEE_GROUND)
def grounds(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="followups-grounds",
        title=_("Grounds of follow-ups"),
        subtitle=_("Only documents with a term by law; all but the two protective ones are off at first"),
        columns=(
            Column(
                "ground", _("Legal ground"), value=lambda r: said(r.ground.name_zh, r.ground.name_en), sort=""
            ),
            Column("basis", _("Basis"), value=lambda r: basis_of(r.ground), sort=""),
            Column(
                "role", _("The station"), value=lambda r: said(r.ground.role_zh, r.ground.role_en), sort=""
            ),
            Column("state", _("State"), value=on_badge, export=lambda r: str(on_badge(r)), sort=""),
            Column("reason", _("Why"), sort=""),
            Column("waiting", _("Waits for a decision"), value=waiting_words, sort=""),
        ),
        rows=lambda asked: list_grounds(viewer),
        row_links=lambda r: ground_links(viewer, r),
    ).respond(request)


def on_badge(row: Any) -> Badge:
    return Badge(_("On"), "good") if row.is_on else Badge(_("Off"), "neutral")


def waiting_words(row: Any) -> str:
    if row.waiting is None:
        return ""
    words = {
        "what": _("On") if row.waiting_on else _("Off"),
        "day": row.waiting_from.isoformat(),
        "who": row.waiting_by,
        "why": row.waiting_reason,
    }
    return _("%(what)s from %(day)s, %(who)s: %(why)s") % words


def ground_links(viewer: Viewer, row: Any) -> list[Link]:
    if row.waiting is not None:
        if not may(viewer, Ability.DECIDE_GROUNDS):
            return []
        return [
            Link(label, reverse("followups:decide", args=[row.waiting, deed]), post=True)
            for label, deed in ((_("Approve"), "agree"), (_("Turn down"), "turn_down"))
        ]
    if not may(viewer, Ability.SWITCH_GROUNDS):
        return []
    to = "off" if row.is_on else "on"
    label = _("Switch off") if row.is_on else _("Switch on")
    return [Link(label, reverse("followups:switch", args=[row.ground.code, to]))]


@require_http_methods(["GET", "POST"])
@requires(Ability.SWITCH_GROUNDS)
def switch(request: HttpRequest, code: str, to: str) -> HttpResponse:
    if ground_called(code) is None or to not in ("on", "off"):
        raise Http404
    form = forms.SwitchForm(request.POST or None, initial={"valid_from": today()})

    def deed() -> object:
        return actions.propose_ground(ground=code, on=to == "on", **form.cleaned_data, by=viewer_in(request))

    if request.method == "POST" and form.is_valid() and kept(form, deed):
        messages.success(request, _("Another person has to approve it."))
        return redirect("followups:grounds")
    title = _("Switch on") if to == "on" else _("Switch off")
    context = {
        "title": f"{title} · {ground_name(code)}",
        "text": _("Another person approves; what was entered before goes on to its end."),
        "form": form,
        "label": _("Ask for approval"),
        "back": reverse("followups:grounds"),
    }
    return render(request, "common/form.html", context, status=status_of(form))


@require_POST
@requires(Ability.DECIDE_GROUNDS)
def decide(request: HttpRequest, change_id: UUID, deed: str) -> HttpResponse:
    if deed == "agree":
        actions.agree_ground(change_id=change_id, by=viewer_in(request))
        messages.success(request, _("Approved."))
    elif deed == "turn_down":
        actions.turn_down_ground(change_id=change_id, by=viewer_in(request))
        messages.success(request, _("Turned down."))
    else:
        raise Http404
    return redirect("followups:grounds")
