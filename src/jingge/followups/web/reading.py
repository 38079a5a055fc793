"""What is due, the records behind it, the figures that remain, the log of looks."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_of
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.followups.queries import listing
from jingge.followups.queries.grounds import ground_name, grounds_on
from jingge.followups.queries.visible import areas_of_station, has_looked
from jingge.followups.rules.grounds import basis_of, ground_called, number_of
from jingge.followups.rules.records import erased_from, why_not_do, why_not_undo
from jingge.followups.terms import Ended, Purpose

YEAR = 365


@require_GET
@requires(Ability.SEE_FOLLOWUPS)
def dues(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="followups-dues",
        title=_("Follow-ups by document"),
        subtitle=_(
            "Dates that are due, up to a month ahead; which document it is shows only after saying why"
        ),
        columns=(
            Column("on", _("Due on")),
            Column("ground", _("Legal ground")),
            Column("beat_name", _("Level-3 grid")),
            Column("post", _("Responsible post")),
            Column("state", _("State"), value=due_badge, export=lambda r: str(due_badge(r)), sort=""),
        ),
        filters=(
            Filter(
                "ground",
                _("Legal ground"),
                kind="choice",
                choices=[(one.code, ground_name(one.code)) for one in grounds_on(viewer.bureau_id, today())],
            ),
            Filter("done", _("Show"), kind="choice", choices=[("1", _("Done in the last month"))]),
        ),
        rows=lambda asked: listing.list_dues(viewer, ground=asked["ground"], done=bool(asked["done"])),
        row_links=lambda r: due_links(viewer, r),
        empty=_("Nothing is due."),
        toolbar=tools(viewer),
    ).respond(request)


def due_badge(row: Any) -> Badge:
    if row.done_on is not None:
        return Badge(_("Done on %(day)s") % {"day": row.done_on.isoformat()}, "good")
    return Badge(_("Late"), "bad") if row.is_late else Badge(_("To be done"), "info")


def due_links(viewer: Viewer, row: Any) -> list[Link]:
    links = [Link(_("Open"), reverse("followups:look", args=[row.record_id]))]
    if not may(viewer, Ability.KEEP_FOLLOWUPS):
        return links
    day = today()
    if why_not_do(is_open=True, on=row.on, done_on=row.done_on, today=day) is None:
        links.append(Link(_("Done"), reverse("followups:mark", args=[row.id, "do"]), post=True))
    if why_not_undo(is_open=True, done_on=row.done_on, today=day) is None:
        links.append(Link(_("Undo"), reverse("followups:mark", args=[row.id, "undo"]), post=True))
    return links


def tools(viewer: Viewer) -> list[Link]:
    links = [
        Link(_("Records"), reverse("followups:records"), "list"),
        Link(_("Grounds"), reverse("followups:grounds"), "scale"),
    ]
    if may(viewer, Ability.KEEP_FOLLOWUPS):
        links.append(Link(_("From a table"), reverse("followups:table"), "upload"))
        links.append(Link(_("Enter a document"), reverse("followups:new"), "plus", "primary"))
    return links


@require_GET
@requires(Ability.SEE_FOLLOWUPS)
def records(request: HttpRequest) -> HttpResponse:
    """Terms by area: no numbers of documents, no way to search for one."""
    viewer = viewer_in(request)
    areas = areas_of_station(viewer, today())
    return ListPage(
        name="followups-records",
        title=_("Records of follow-ups"),
        subtitle=_("By ground and area. They end by themselves and are erased 90 days later"),
        columns=(
            Column("ground", _("Legal ground"), value=lambda r: ground_name(r.ground)),
            Column(
                "beat_code", _("Level-3 grid"), value=lambda r: areas.get(r.beat_code, _gone(r.beat_code))
            ),
            Column("post", _("Responsible post"), value=lambda r: r.get_post_display()),
            Column("start", _("From day")),
            Column("end", _("Last day of the term")),
            Column("ended_on", _("Ended on")),
            Column(
                "ended_why", _("Why it ends"), value=lambda r: Ended(r.ended_why).label if r.ended_why else ""
            ),
            Column(
                "erased",
                _("Erased on"),
                value=lambda r: erased_from(r.ended_on) if r.ended_on else "",
                sort="",
            ),
        ),
        filters=(Filter("ended", _("Show"), kind="choice", choices=[("1", _("Ended"))]),),
        rows=lambda asked: listing.list_records(viewer, ended=bool(asked["ended"])),
        row_links=lambda r: [Link(_("Open"), reverse("followups:look", args=[r.pk]))],
        empty=_("No record."),
        toolbar=[Link(_("Due dates"), reverse("followups:dues"), "list")],
    ).respond(request)


def _gone(code: str) -> str:
    return _("%(code)s, no longer on the map: pass it on") % {"code": code}


@require_GET
@requires(Ability.SEE_FOLLOWUPS)
def record(request: HttpRequest, record_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = listing.get_record(viewer, record_id)
    if not has_looked(viewer, record_id):
        return redirect("followups:look", record_id)
    ground = ground_called(found.ground)
    context = {
        "record": found,
        "ground": ground_name(found.ground),
        "basis": basis_of(ground) if ground else "",
        "number": number_of(ground, found.issuer or found.station.name, found.year, found.serial)
        if ground
        else "",
        "area": areas_of_station(viewer, today()).get(found.beat_code, ""),
        "dues": list(found.dues.all()),
        "erased": erased_from(found.ended_on) if found.ended_on else None,
        "links": record_links(viewer, found),
    }
    return render(request, "followups/record.html", context)


def record_links(viewer: Viewer, found: Any) -> list[Link]:
    if not may(viewer, Ability.KEEP_FOLLOWUPS):
        return []
    if found.ended_on is None:
        return [
            Link(_("Pass on"), reverse("followups:pass_on", args=[found.pk]), "right"),
            Link(_("End"), reverse("followups:end", args=[found.pk]), "close"),
        ]
    return [Link(_("Open again"), reverse("followups:reopen", args=[found.pk]), "undo", post=True)]


@require_GET
@requires(Ability.COUNT_FOLLOWUPS)
def counts(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    first = today().replace(year=today().year - 1, day=1)
    return ListPage(
        name="followups-counts",
        title=_("Figures of follow-ups"),
        subtitle=_("All that remains of records: how many, by month, station and ground"),
        columns=(
            Column("month", _("Month"), value=lambda r: f"{r.month:%Y-%m}"),
            Column("station_name", _("Station")),
            Column("ground", _("Legal ground")),
            Column("opened", _("Entered"), right=True),
            Column("done", _("Done in time"), right=True),
            Column("late", _("Done late"), right=True),
            Column("missed", _("Not done"), right=True),
            Column("ended", _("Ended"), right=True),
            Column("erased", _("Erased"), right=True),
        ),
        filters=(Filter("since", _("From month"), kind="date", default=first.isoformat()),),
        rows=lambda asked: listing.list_counts(
            viewer, since=day_of(asked["since"]) if asked["since"] else first
        ),
        empty=_("No figures yet."),
        toolbar=count_tools(viewer),
    ).respond(request)


def count_tools(viewer: Viewer) -> list[Link]:
    links = [Link(_("Grounds"), reverse("followups:grounds"), "scale")]
    if may(viewer, Ability.SEE_LOOKS):
        links.append(Link(_("Who looked, and why"), reverse("followups:looks"), "log"))
    return links


@require_GET
@requires(Ability.SEE_LOOKS)
def looks(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="followups-looks",
        title=_("Who looked, and why"),
        subtitle=_("Every look at a record, with its purpose; only ever added"),
        columns=(
            Column("at", _("When")),
            Column("by_label", _("Who")),
            Column("station_name", _("Station")),
            Column("ground", _("Legal ground")),
            Column("purpose", _("Purpose"), value=lambda r: Purpose(r.purpose).label),
            Column("record_id", _("Record"), optional=True),
        ),
        filters=(Filter("since", _("From day"), kind="date"),),
        rows=lambda asked: listing.list_looks(
            viewer, since=day_of(asked["since"]) if asked["since"] else None
        ),
        empty=_("Nobody has looked."),
        toolbar=[Link(_("Figures of follow-ups"), reverse("followups:counts"), "ratio")],
    ).respond(request)
