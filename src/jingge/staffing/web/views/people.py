"""Officers: the list, one person's file, transfer, departure, pairing, unit served."""

from datetime import date
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
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.web.answering import kept, status_of
from jingge.common.web.days import day_asked
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.staffing import actions, queries
from jingge.staffing.rules.posts import POSTS_OF_KIND
from jingge.staffing.terms import OfficerFile, OfficerRow, OrganKind, Place, Post, PostingReason, StaffKind
from jingge.staffing.web.forms import (
    EndForm,
    EndLinkForm,
    PersonForm,
    PlaceForm,
    TransferForm,
    place_from,
    place_key,
)
from jingge.staffing.web.presenters import compared
from jingge.staffing.web.views.entries import entries_link

KIND_TONES = {StaffKind.OFFICER: "info", StaffKind.AUXILIARY: "neutral", StaffKind.HELPER: "good"}


@require_GET
@requires(Ability.SEE_STAFF)
def officers(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    places = [(place_key(place), name) for place, name in queries.list_places(viewer, day)]

    def rows(asked: dict[str, str]) -> list[OfficerRow]:
        place = place_from(asked["place"]) if asked["place"] else None
        return queries.list_officers(
            viewer,
            day,
            kind=asked["kind"],
            place=place,
            post=asked["post"],
            reason=asked["reason"],
            text=asked["q"],
        )

    return ListPage(
        name="staffing-officers",
        title=_("Officers, auxiliaries and helpers"),
        subtitle=_("In post on %(day)s") % {"day": day.isoformat()},
        columns=(
            Column("police_number", _("Police number")),
            Column("display_name", _("Display name"), url=lambda r: reverse("staffing:officer", args=[r.id])),
            Column(
                "kind",
                _("Kind of person"),
                value=lambda r: Badge(r.kind.label, KIND_TONES[r.kind]),
                export=lambda r: r.kind.label,
            ),
            Column("post", _("Post"), value=lambda r: r.post.label),
            Column("place_name", _("Serves at")),
            Column("since", _("Since")),
            Column("reason", _("Posting reason"), value=lambda r: r.reason.label, optional=True),
            Column("age_band", _("Age band"), value=lambda r: r.age_band.label, optional=True),
            Column("rank", _("Rank"), optional=True),
            Column("community_years", _("Years in community work"), right=True, optional=True),
        ),
        filters=(
            Filter("q", _("Number or name")),
            Filter("kind", _("Kind of person"), kind="choice", choices=StaffKind.choices),
            Filter("place", _("Serves at"), kind="choice", choices=places),
            Filter("post", _("Post"), kind="choice", choices=Post.choices[:-2]),
            Filter("reason", _("Posting reason"), kind="choice", choices=PostingReason.choices),
            Filter("on", _("Day"), kind="date", default=today().isoformat()),
        ),
        rows=rows,
        empty=_("Nobody in post fits."),
        template="staffing/officers.html",
        row_links=lambda r: [Link(_("Open the page"), reverse("staffing:officer", args=[r.id]), drawer=True)],
    ).respond(request)


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def officer(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    file = queries.officer_file(viewer, officer_id, day)
    links = [*deeds(viewer, file), hours_link(file)]
    if may(viewer, Ability.SEE_STAFF):
        links.append(entries_link(file.police_number))
    may_end = may(viewer, Ability.EDIT_STAFF)
    context = {"file": file, "day": day, "links": links, "may_end": may_end}
    return render(request, "staffing/officer.html", context)


def hours_link(file: OfficerFile) -> Link:
    return Link(_("Hours of work"), f"{reverse('staffing:work')}?q={file.police_number}", "clock")


def deeds(viewer: Viewer, file: OfficerFile) -> list[Link]:
    """What the viewer may do with this person."""
    if not may(viewer, Ability.EDIT_STAFF) or file.present is None:
        return []
    links = [Link(_("Transfer"), reverse("staffing:transfer", args=[file.id]), "edit", "primary")]
    if file.kind is StaffKind.AUXILIARY:
        links.append(Link(_("Pair with an officer"), reverse("staffing:pair", args=[file.id]), "users"))
    if file.present.place.kind is OrganKind.STATION:
        links.append(Link(_("Link to a unit"), reverse("staffing:place", args=[file.id]), "plus"))
    return [*links, Link(_("Leaves the bureau"), reverse("staffing:end", args=[file.id]), "leave", "danger")]


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def transfer(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Filled in by GET it shows what would happen; sent by POST it happens."""
    viewer = viewer_in(request)
    file = queries.officer_file(viewer, officer_id, today())
    given = request.POST if request.method == "POST" else request.GET if "place" in request.GET else None
    form = TransferForm(
        given,
        places=[(place_key(place), name) for place, name in queries.list_places(viewer, today())],
        posts=[p for p in Post if p in POSTS_OF_KIND[file.kind]],
        successors=colleagues(viewer, file, today()),
        initial={"from_date": today(), "place": place_key(file.present.place) if file.present else ""},
    )
    context: dict[str, Any] = {"file": file, "form": form}
    if given is not None and form.is_valid():
        person = queries.get_officer(viewer, officer_id)
        wish = wish_of(viewer, form.cleaned_data)
        if request.method == "POST":
            station, brigade = queries.get_organs(viewer, wish["place"])
            if kept(
                form,
                lambda: actions.transfer_officer(
                    officer=person,
                    to_station=station,
                    to_brigade=brigade,
                    post=wish["post"].value,
                    from_date=wish["from_date"],
                    reason=form.cleaned_data["reason"],
                    successor=wish["successor"],
                    by=viewer,
                ),
            ):
                messages.success(request, _("The transfer is entered."))
                return redirect("staffing:officer", officer_id=officer_id)
        context |= transfer_preview(viewer, person, wish)
    status = status_of(form) if request.method == "POST" else 200
    return render(request, "staffing/transfer.html", context, status=status)


def wish_of(viewer: Viewer, given: dict[str, Any]) -> dict[str, Any]:
    number = given["successor"]
    return {
        "post": Post(given["post"]),
        "place": place_from(given["place"]),
        "from_date": given["from_date"],
        "successor": queries.officer_by_number(viewer, number) if number else None,
    }


def transfer_preview(viewer: Viewer, person: Any, wish: dict[str, Any]) -> dict[str, Any]:
    """Why it may not be, or what it does to both ratios."""
    why_not = queries.why_not_transfer_officer(person, **wish)
    what_if = queries.preview_transfer(
        viewer, person, post=wish["post"], place=wish["place"], from_date=wish["from_date"]
    )
    beats = [b.beat for b in queries.beats_held(person, wish["from_date"])]
    return {
        "asked": True,
        "why_not": why_not,
        "compared": compared(what_if, what_if.before.display),
        "beats": beats,
    }


def colleagues(viewer: Viewer, file: OfficerFile, day: date) -> list[tuple[str, str]]:
    """Police officers of the same station, who could take over areas."""
    if file.present is None or file.present.place.kind is not OrganKind.STATION:
        return []
    rows = queries.list_officers(viewer, day, kind=StaffKind.OFFICER.value, place=file.present.place)
    return [
        (r.police_number, f"{r.police_number} {r.display_name} · {r.post.label}")
        for r in rows
        if r.id != file.id
    ]


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def end(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    file = queries.officer_file(viewer, officer_id, today())
    form = EndForm(
        request.POST or None, successors=colleagues(viewer, file, today()), initial={"end": today()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        number = given["successor"]
        if kept(
            form,
            lambda: actions.end_posting(
                officer=queries.get_officer(viewer, officer_id),
                end=given["end"],
                successor=queries.officer_by_number(viewer, number) if number else None,
                by=viewer,
            ),
        ):
            messages.success(request, _("The departure is entered."))
            return redirect("staffing:officer", officer_id=officer_id)
    context = {
        "title": _("%(name)s leaves the bureau") % {"name": file.display_name},
        "text": _("The postings stay readable; from that day on the person counts nowhere."),
        "consequences": [
            _("The bureau's total of its kind falls by one."),
            _("Areas and paired auxiliaries go to the successor."),
        ],
        "label": _("Enter the departure"),
        "form": form,
        "back": reverse("staffing:officer", args=[officer_id]),
    }
    return render(request, "common/confirm.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def pair(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    file = queries.officer_file(viewer, officer_id, today())
    form = PersonForm(
        request.POST or None, officers=community_officers(viewer, file), initial={"from_date": today()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if kept(
            form,
            lambda: actions.pair_auxiliary(
                auxiliary=queries.get_officer(viewer, officer_id),
                officer=queries.officer_by_number(viewer, given["officer"]),
                from_date=given["from_date"],
                by=viewer,
            ),
        ):
            messages.success(request, _("The pairing is entered."))
            return redirect("staffing:officer", officer_id=officer_id)
    context = {
        "title": _("Pair %(name)s with a community officer") % {"name": file.display_name},
        "text": _("The present pairing, if there is one, ends on that day."),
        "label": _("Enter the pairing"),
        "form": form,
        "back": reverse("staffing:officer", args=[officer_id]),
    }
    return render(request, "common/form.html", context, status=status_of(form))


def community_officers(viewer: Viewer, file: OfficerFile) -> list[tuple[str, str]]:
    place = file.present.place if file.present else Place(OrganKind.DEPARTMENT)
    rows = queries.list_officers(viewer, today(), post=Post.COMMUNITY_OFFICER.value, place=place)
    return [(r.police_number, f"{r.police_number} {r.display_name}") for r in rows]


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def place(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    file = queries.officer_file(viewer, officer_id, today())
    station = file.present.place.code if file.present else ""
    units = [u for u in queries.list_units(viewer, today()) if u.station_code == station]
    form = PlaceForm(
        request.POST or None,
        units=[(u.code, f"{u.name} {u.code}") for u in units],
        initial={"from_date": today()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if kept(
            form,
            lambda: actions.place_helper(
                person=queries.get_officer(viewer, officer_id),
                unit_code=given["unit"],
                from_date=given["from_date"],
                by=viewer,
            ),
        ):
            messages.success(request, _("The link is entered."))
            return redirect("staffing:officer", officer_id=officer_id)
    context = {
        "title": _("Link %(name)s to a community or village") % {"name": file.display_name},
        "text": _("Helpers serve it; officers of a multi-skilled station are named for it."),
        "label": _("Enter the link"),
        "form": form,
        "back": reverse("staffing:officer", args=[officer_id]),
    }
    return render(request, "common/form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def end_link(request: HttpRequest, service_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_service(viewer, service_id)
    form = EndLinkForm(request.POST or None, initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        if kept(form, lambda: actions.end_service(service=row, end=day, by=viewer)):
            messages.success(request, _("The link ends on that day."))
            return redirect("staffing:officer", officer_id=row.officer_id)
    context = {
        "title": _("%(name)s serves a unit no longer") % {"name": row.officer.display_name},
        "text": _("The link stays readable; from that day on it counts no longer for cover and mode."),
        "consequences": [row.unit_code],
        "form": form,
        "label": _("End the link"),
        "back": reverse("staffing:officer", args=[row.officer_id]),
    }
    return render(request, "common/confirm.html", context, status=status_of(form))
