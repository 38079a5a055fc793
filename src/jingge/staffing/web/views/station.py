"""One station: how it works, who is in which part, community hours, alerts, offices."""

from datetime import timedelta
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
from jingge.common.web.answering import kept, status_of
from jingge.common.web.days import day_asked
from jingge.common.web.parts import Link
from jingge.organisation.queries import get_station
from jingge.staffing import actions, queries
from jingge.staffing.terms import OrganKind, Part, Place
from jingge.staffing.web.presenters import mode_fixes
from jingge.staffing.web.views.entries import entries_link
from jingge.staffing.web.views.hours import tiles
from jingge.staffing.web.workforms import JoinForm, LeaveForm


@require_GET
@requires(Ability.SEE_STAFF)
def station(request: HttpRequest, code: str) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    row = get_station(viewer, code)
    check = next(iter(queries.mode_checks(viewer, day, station_code=code)), None)
    since, until = queries.month_of(day)
    last = until - timedelta(days=1)
    days = {"station": code, "since": since.isoformat(), "until": last.isoformat()}
    alerts = queries.list_bookings(viewer, since, until, station_code=code, alerts=True)
    alerts_url = f"{reverse('staffing:alerts')}?{urlencode(days)}"
    edits = may(viewer, Ability.EDIT_STAFF)
    context: dict[str, Any] = {
        "station": row,
        "day": day,
        "check": check,
        "fixes": mode_fixes(check, day, edits=edits) if check else [],
        "members": queries.list_members(viewer, day, code) if check and check.parts else [],
        "may_edit": edits,
        "month": since,
        "tiles": tiles(queries.community_hours(viewer, since, until, station_code=code), since, last, code),
        "hours_url": f"{reverse('staffing:hours')}?{urlencode({'station': code, 'on': day.isoformat()})}",
        "alerts": alerts[:10],
        "alerts_url": alerts_url,
        "more_alerts": max(0, len(alerts) - 10),
        "offices": queries.list_offices(viewer, day, station_code=code),
        "links": station_links(viewer, code, has_teams=bool(check and check.parts)),
    }
    return render(request, "staffing/station.html", context)


def station_links(viewer: Any, code: str, *, has_teams: bool) -> list[Link]:
    links = []
    if may(viewer, Ability.EDIT_SETTINGS):
        links.append(Link(_("Change the mode"), reverse("organisation:mode", args=[code]), "settings"))
    if may(viewer, Ability.EDIT_STAFF) and has_teams:
        links.append(Link(_("Enter somebody in a part"), reverse("staffing:join_team", args=[code]), "users"))
        links.append(entries_link())
    if may(viewer, Ability.BOOK_WORK):
        links.append(Link(_("Book work"), reverse("staffing:new_work"), "plus", "primary"))
    return links


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def join(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    row = get_station(viewer, code)
    people = queries.list_officers(viewer, today(), place=Place(OrganKind.STATION, code))
    form = JoinForm(
        request.POST or None,
        people=[(p.police_number, f"{p.display_name} {p.police_number} · {p.post.label}") for p in people],
        initial={
            "from_date": today(),
            "part": request.GET.get("part", ""),
            "officer": request.GET.get("officer"),
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if kept(
            form,
            lambda: actions.join_team(
                officer=queries.officer_by_number(viewer, given["officer"]),
                station=row,
                part=given["part"],
                from_date=given["from_date"],
                by=viewer,
            ),
        ):
            messages.success(request, _("Entered in: %(part)s") % {"part": Part(given["part"]).label})
            return redirect("staffing:station", code)
    context = {
        "title": _("Enter somebody in a part of %(station)s") % {"station": row.name},
        "text": _("Nobody is in two parts: whoever is in another one leaves it on that day."),
        "form": form,
        "label": _("Enter"),
        "back": reverse("staffing:station", args=[code]),
    }
    return render(request, "common/form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def leave(request: HttpRequest, member_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    member = queries.get_member(viewer, member_id)
    form = LeaveForm(request.POST or None, initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        if kept(form, lambda: actions.leave_team(member=member, end=day, by=viewer)):
            messages.success(request, _("The person leaves the part on that day."))
            return redirect("staffing:station", member.station.code)
    context = {
        "title": _("%(name)s leaves a part") % {"name": member.officer.display_name},
        "text": Part(member.part).label,
        "consequences": [_("From that day on the person's post says again where they serve.")],
        "form": form,
        "label": _("Leaves the part"),
        "back": reverse("staffing:station", args=[member.station.code]),
    }
    return render(request, "common/confirm.html", context, status=status_of(form))
