"""Ratios, strength, cover, pairing, modes, reasons. Parse, ask, render."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid, Refused
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_asked
from jingge.common.web.htmx import wants_fragment
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.common.wording import listed, told
from jingge.staffing import queries
from jingge.staffing.terms import (
    CoverRow,
    Gap,
    ModeCheck,
    PairRow,
    Post,
    Ratios,
    ReasonCount,
    Shown,
    StaffKind,
    StrengthRow,
    StrengthTable,
)
from jingge.staffing.web.forms import WhatIfForm, place_key
from jingge.staffing.web.presenters import (
    WAYS,
    Fix,
    community_share,
    compared,
    cover_tiles,
    mode_findings,
    mode_fixes,
    pairing_tiles,
    ratio_cards,
)

GAP_TONES = {Gap.OFFICER: "bad", Gap.HAND: "warn", Gap.OFFICE: "neutral"}


def on_day(day: date) -> Filter:
    return Filter("on", gettext_lazy("Day"), kind="date", default=day.isoformat())


@require_GET
@requires(Ability.SEE_STAFF)
def overview(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    ratios, table = queries.figures(viewer, day)
    display = way_asked(request, ratios.display)
    what_if = what_if_context(request, viewer, ratios, table, display)
    if wants_fragment(request, "what-if-result"):
        return render(request, "staffing/parts/what_if.html", what_if)
    total = [table.total] if len(table.stations) + len(table.elsewhere) > 1 else []
    return ListPage(
        name="staffing-strength",
        title=_("Staffing figures"),
        subtitle=_("As of %(day)s, from postings in force") % {"day": day.isoformat()},
        columns=strength_columns(ratios, display),
        rows=lambda asked: [*table.stations, *table.elsewhere, *total],
        filters=(on_day(today()),),
        template="staffing/overview.html",
        context={
            "day": day,
            "cards": ratio_cards(ratios, display),
            "ways": ways(request, display),
            **what_if,
        },
    ).respond(request)


def strength_columns(ratios: Ratios, display: Shown) -> tuple[Column, ...]:
    def officers_there(row: StrengthRow) -> str:
        url = f"{reverse('staffing:officers')}?on={ratios.day.isoformat()}"
        return f"{url}&place={place_key(row.place)}" if row.name else url

    def of_kind(kind: StaffKind, post: Post | None = None) -> Callable[[StrengthRow], str]:
        more = f"&kind={kind.value}" + (f"&post={post.value}" if post else "")
        return lambda row: officers_there(row) + more

    return (
        Column(
            "name", _("Serves at"), value=lambda r: r.name or _("Bureau in all"), sort="", url=officers_there
        ),
        Column(
            "officers",
            _("Police officers"),
            sort="",
            right=True,
            hint=_("Postings in force that day"),
            url=of_kind(StaffKind.OFFICER),
        ),
        Column(
            "community_officers",
            _("Community officers"),
            sort="",
            right=True,
            hint=_("Among the police officers"),
            url=of_kind(StaffKind.OFFICER, Post.COMMUNITY_OFFICER),
        ),
        Column(
            "share",
            _("Community share"),
            value=lambda r: community_share(r, ratios.second, display),
            sort="",
            right=True,
            hint=_("Community officers ÷ police officers of the station; in all: of all stations"),
        ),
        Column("auxiliaries", _("Auxiliaries"), sort="", right=True, url=of_kind(StaffKind.AUXILIARY)),
        Column("helpers", _("Police helpers"), sort="", right=True, url=of_kind(StaffKind.HELPER)),
    )


def way_asked(request: HttpRequest, usual: Shown) -> Shown:
    asked = request.GET.get("shown", "")
    return Shown(asked) if asked in set(Shown) else usual


def ways(request: HttpRequest, display: Shown) -> list[Link]:
    """The switch between cut and rounded: for looking only, the bureau's setting stays."""
    links = []
    for way, label in WAYS.items():
        given = request.GET.copy()
        given["shown"] = way.value
        links.append(Link(label, f"{request.path}?{given.urlencode()}", current=way is display))
    return links


