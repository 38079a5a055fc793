"""Police offices: list, page, opening, closing, whom they serve."""

from collections.abc import Sequence
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
from jingge.common.clock import today
from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_asked
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Link
from jingge.common.wording import listed, told
from jingge.organisation.queries import get_bureau
from jingge.staffing import actions, queries
from jingge.staffing.rules.offices import why_not_reopen
from jingge.staffing.rules.openings import hours_a_week
from jingge.staffing.terms import OfficeRow, OfficeSpec, OrganKind
from jingge.staffing.web.forms import DayForm, OfficeForm, ServicesForm
from jingge.staffing.web.officeforms import WEEKDAYS, written
from jingge.staffing.web.views.figures import on_day


@require_GET
@requires(Ability.SEE_GROUND)
def offices(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)

    found = queries.list_offices(viewer, day)
    stations = sorted({(row.station_code, row.station_name) for row in found})

    def rows(asked: dict[str, str]) -> list[OfficeRow]:
        kept = [r for r in found if not asked["class"] or r.office_class == int(asked["class"])]
        kept = [r for r in kept if not asked["gone"] or r.gone]
        return [r for r in kept if not asked["station"] or r.station_code == asked["station"]]

    plans = queries.openings(viewer, day)
    tools = [
        Link(_("Nearest office"), reverse("staffing:nearest"), "search"),
        Link(_("Equipment"), reverse("staffing:equipment"), "box"),
        Link(_("Office cover"), reverse("staffing:cover"), "grid"),
    ]
    if not may(viewer, Ability.SEE_STAFF):
        tools.pop()
    if may(viewer, Ability.EDIT_STAFF):
        tools.append(Link(_("Open an office"), reverse("staffing:new_office"), "plus", "primary"))

    def open_hours(row: OfficeRow) -> str:
        plan = plans.get(row.code)
        return f"{hours_a_week(plan.week):g}" if plan else ""

    return ListPage(
        name="staffing-offices",
        title=_("Police offices"),
        subtitle=_("There on %(day)s") % {"day": day.isoformat()},
        note=_(
            "Class 1: an officer posted full time, own room. Class 2: fixed days a week. "
            "Class 3: a contact point with a helper."
        )
        + gone_note(found),
        columns=(
            Column("code", _("Office code")),
            Column("name", _("Office name"), url=lambda r: reverse("staffing:office", args=[r.id])),
            Column("office_class", _("Office class"), right=True),
            Column("station_name", _("Station"), sort="station_code"),
            Column("unit_name", _("Stands in"), sort="unit_code"),
            Column(
                "serves_units", _("Units served"), value=lambda r: len(r.serves_units), sort="", right=True
            ),
            Column(
                "hours",
                _("Hours a week"),
                value=open_hours,
                sort="",
                right=True,
                hint=_("By the opening plan in force"),
            ),
            Column("names", _("Service area"), value=unit_list, sort="", optional=True),
            Column("valid_from", _("Since"), optional=True),
            Column("lon", _("Longitude"), right=True, optional=True),
            Column("lat", _("Latitude"), right=True, optional=True),
        ),
        filters=(
            Filter("class", _("Office class"), kind="choice", choices=[(str(n), str(n)) for n in (1, 2, 3)]),
            Filter("station", _("Station"), kind="choice", choices=stations),
            Filter(
                "gone",
                _("Served and no longer on the map"),
                kind="choice",
                choices=[("1", _("Only such offices"))],
            ),
            on_day(today()),
        ),
        rows=rows,
        toolbar=tools,
        row_links=lambda r: [Link(_("Open the page"), reverse("staffing:office", args=[r.id]))],
    ).respond(request)


def gone_note(found: Sequence[OfficeRow]) -> str:
    named = [f"{row.name} ({listed(row.gone)})" for row in found if row.gone]
    if not named:
        return ""
    return " " + _("Still served and no longer on the map: %(offices)s. Change those service areas.") % {
        "offices": told(named)
    }


def unit_list(row: OfficeRow) -> str:
    return listed(name or code for code, name in row.serves_units)


