"""The register of partners: list, entry, change, closing."""

from typing import Any
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
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.jointwork import actions, queries
from jingge.jointwork.rules import why_not_at
from jingge.jointwork.terms import PartnerKind, PartnerRow
from jingge.jointwork.web.forms import PartnerForm, mark
from jingge.organisation.queries import station_names


@require_GET
@requires(Ability.SEE_GROUND)
def partners(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="jointwork-partners",
        title=_("Partners"),
        note=_("Bodies, never persons: the contact is a post, and no telephone is kept."),
        columns=(
            Column("name", _("Body")),
            Column("kind", _("Kind of body"), value=lambda r: r.kind.label),
            Column("station_name", _("Works with"), value=works_with, sort="station_code"),
            Column("contact_post", _("Contact post")),
            Column(
                "actions",
                _("Joint actions"),
                right=True,
                url=lambda r: (
                    f"{reverse('jointwork:actions')}?partner={r.id}&since=&until=" if r.actions else ""
                ),
            ),
            Column("closed_on", _("State"), value=state_badge, export=lambda r: str(state_badge(r))),
        ),
        filters=(
            Filter("q", _("Name")),
            Filter("kind", _("Kind of body"), kind="choice", choices=PartnerKind.choices),
            Filter("station", _("Station"), kind="choice", choices=list(station_names(viewer).items())),
            Filter("closed", _("Closed too"), kind="choice", choices=[("yes", _("Yes"))]),
        ),
        rows=lambda asked: queries.list_partners(
            viewer,
            text=asked["q"],
            kind=asked["kind"],
            station_code=asked["station"],
            closed=bool(asked["closed"]),
        ),
        empty=_("No partner fits."),
        default_sort="name",
        row_links=lambda r: partner_links(viewer, r),
        toolbar=[
            Link(_("Partners from a table"), reverse("jointwork:partners_table"), "upload"),
            Link(_("Enter a partner"), reverse("jointwork:new_partner"), "plus", "primary"),
        ]
        if may(viewer, Ability.BOOK_WORK)
        else [],
    ).respond(request)


def works_with(row: PartnerRow) -> str:
    return row.station_name or _("the whole bureau")


def state_badge(row: PartnerRow) -> Badge:
    return Badge(_("Closed"), "neutral") if row.closed_on else Badge(_("Partner"), "good")


def partner_links(viewer: Viewer, row: PartnerRow) -> list[Link]:
    if not may(viewer, Ability.BOOK_WORK):
        return []
    reason = why_not_at(viewer, row.station_code)
    deeds = (
        ((_("Partner again"), "reopen_partner", "undo"),)
        if row.closed_on
        else ((_("Change"), "change_partner", "edit"), (_("Close the partner"), "close_partner", "close"))
    )
    return [
        Link(label, reverse(f"jointwork:{name}", args=[row.id]), icon, why_not=reason)
        for label, name, icon in deeds
    ]


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def new_partner(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = PartnerForm(request.POST or None, stations=stations_of(viewer))
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_partner(spec=form.spec(), by=viewer)
        except Invalid as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The partner is entered."))
            return redirect("jointwork:partners")
    return page(request, form, _("Enter a partner"))


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def change_partner(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_partner(viewer, partner_id)
    initial: dict[str, Any] = {name: getattr(row, name) for name in ("name", "kind", "contact_post")}
    initial["station_code"] = row.station.code if row.station else ""
    form = PartnerForm(request.POST or None, stations=stations_of(viewer), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_partner(partner_id=partner_id, spec=form.spec(), by=viewer)
        except Invalid as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The partner is changed."))
            return redirect("jointwork:partners")
    return page(request, form, _("Change %(name)s") % {"name": row.name})


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def close_partner(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_partner(viewer, partner_id)
    if request.method == "POST":
        actions.close_partner(partner_id=partner_id, by=viewer)
        messages.success(request, _("The partner is closed."))
        return redirect("jointwork:partners")
    context = {
        "title": _("Close %(name)s") % {"name": row.name},
        "text": _("It can be chosen no longer; what was done with it stays readable."),
        "label": _("Close the partner"),
        "back": reverse("jointwork:partners"),
    }
    return render(request, "common/confirm.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def reopen_partner(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_partner(viewer, partner_id)
    if request.method == "POST":
        try:
            actions.reopen_partner(partner_id=partner_id, by=viewer)
        except Invalid as refusal:
            messages.error(request, str(refusal.reason))
        else:
            messages.success(request, _("It is a partner again."))
        return redirect("jointwork:partners")
    context = {
        "title": _("%(name)s: a partner again") % {"name": row.name},
        "text": _("It can be chosen again for joint actions."),
        "label": _("Partner again"),
        "back": reverse("jointwork:partners"),
    }
    return render(request, "common/confirm.html", context)


def stations_of(viewer: Viewer) -> list[tuple[str, str]]:
    """A station enters its own partners; the command office also those of the whole bureau."""
    whole = [("", _("the whole bureau"))] if viewer.sees_whole_bureau else []
    return [*whole, *station_names(viewer).items()]


def page(request: HttpRequest, form: PartnerForm, title: str) -> HttpResponse:
    context = {"title": title, "form": form, "label": _("Keep"), "back": reverse("jointwork:partners")}
    return render(request, "common/form.html", context, status=422 if form.errors else 200)