def what_if_context(
    request: HttpRequest, viewer: Viewer, ratios: Ratios, table: StrengthTable, display: Shown
) -> dict[str, Any]:
    """The what-if form and, when it is filled, its answer or the reason it has none."""
    if not viewer.sees_whole_bureau:
        return {"form": None}
    places = [(place_key(row.place), row.name) for row in (*table.stations, *table.elsewhere)]
    given = request.GET if "officers" in request.GET else None
    form = WhatIfForm(given, places=places, initial={"target": places[-1][0]})
    context: dict[str, Any] = {"form": form, "day": ratios.day, "shown": display.value}
    if given is not None and form.is_valid():
        try:
            context["compared"] = compared(
                queries.what_if_from(viewer, ratios, table, [form.move()]), display
            )
        except Refused as refusal:
            context["why_not"] = refusal.reason
    return context


@require_GET
@requires(Ability.SEE_STAFF)
def cover(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    found = queries.cover(viewer, day)
    stations = list({r.unit.station_code: r.unit.station_name for r in found.rows}.items())

    def rows(asked: dict[str, str]) -> list[CoverRow]:
        gap, station = asked["gap"], asked["station"]
        kept = [r for r in found.rows if not station or r.unit.station_code == station]
        if gap == "any":
            return [r for r in kept if r.gaps]
        return [r for r in kept if not gap or gap in r.gaps]

    return ListPage(
        name="staffing-cover",
        title=_("Cover of communities and villages"),
        subtitle=_("As of %(day)s, on the map in force that day") % {"day": day.isoformat()},
        note=_(
            "Covered = at least one responsible officer (by the area) and at least one auxiliary "
            "(by pairing) or helper (by unit). Office cover = in the service area of an office."
        ),
        columns=(
            Column("unit.code", _("Unit code"), url=lambda r: reverse("territory:grid", args=[r.unit.code])),
            Column("unit.name", _("Community or village")),
            Column("unit.station_name", _("Station"), sort="unit.station_code"),
            Column("officers", _("Responsible officers"), value=names, sort=""),
            Column("auxiliaries", _("Auxiliaries"), right=True, hint=_("Paired with these officers")),
            Column("helpers", _("Police helpers"), right=True, hint=_("Serving this unit")),
            Column("offices", _("Police offices"), value=lambda r: listed(r.offices), sort=""),
            Column("gaps", _("Lacks"), value=gap_badge, export=gap_text, sort=""),
        ),
        filters=(
            Filter("gap", _("Lacks"), kind="choice", choices=[("any", _("Any gap")), *Gap.choices]),
            Filter("station", _("Station"), kind="choice", choices=stations),
            on_day(today()),
        ),
        rows=rows,
        empty=_("No community or village fits; before the first map there is none."),
        template="staffing/cover.html",
        context={"tiles": cover_tiles(found, f"{request.path}?on={day.isoformat()}&gap=")},
    ).respond(request)


def names(row: CoverRow) -> str:
    return listed(p.display_name for p in row.officers)


def gap_text(row: CoverRow) -> str:
    return told(gap.label for gap in row.gaps)


def gap_badge(row: CoverRow) -> Badge:
    if not row.gaps:
        return Badge(_("Covered"), "good")
    return Badge(gap_text(row), GAP_TONES[row.gaps[0]])


def station_filter(viewer: Viewer, day: date) -> Filter:
    stations = queries.list_station_names(viewer, day)
    return Filter("station", _("Station"), kind="choice", choices=stations)


@require_GET
@requires(Ability.SEE_STAFF)
def pairing(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    pairs, check = queries.list_pairs(viewer, day), queries.pairing_check(viewer, day)

    def rows(asked: dict[str, str]) -> list[PairRow]:
        here = [p for p in pairs if not asked["station"] or p.station_code == asked["station"]]
        if not asked["hands"]:
            return here
        led = Counter(p.officer_id for p in pairs)
        return [p for p in here if (led[p.officer_id] > 1) == (asked["hands"] == "more")]

    return ListPage(
        name="staffing-pairing",
        title=_("Pairing of auxiliaries"),
        subtitle=_("As of %(day)s") % {"day": day.isoformat()},
        note=_("Auxiliaries have no enforcement authority; each works under a community officer's command."),
        columns=(
            Column("station_name", _("Station"), sort="station_code"),
            Column("officer.police_number", _("Officer's number")),
            Column(
                "officer.display_name",
                _("Community officer"),
                url=lambda r: reverse("staffing:officer", args=[r.officer_id]),
            ),
            Column("auxiliary.police_number", _("Auxiliary's number")),
            Column(
                "auxiliary.display_name",
                _("Auxiliary"),
                url=lambda r: reverse("staffing:officer", args=[r.auxiliary_id]),
            ),
            Column("since", _("Since")),
        ),
        filters=(
            station_filter(viewer, day),
            Filter(
                "hands",
                _("Auxiliaries of the officer"),
                kind="choice",
                choices=[("one", _("One")), ("more", _("Two or more"))],
            ),
            on_day(today()),
        ),
        rows=rows,
        template="staffing/pairing.html",
        context={
            "check": check,
            "tiles": pairing_tiles(check, f"{request.path}?on={day.isoformat()}&hands="),
        },
    ).respond(request)


@require_GET
@requires(Ability.SEE_STAFF)
def modes(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    checks = queries.mode_checks(viewer, day)
    if request.GET.get("export") in ("xlsx", "csv"):
        return mode_list(checks).respond(request)
    return render(request, "staffing/modes.html", {"day": day, "checks": with_fixes(viewer, checks, day)})


def with_fixes(viewer: Viewer, checks: list[ModeCheck], day: date) -> list[tuple[ModeCheck, list[Fix]]]:
    edits = may(viewer, Ability.EDIT_STAFF)
    return [(check, mode_fixes(check, day, edits=edits)) for check in checks]


def mode_list(checks: list[ModeCheck]) -> ListPage:
    """The checks as a table, for files."""
    findings = [finding for check in checks for finding in mode_findings(check)]
    return ListPage(
        name="staffing-modes",
        title=_("Mode check"),
        columns=(
            Column("station", _("Station"), sort=""),
            Column("finding", _("Finding"), sort=""),
            Column("who", _("Who is meant"), sort=""),
        ),
        rows=lambda asked: findings,
    )


@require_GET
@requires(Ability.SEE_STAFF)
def reasons(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)

    def rows(asked: dict[str, str]) -> list[ReasonCount]:
        since, until = day_of("since", asked["since"]), day_of("until", asked["until"])
        return queries.posting_reasons(viewer, since, until)

    return ListPage(
        name="staffing-reasons",
        title=_("Postings by reason"),
        subtitle=_("Police officers whose posting began in the period"),
        columns=(
            Column("reason", _("Posting reason"), value=lambda r: r.reason.label),
            Column("to", _("Posted to"), value=lambda r: r.to.label),
            Column("people", _("Officers"), right=True),
            Column("aged_50_plus", _("Aged 50 and over"), right=True, hint=_("By age band")),
        ),
        filters=(
            Filter("since", _("Begun on or after"), kind="date", default=f"{today().year - 10}-01-01"),
            Filter(
                "until",
                _("and before"),
                kind="date",
                default=f"{today().year + 1}-01-01",
            ),
        ),
        rows=rows,
        empty=_("No posting began in this period."),
        row_links=lambda r: [
            Link(_("Those in post today"), f"{reverse('staffing:officers')}?{posted_for(r)}")
        ],
    ).respond(request)


def posted_for(row: ReasonCount) -> str:
    return urlencode({"kind": StaffKind.OFFICER.value, "reason": row.reason.value})


def day_of(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(field, text, _("Write the day as YYYY-MM-DD, for example 2026-01-31.")) from None
