"""A station's kinds of shift and rules of rosters."""

from dataclasses import asdict

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid, NotYours
from jingge.rosters import actions, queries
from jingge.rosters.queries.settings import spec
from jingge.rosters.rules.hours import hours_text
from jingge.rosters.terms import Who
from jingge.rosters.web.forms import KindForm, RulesForm, initial_of


@require_GET
@requires(Ability.SEE_STAFF)
def station(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.station_for(viewer, code)
    kinds = [
        (kind, hours_text(kind.start_minute, kind.minutes), Who(kind.who).label)
        for kind in queries.all_kinds(row)
    ]
    context = {
        "station": row,
        "kinds": kinds,
        "none_open": not any(kind.closed_at is None for kind, _hours, _who in kinds),
        "rules": queries.rules_of(row),
        "edits": may(viewer, Ability.BOOK_WORK),
    }
    return render(request, "rosters/settings.html", context)


@require_POST
@requires(Ability.BOOK_WORK)
def first(request: HttpRequest, code: str) -> HttpResponse:
    actions.take_first_kinds(station_code=code, by=viewer_in(request))
    messages.success(request, _("Taken over: adjust times and needs to how the station works."))
    return redirect("rosters:settings", code)


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def kind(request: HttpRequest, code: str, kind: str = "") -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.station_for(viewer, code)
    known = next((one for one in queries.all_kinds(row) if one.code == kind), None)
    if kind and known is None:
        raise NotYours(_("There is no such kind of shift at this station."))
    form = KindForm(
        request.POST if request.method == "POST" else None, initial=initial_of(spec(known)) if known else {}
    )
    if known:
        form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_kind(station_code=code, spec=form.spec(), by=viewer)
        except Invalid as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            messages.success(request, _("Saved. The next drawing goes by it."))
            return redirect("rosters:settings", code)
    return _form(
        request, form, _("Kind of shift: %(name)s") % {"name": known.name if known else row.name}, code
    )


@require_POST
@requires(Ability.BOOK_WORK)
def close(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    actions.close_kind(station_code=code, code=kind, by=viewer_in(request))
    messages.success(request, _("Closed: it is drawn no more; old months still show it."))
    return redirect("rosters:settings", code)


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def rules(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.station_for(viewer, code)
    form = RulesForm(
        request.POST if request.method == "POST" else None, initial=asdict(queries.rules_of(row))
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_rules(station_code=code, rules=form.rules(), by=viewer)
        except Invalid as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            messages.success(request, _("Saved. The next drawing goes by it."))
            return redirect("rosters:settings", code)
    return _form(request, form, _("Rules of rosters: %(name)s") % {"name": row.name}, code)


def _form(request: HttpRequest, form: Form, title: str, code: str) -> HttpResponse:
    context = {
        "form": form, "title": title, "label": _("Save"), "back": reverse("rosters:settings", args=[code]),
    }  # fmt: skip
    return render(request, "common/form.html", context, status=422 if form.errors else 200)