@require_GET
@requires(Ability.SEE_GROUND)
def office(request: HttpRequest, office_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    history = queries.office_history(viewer, office_id)
    shown = next(row for row in history if row.id == office_id)
    day = day_asked(request)
    plan = queries.opening_of(viewer, queries.get_office(viewer, office_id), day)
    known = {unit.code for unit in queries.list_units(viewer, day)}
    goes_on = any(row.valid_from >= shown.valid_to for row in history) if shown.valid_to else False
    context = {
        "office": shown,
        "day": day,
        "history": history,
        "links": office_deeds(shown, goes_on) if may(viewer, Ability.EDIT_STAFF) else [],
        "closes": shown.valid_to if shown.valid_to and not goes_on and shown.valid_to > today() else None,
        "equipment": queries.list_equipment(viewer, day, office_code=shown.code),
        "plan": plan,
        "week": list(zip(WEEKDAYS, [written(one) for one in plan.week], strict=True)) if plan else [],
        "gone": [code for code, _name in shown.serves_units if code not in known],
    }
    return render(request, "staffing/office.html", context)


def office_deeds(row: OfficeRow, goes_on: bool) -> list[Link]:
    """What may be done with this row; one that only changed on its last day goes on under its code."""
    ended = _("It has ended on %(day)s.") % {"day": row.valid_to.isoformat()} if row.valid_to else None
    links = []
    if row.valid_to and not why_not_reopen(closes_on=row.valid_to, today=today(), goes_on=goes_on):
        url = reverse("staffing:take_back_closing", args=[row.id])
        links.append(Link(_("Take back the closing"), url, "undo", "primary", post=True))
    return [
        *links,
        Link(
            _("Change the service area"),
            reverse("staffing:office_services", args=[row.id]),
            "edit",
            why_not=ended,
        ),
        Link(_("Change the class"), reverse("staffing:office_class", args=[row.id]), "edit", why_not=ended),
        Link(_("Equipment"), reverse("staffing:office_equipment", args=[row.id]), "box", why_not=ended),
        Link(_("Opening plan"), reverse("staffing:opening_plan", args=[row.id]), "clock", why_not=ended),
        Link(
            _("Close the office"),
            reverse("staffing:close_office", args=[row.id]),
            "close",
            "danger",
            why_not=ended,
        ),
    ]


def unit_choices(viewer: Viewer) -> list[tuple[str, str]]:
    return [(u.code, f"{u.name} · {u.station_name}") for u in queries.list_units(viewer, today())]


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    places = queries.list_places(viewer, today())
    form = OfficeForm(
        request.POST or None,
        stations=[(place.code, name) for place, name in places if place.kind is OrganKind.STATION],
        units=unit_choices(viewer),
        initial={"since": today()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        spec = OfficeSpec(
            code=given["code"],
            name=given["name"],
            office_class=given["office_class"],
            station_code=given["station"],
            unit_code=given["unit"],
            lon=given["lon"],
            lat=given["lat"],
            since=given["since"],
            serves_units=tuple(given["serves"]),
        )
        try:
            opened = actions.open_office(bureau=get_bureau(viewer), spec=spec, by=viewer)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("The office is open."))
            return redirect("staffing:office", office_id=opened.pk)
    context = {
        "title": _("Open a police office"),
        "text": _("A code is used once; the service area are the communities and villages it serves."),
        "label": _("Open the office"),
        "form": form,
        "wide": True,
        "back": reverse("staffing:offices"),
    }
    return render(
        request, "staffing/office_form.html", context, status=409 if form.non_field_errors() else 200
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def services(request: HttpRequest, office_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_office(viewer, office_id)
    served = [s.unit_code for s in row.services.all()]
    form = ServicesForm(
        request.POST or None,
        units=unit_choices(viewer),
        initial={"serves": served, "from_date": today()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_office_services(
                office=row,
                unit_codes=form.cleaned_data["serves"],
                from_date=form.cleaned_data["from_date"],
                by=viewer,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("The service area changes on that day."))
            return redirect("staffing:office", office_id=changed.pk)
    context = {
        "title": _("Service area of %(office)s") % {"office": row.name},
        "text": _("Until that day the office is counted as it served before."),
        "label": _("Change the service area"),
        "form": form,
        "wide": True,
        "back": reverse("staffing:office", args=[office_id]),
    }
    return render(
        request, "staffing/office_form.html", context, status=409 if form.non_field_errors() else 200
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def close(request: HttpRequest, office_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_office(viewer, office_id)
    form = DayForm(request.POST or None, initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_office(office=row, end=form.cleaned_data["day"], by=viewer)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("The office closes on that day."))
            return redirect("staffing:office", office_id=office_id)
    context = {
        "title": _("Close %(office)s") % {"office": row.name},
        "text": _("The office stays readable for every day it was there."),
        "consequences": consequences(viewer, row.code),
        "label": _("Close the office"),
        "form": form,
        "back": reverse("staffing:office", args=[office_id]),
    }
    return render(request, "common/confirm.html", context, status=409 if form.non_field_errors() else 200)


def consequences(viewer: Viewer, code: str) -> list[str]:
    """Who serves its communities and villages once the office is closed."""
    alone, shared = queries.served_without(viewer, code, today())
    found = []
    if alone:
        found.append(
            _("No longer in any office's service area: %(units)s. Give them to another office first.")
            % {"units": listed(alone)}
        )
    found += [
        _("%(unit)s stays with %(offices)s.") % {"unit": unit, "offices": listed(offices)}
        for unit, offices in shared
    ]
    found.append(_("Until the day comes the closing can be taken back on the office's page."))
    return found


@require_POST
@requires(Ability.EDIT_STAFF)
def take_back_closing(request: HttpRequest, office_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    actions.take_back_closing(office=queries.get_office(viewer, office_id), by=viewer)
    messages.success(request, _("The office stays open."))
    return redirect("staffing:office", office_id=office_id)
