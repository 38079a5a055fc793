"""Hours of work: the list, alerts, booking with what it does shown first, correction, cancelling."""

from datetime import date, time, timedelta
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
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.staffing import actions, queries
from jingge.staffing.rules.openings import minute
from jingge.staffing.terms import BookingRow, StaffKind, Work
from jingge.staffing.web.views.figures import day_of, station_filter
from jingge.staffing.web.workforms import WorkForm
from jingge.staffing.web.workpresenters import compared_hours, hours_text, next_day


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def bookings(request: HttpRequest) -> HttpResponse:
    return booking_list(
        request,
        name="staffing-work",
        title=_("Hours of work"),
        note=_(
            "Every booking with its kind of work. Community work counts for the share of community hours; "
            "a dedicated community officer on other work is an alert."
        ),
    )


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def alerts(request: HttpRequest) -> HttpResponse:
    return booking_list(
        request,
        name="staffing-alerts",
        title=_("Alerts: community officers on other work"),
        note=_("Bookings that put a dedicated community officer on other work than the community's."),
        alerts=True,
    )


def booking_list(
    request: HttpRequest, *, name: str, title: str, note: str, alerts: bool = False
) -> HttpResponse:
    viewer = viewer_in(request)

    def rows(asked: dict[str, str]) -> list[BookingRow]:
        since = day_of("since", asked["since"])
        until = day_of("until", asked["until"]) + timedelta(days=1)
        return queries.list_bookings(
            viewer,
            since,
            until,
            station_code=asked["station"],
            work=asked["work"],
            text=asked["q"],
            alerts=alerts,
            counted=asked.get("counted", ""),
            cancelled=asked.get("with", "") == "cancelled",
            origin_id=table_id(asked.get("table", "")),
        )

    filters = [
        Filter("q", _("Number or name")),
        station_filter(viewer, today()),
        Filter("work", _("Kind of work"), kind="choice", choices=Work.choices),
        Filter("since", _("From day"), kind="date", default=(today() - timedelta(days=13)).isoformat()),
        Filter("until", _("To day"), kind="date", default=(today() + timedelta(days=13)).isoformat()),
    ]
    if not alerts:
        filters += [
            Filter("counted", _("Share"), kind="choice", choices=counted_choices()),
            Filter("with", _("Cancelled too"), kind="choice", choices=[("cancelled", _("Yes"))]),
        ]
    if request.GET.get("table"):
        filters.append(Filter("table", _("Bookings of one table")))
    return ListPage(
        name=name,
        title=title,
        note=note,
        columns=booking_columns(),
        filters=tuple(filters),
        rows=rows,
        empty=_("No booking fits."),
        toolbar=tools(viewer),
        template="staffing/work.html",
        context={"batch": table_id(request.GET.get("table", "")), "may_book": may(viewer, Ability.BOOK_WORK)},
        row_links=booking_links if may(viewer, Ability.BOOK_WORK) else None,
    ).respond(request)


def table_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)  # fits no table


def counted_choices() -> list[tuple[str, str]]:
    return [
        ("all", _("All that counts")),
        ("community", _("Community work of community officers")),
        ("other", _("Other work of community officers")),
    ]


def booking_columns() -> tuple[Column, ...]:
    return (
        Column("day", _("Day")),
        Column("begins", _("Hours of the day"), value=lambda r: f"{r.begins}–{r.ends}"),
        Column("hours", _("Hours"), value=lambda r: hours_text(r.minutes), sort="minutes", right=True),
        Column(
            "person.display_name",
            _("Member of staff"),
            value=lambda r: f"{r.person.display_name} {r.person.police_number}",
            url=lambda r: reverse("staffing:officer", args=[r.officer_id]),
        ),
        Column("kind", _("Kind of person"), value=lambda r: r.kind.label, optional=True),
        Column("post", _("Post"), value=lambda r: r.post.label if r.post else "", sort="", optional=True),
        Column("station_name", _("Station"), sort="station_code"),
        Column("work", _("Kind of work"), value=lambda r: r.work.label),
        Column(
            "leader",
            _("Officer in command"),
            value=lambda r: r.leader.display_name if r.leader else "",
            sort="",
            optional=True,
        ),
        Column("alert", _("State"), value=state_badge, export=lambda r: str(state_badge(r))),
    )


def state_badge(row: BookingRow) -> Badge:
    if row.cancelled:
        return Badge(_("Corrected") if row.corrected else _("Cancelled"), "neutral")
    if row.alert:
        return Badge(_("Alert"), "warn")
    return Badge(_("Community work"), "good") if row.community else Badge(_("Booked"), "info")


def tools(viewer: Viewer) -> list[Link]:
    links = [Link(_("Share of community hours"), reverse("staffing:hours"), "ratio")]
    if may(viewer, Ability.BOOK_WORK):
        links += [
            Link(_("Bookings from a table"), reverse("staffing:work_table"), "upload"),
            Link(_("Book work"), reverse("staffing:new_work"), "plus", "primary"),
        ]
    return links


