"""Weight packs: what makes work, how much of it, and why."""

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
from jingge.common.errors import Refused
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.common.wording import told
from jingge.planning import actions, queries
from jingge.planning.rules.facts import FACTS
from jingge.planning.web.forms import PackForm
from jingge.planning.web.marks import figure


@require_GET
@requires(Ability.SEE_PLANS)
def pack_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    edits = may(viewer, Ability.EDIT_PLANS)
    return ListPage(
        name="planning-packs",
        title=_("Workload weights"),
        subtitle=_("How many hours of a community officer's work a year one of each fact makes"),
        columns=(
            Column("name", _("Name")),
            Column("note", _("Where the figures come from")),
            Column("weights", _("Weights"), value=lambda p: _in_words(p.weights), sort=""),
            Column("created_by_label", _("Saved by")),
            Column("created_at", _("Saved at")),
            Column(
                "closed_at",
                _("State"),
                value=lambda p: Badge(_("Closed")) if p.closed_at else Badge(_("In use"), "good"),
                export=lambda p: p.closed_at,
            ),
        ),
        rows=lambda asked: queries.list_packs(viewer, closed=True),
        default_sort="name",
        row_links=(lambda p: _row_links(p.pk, closed=p.closed_at is not None)) if edits else None,
        toolbar=(Link(_("New pack"), reverse("planning:new_pack"), "plus", "primary"),) if edits else (),
        template="planning/packs.html",
        context={"facts": FACTS},
        empty=_("No pack of your own yet; the defaults below are used."),
    ).respond(request)


def _in_words(weights: dict[str, Any]) -> str:
    return told(f"{label} {figure(value, 2)}" for label, _unit, value in queries.weight_rows(weights))


def _row_links(pk: UUID, *, closed: bool) -> list[Link]:
    if closed:
        return []
    return [
        Link(_("Use in a new scenario"), reverse("planning:new") + f"?pack={pk}"),
        Link(_("Close"), reverse("planning:close_pack", args=[pk]), post=True),
    ]


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    data = request.POST if request.method == "POST" else None
    form = PackForm(data, forming=queries.get_forming(viewer))
    if data is not None and form.is_valid():
        given = form.cleaned_data
        try:
            actions.save_weight_pack(
                name=given["name"], note=given["note"], weights=form.weights(), by=viewer
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Pack saved."))
            return redirect("planning:packs")
    context = {
        "form": form,
        "title": _("New weight pack"),
        "text": _("A pack of the same name is replaced; scenarios already made keep their weights."),
        "label": _("Save"),
        "back": reverse("planning:packs"),
    }
    return render(request, "common/form.html", context)


@require_POST
@requires(Ability.EDIT_PLANS)
def close(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    actions.close_weight_pack(pack_id=pack_id, by=viewer_in(request))
    messages.success(request, _("Pack closed."))
    return redirect("planning:packs")
