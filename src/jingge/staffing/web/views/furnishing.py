"""An office's class, equipment and opening plan; what stands in all of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.web.days import day_asked
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.staffing import actions, queries
from jingge.staffing.terms import Equipment, EquipmentRow
from jingge.staffing.web.officeforms import ClassForm, EquipmentForm, PlanForm
from jingge.staffing.web.views.figures import on_day, station_filter


@require_GET
@requires(Ability.SEE_GROUND)
def equipment_list(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)

    def rows(asked: dict[str, str]) -> list[EquipmentRow]:
        return queries.list_equipment(viewer, day, item=asked["item"], station_code=asked["station"])

    return ListPage(
        name="staffing-equipment",
        title=_("Equipment of the police offices"),
        subtitle=_("There on %(day)s") % {"day": day.isoformat()},
        columns=(
            Column("office_code", _("Office code")),
            Column(
                "office_name", _("Office name"), url=lambda r: reverse("staffing:office", args=[r.office_id])
            ),
            Column("station_name", _("Station"), sort="station_code"),
            Column("item", _("Equipment"), value=lambda r: r.item.label),
            Column("count", _("Pieces"), right=True),
            Column("since", _("Since")),
        ),
        filters=(
            Filter("item", _("Equipment"), kind="choice", choices=Equipment.choices),
            station_filter(viewer, day),
            on_day(today()),
        ),
        rows=rows,
        empty=_("No equipment is entered."),
    ).respond(request)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def office_class(request: HttpRequest, office_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_office(viewer, office_id)
    form = ClassForm(request.POST or None, initial={"office_class": row.office_class, "from_date": today()})
    if request.method == "POST" and form.is_valid():
        changed = actions.change_office_class(office=row, by=viewer, **form.cleaned_data)
        messages.success(request, _("The class changes on that day."))
        return redirect("staffing:office", office_id=changed.pk)
    context = {
        "title": _("Class of %(office)s") % {"office": row.name},
        "text": _(
            "Class 1: an officer posted full time, own room. Class 2: fixed days a week. "
            "Class 3: a contact point with a helper."
        ),
        "label": _("Change the class"),
        "form": form,
        "back": reverse("staffing:office", args=[office_id]),
    }
    return render(request, "common/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def office_equipment(request: HttpRequest, office_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_office(viewer, office_id)
    held = {r.item.value: r.count for r in queries.list_equipment(viewer, today(), office_code=row.code)}
    form = EquipmentForm(request.POST or None, initial={**held, "from_date": today()})
    if request.method == "POST" and form.is_valid():
        actions.set_equipment(
            office=row, counts=form.counts(), from_date=form.cleaned_data["from_date"], by=viewer
        )
        messages.success(request, _("The equipment is entered."))
        return redirect("staffing:office", office_id=office_id)
    context = {
        "title": _("Equipment of %(office)s") % {"office": row.name},
        "text": _("So many pieces from that day on; empty or 0: none."),
        "label": _("Enter the equipment"),
        "form": form,
        "wide": True,
        "back": reverse("staffing:office", args=[office_id]),
    }
    return render(request, "staffing/office_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def opening_plan(request: HttpRequest, office_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_office(viewer, office_id)
    held = queries.opening_of(viewer, row, today())
    form = PlanForm(request.POST or None, initial={**PlanForm.initial_of(held), "from_date": today()})
    if request.method == "POST" and form.is_valid():
        actions.set_opening_plan(
            office=row,
            week=form.week(),
            closed_on_holidays=form.cleaned_data["closed_on_holidays"],
            from_date=form.cleaned_data["from_date"],
            by=viewer,
        )
        messages.success(request, _("The opening plan is entered."))
        return redirect("staffing:office", office_id=office_id)
    context = {
        "title": _("Opening plan of %(office)s") % {"office": row.name},
        "text": _("Hours for every day of the week; weekends worked for a holiday follow their own weekday."),
        "label": _("Enter the plan"),
        "form": form,
        "wide": True,
        "back": reverse("staffing:office", args=[office_id]),
    }
    return render(request, "staffing/office_form.html", context)
