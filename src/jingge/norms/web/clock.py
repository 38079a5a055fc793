"""Working out when a time limit ends, with every step of the counting said."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import now, today
from jingge.common.viewer import Viewer
from jingge.common.workdays import WorkingCalendar
from jingge.norms.queries.editions import pack_on, said
from jingge.norms.rules.clocks import due
from jingge.norms.terms import Due, ExtensionRule, Grant, Limit, Pause, Run, Stop, Unit
from jingge.norms.web.forms import ClockForm
from jingge.norms.web.rules_lists import extension_words, law
from jingge.norms.web.words import span_in_words
from jingge.organisation.queries import calendar_of


@require_GET
@requires(Ability.SEE_GROUND)
def clock(request: HttpRequest) -> HttpResponse:
    """Asked and answered by address, so that an answer can be sent to somebody."""
    viewer = viewer_in(request)
    asked = request.GET if "started" in request.GET else None
    chosen = limit_of(viewer, request.GET.get("limit", ""), moment(request.GET.get("started", "")))
    initial = {
        "limit": chosen.key if chosen else "",
        "started": local(now()).replace(second=0, microsecond=0),
    }
    form = ClockForm(asked, initial=initial, limits=limit_choices(viewer), longer=longer_choices(chosen))
    found = (
        answer(form, chosen, calendar_of(viewer.bureau_id)) if asked and form.is_valid() and chosen else None
    )
    status = 422 if form.errors else 200
    return render(request, "norms/clock.html", {"form": form, "found": found}, status=status)


def moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return local(now())


def local(at: datetime) -> datetime:
    return timezone.localtime(at)


def limit_of(viewer: Viewer, key: str, started: datetime) -> Limit | None:
    return pack_on(viewer.bureau_id, started.date()).limit_on(key, started.date())


def limit_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """One line a key: which version of it holds depends on the day it runs from."""
    found: dict[str, str] = {}
    for one in pack_on(viewer.bureau_id, today()).limits:
        if one.unit is not Unit.RESTART:
            found.setdefault(one.key, said(one.name_zh, one.name_en))
    return list(found.items())


def longer_choices(limit: Limit | None) -> list[tuple[str, str]]:
    rules = limit.extensions if limit else ()
    return [(str(place), extension_words(one)) for place, one in enumerate(rules)]


def answer(form: ClockForm, limit: Limit, calendar: WorkingCalendar) -> dict[str, Any]:
    given = form.cleaned_data
    run = Run(
        started=local(given["started"]),
        stops=stops(given, limit),
        grants=grants(given, limit),
        restarted=local(given["restarted"]) if given["restarted"] else None,
    )
    found = due(limit, run, calendar, now=local(now()))
    return {"limit": limit, "due": found, "rows": explained(limit, run, found), "late": found.late(now())}


def stops(given: dict[str, Any], limit: Limit) -> tuple[Stop, ...]:
    if not given["stop_from"] or not limit.pauses:
        return ()
    ended = local(given["stop_to"]) if given["stop_to"] else None
    return (Stop(kind=Pause.APPRAISAL, begun=local(given["stop_from"]), ended=ended),)


def grants(given: dict[str, Any], limit: Limit) -> tuple[Grant, ...]:
    if not given["longer"]:
        return ()
    rule: ExtensionRule = limit.extensions[int(given["longer"])]
    times = 1 if rule.total else min(max(given["times"] or 1, 1), rule.times)
    one = Grant(
        amount=rule.amount,
        unit=rule.unit,
        approver=rule.approver,
        at=local(given["started"]),
        total=rule.total,
    )
    return (one,) * times


def explained(limit: Limit, run: Run, found: Due) -> list[tuple[str, str]]:
    """How the end came to be, a line a step."""
    lines = [
        (_("Rule"), f"{limit.code} {said(limit.name_zh, limit.name_en)}"),
        (_("How long"), span_in_words(limit)),
        (_("Basis"), law(limit)),
    ]
    if run.restarted:
        lines.append((_("Starts anew"), f"{run.restarted:%Y-%m-%d %H:%M}"))
    if limit.liberty:
        lines.append(
            (
                _("Counted from"),
                _("%(at)s, to the minute: somebody is held") % {"at": shown(found.counted_from)},
            )
        )
    elif limit.unit is Unit.HOUR:
        told = _("%(at)s: the hour it begins in does not count") % {"at": shown(found.counted_from)}
        lines.append((_("Counted from"), told))
    elif limit.unit not in (Unit.IMMEDIATE, Unit.HOUR_BEFORE, Unit.MINUTE_BEFORE):
        lines.append(
            (
                _("Counted from"),
                _("the day after %(at)s: the day it begins on does not count")
                % {"at": f"{found.counted_from:%Y-%m-%d}"},
            )
        )
    for grant in run.grants:
        unit = grant.unit.label
        text = _("%(n)s %(unit)s in all") if grant.total else _("%(n)s %(unit)s more")
        lines.append((_("Longer"), text % {"n": grant.amount, "unit": unit}))
    for stop in run.stops:
        until = shown(stop.ended) if stop.ended else _("now")
        lines.append((_("Does not count"), _("%(a)s to %(b)s") % {"a": shown(stop.begun), "b": until}))
    if found.moved_from:
        text = _("%(day)s is no workday: it ends on the first workday after") % {
            "day": f"{found.moved_from:%Y-%m-%d}"
        }
        lines.append((_("Moved on"), text))
    return lines


def shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
