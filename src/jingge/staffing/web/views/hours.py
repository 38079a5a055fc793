"""The share of community hours, per officer or per station, in a week or a month."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.web.days import day_asked
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link, Tile
from jingge.staffing import queries
from jingge.staffing.rules.work import WEEKLY_DAYS, WEEKLY_HOURS
from jingge.staffing.terms import Hours, HoursRow
from jingge.staffing.web.views.figures import station_filter
from jingge.staffing.web.workpresenters import hours_text, share_percent


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def hours(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    weekly, by_station = request.GET.get("period") == "week", request.GET.get("by") == "station"
    since, until = (queries.week_of if weekly else queries.month_of)(day)
    station_code = request.GET.get("station", "")
    found = queries.community_hours(viewer, since, until, station_code=station_code, one_week=weekly)
    shown = queries.station_hours(found) if by_station else found
    days = {"since": since.isoformat(), "until": (until - timedelta(days=1)).isoformat()}

    def rows_behind(row: HoursRow, counted: str) -> str:
        who = {"station": row.station_code} if row.officer_id is None else {"q": row.code}
        return f"{reverse('staffing:work')}?{urlencode({**who, **days, 'counted': counted})}"

    def alerts_behind(row: HoursRow) -> str:
        who = {"station": row.station_code} if row.officer_id is None else {"q": row.code}
        return f"{reverse('staffing:alerts')}?{urlencode({**who, **days})}"

    columns = [
        Column("code", _("Code") if by_station else _("Police number")),
        Column("name", _("Station") if by_station else _("Community officer"), url=page_of),
        *([] if by_station else [Column("station_name", _("Station"), sort="station_code")]),
        *([Column("officers", _("Community officers"), right=True)] if by_station else []),
        Column(
            "community_hours",
            _("Community hours"),
            value=lambda r: hours_text(r.hours.community),
            right=True,
            url=lambda r: rows_behind(r, "community"),
        ),
        Column(
            "other_hours",
            _("Other hours"),
            value=lambda r: hours_text(r.hours.other),
            right=True,
            url=lambda r: rows_behind(r, "other"),
        ),
        Column(
            "share",
            _("Share of community hours"),
            value=lambda r: share_percent(r.share),
            right=True,
            hint=_("Community hours ÷ booked hours without training; cut to one decimal"),
            url=lambda r: rows_behind(r, "all"),
        ),
        *([] if by_station else [Column("days", _("Days in the area"), right=True)]),
        Column("alerts", _("Alerts"), value=lambda r: r.alerts or "", right=True, url=alerts_behind),
        *([Column("below_norm", _("Weekly norm"), value=norm_badge, export=norm_text)] if weekly else []),
    ]
    return ListPage(
        name="staffing-hours",
        title=_("Share of community hours"),
        subtitle=_("%(since)s to %(until)s, from bookings kept") % days,
        note=_(
            "Community officers only. Community work: community policing, patrol in the area, safety checks, "
            "mediation. Training counts on neither side. Weekly norm: %(hours)d hours on %(days)d days."
        )
        % {"hours": WEEKLY_HOURS, "days": WEEKLY_DAYS},
        columns=tuple(columns),
        filters=(
            Filter(
                "period",
                _("Period"),
                kind="choice",
                choices=[("month", _("Month")), ("week", _("Week"))],
                default="month",
                must=True,
            ),
            Filter(
                "by",
                _("One row a"),
                kind="choice",
                choices=[("officer", _("Officer")), ("station", _("Station"))],
                default="officer",
                must=True,
            ),
            station_filter(viewer, day),
            Filter("on", _("Day within"), kind="date", default=today().isoformat()),
        ),
        rows=lambda asked: shown,
        empty=_("No community officer was in post in this period."),
        template="staffing/hours.html",
        context={"tiles": tiles(found, since, until - timedelta(days=1), station_code)},
        toolbar=(Link(_("Hours of work"), reverse("staffing:work"), "list"),),
    ).respond(request)


def page_of(row: HoursRow) -> str:
    if row.officer_id is None:
        return reverse("staffing:station", args=[row.code])
    return reverse("staffing:officer", args=[row.officer_id])


def norm_text(row: HoursRow) -> str:
    return _("Below") if row.below_norm else _("Kept")


def norm_badge(row: HoursRow) -> Badge:
    return Badge(norm_text(row), "warn" if row.below_norm else "good")


def tiles(found: list[HoursRow], since: date, until: date, station_code: str = "") -> list[Tile]:
    """What the rows come to; each figure leads to the bookings it counts. `until` is the last day."""
    asked = {"since": since.isoformat(), "until": until.isoformat()}
    if station_code:
        asked["station"] = station_code

    def behind(counted: str) -> str:
        return f"{reverse('staffing:work')}?{urlencode({**asked, 'counted': counted})}"

    officers = {"on": since.isoformat(), **({"station": station_code} if station_code else {})}
    whole = Hours(sum(r.hours.community for r in found), sum(r.hours.other for r in found))
    alerts = sum(r.alerts for r in found)
    return [
        Tile(_("Community officers"), len(found), url=f"{reverse('staffing:hours')}?{urlencode(officers)}"),
        Tile(
            _("Share of community hours"),
            share_percent(whole.share),
            hint=_("Of all hours booked here"),
            url=behind("all"),
        ),
        Tile(_("Community hours"), hours_text(whole.community), url=behind("community")),
        Tile(_("Other hours"), hours_text(whole.other), url=behind("other")),
        Tile(
            _("Alerts"),
            alerts,
            url=f"{reverse('staffing:alerts')}?{urlencode(asked)}",
            tone="warn" if alerts else "good",
        ),
    ]