def booking_links(row: BookingRow) -> list[Link]:
    if row.cancelled:
        return []
    return [
        Link(_("Correct"), reverse("staffing:correct_work", args=[row.id]), "edit"),
        Link(_("Cancel the booking"), reverse("staffing:cancel_work", args=[row.id]), "close"),
    ]


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def new(request: HttpRequest) -> HttpResponse:
    """Filled in by GET it shows what would happen; sent by POST it happens."""
    viewer = viewer_in(request)
    given = request.POST if request.method == "POST" else request.GET if "work" in request.GET else None
    form = work_form(viewer, given, {"day": today(), "officer": request.GET.get("officer", "")})
    context: dict[str, Any] = {
        "title": _("Book work"),
        "form": form,
        "back": reverse("staffing:work"),
        "label": _("Keep the booking"),
    }
    if given is not None and form.is_valid():
        person, leader = named(viewer, form)
        if request.method == "POST":
            actions.book_work(officer=person, spec=form.spec(), leader=leader, by=viewer)
            messages.success(request, _("The booking is kept."))
            return redirect(around(form.cleaned_data["day"]))
        context |= shown_first(form, queries.preview_booking(viewer, person, form.spec(), leader))
    return render(request, "staffing/work_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def correct(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """As booking, with the old one cancelled in the same transaction."""
    viewer = viewer_in(request)
    row = queries.get_booking(viewer, booking_id)
    number = row.officer.police_number
    given = request.POST if request.method == "POST" else request.GET if "work" in request.GET else None
    form = work_form(viewer, given, as_initial(row), only=number)
    context: dict[str, Any] = {
        "title": _("Correct the booking of %(name)s") % {"name": row.officer.display_name},
        "form": form,
        "back": reverse("staffing:work"),
        "label": _("Keep the correction"),
    }
    if given is not None and form.is_valid():
        _person, leader = named(viewer, form)
        if request.method == "POST":
            actions.correct_booking(booking=row, spec=form.spec(), leader=leader, by=viewer)
            messages.success(request, _("The booking is corrected; the old one stays readable as cancelled."))
            return redirect(around(form.cleaned_data["day"]))
        found = queries.preview_booking(viewer, row.officer, form.spec(), leader, instead_of=row)
        context |= shown_first(form, found)
    return render(request, "staffing/work_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def cancel(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_booking(viewer, booking_id)
    if request.method == "POST":
        actions.cancel_booking(booking=row, by=viewer)
        messages.success(request, _("The booking is cancelled."))
        return redirect(around(row.day))
    context = {
        "title": _("Cancel the booking of %(name)s") % {"name": row.officer.display_name},
        "text": _("It counts no longer and stays readable as cancelled."),
        "consequences": [f"{row.day} {minute(row.start_minute)} · {Work(row.work).label}"],
        "label": _("Cancel the booking"),
        "back": reverse("staffing:work"),
    }
    return render(request, "common/confirm.html", context)


@require_POST
@requires(Ability.BOOK_WORK)
def take_back_table(request: HttpRequest, origin_id: UUID) -> HttpResponse:
    count = actions.cancel_table(origin_id=origin_id, by=viewer_in(request))
    messages.success(request, _("%(n)d bookings are cancelled.") % {"n": count})
    return redirect("staffing:work")


def work_form(viewer: Viewer, given: Any, initial: dict[str, Any], only: str = "") -> WorkForm:
    people = queries.bookable(viewer, today())
    choices = [
        (p.police_number, f"{p.place_name} {p.display_name} {p.police_number} · {p.post.label}")
        for p in people
        if not only or p.police_number == only
    ]
    if only and not choices:
        choices = [(only, only)]
    leaders = [
        (p.police_number, f"{p.place_name} {p.display_name} {p.police_number}")
        for p in people
        if p.kind is StaffKind.OFFICER
    ]
    return WorkForm(given, people=choices, leaders=leaders, initial=initial)


def named(viewer: Viewer, form: WorkForm) -> tuple[Any, Any]:
    number = form.cleaned_data["leader"]
    person = queries.officer_by_number(viewer, form.cleaned_data["officer"])
    return person, queries.officer_by_number(viewer, number) if number else None


def as_initial(row: Any) -> dict[str, Any]:
    ends = (row.start_minute + row.minutes) % 1440
    return {
        "officer": row.officer.police_number,
        "work": row.work,
        "day": row.day,
        "begins": time(row.start_minute // 60, row.start_minute % 60),
        "ends": time(ends // 60, ends % 60),
        "leader": row.leader.police_number if row.leader else "",
    }


def shown_first(form: WorkForm, found: Any) -> dict[str, Any]:
    given = form.cleaned_data
    late = next_day(given["day"], given["begins"], given["ends"])
    return {"asked": True, "found": found, "compared": compared_hours(found), "late": late}


def around(day: date) -> str:
    """The list with the day in it."""
    since, until = day - timedelta(days=6), day + timedelta(days=6)
    return f"{reverse('staffing:work')}?since={since.isoformat()}&until={until.isoformat()}"
