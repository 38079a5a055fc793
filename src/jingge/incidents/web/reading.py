"""Lists of incidents and limits, the inboxes, the health of the mechanisms."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
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
from jingge.common.web.parts import Link, Tile
from jingge.incidents.queries import health as healthy
from jingge.incidents.queries import inbox as boxes
from jingge.incidents.queries import listing
from jingge.incidents.queries.choices import categories, category_label, organ_choices
from jingge.incidents.queries.preventable import PREVENTABLE, of_preventable
from jingge.incidents.queries.visible import sees_all
from jingge.incidents.terms import ClockState, Stage
from jingge.incidents.web.words import (
    clock_badge,
    due_badge,
    light_badge,
    limit_name,
    minute,
    stage_badge,
    urgency_badge,
)

MOST = 5_000  # rows to turn over; who needs more narrows the days or takes the file


def address(incident: Any) -> str:
    return reverse("incidents:incident", args=[incident.pk])


def columns(viewer: Viewer) -> tuple[Column, ...]:
    names = listing.category_names(viewer)
    return (
        Column("number", _("Number"), url=address),
        Column("received_at", _("Report came at"), value=lambda r: minute(r.received_at)),
        Column("category", _("Kind of matter"), value=lambda r: names.get(r.category, r.category)),
        Column("place_name", _("Where"), value=lambda r: r.place or r.place_name),
        Column("urgency", _("Urgency"), value=lambda r: urgency_badge(r.urgency), optional=True),
        Column("owner", _("Responsible"), value=lambda r: r.owner.name, sort="owner__code"),
        Column(
            "first", _("Received first by"), value=lambda r: r.first_receiver.name, sort="", optional=True
        ),
        Column("stage", _("State"), value=lambda r: stage_badge(r.stage)),
        Column("due_at", _("Next limit"), value=lambda r: due_badge(r.due_at), export=lambda r: r.due_at),
        Column("official_ref", _("Number in the official system"), optional=True),
    )


@require_GET
@requires(Ability.SEE_INCIDENTS)
def incidents(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="incidents",
        title=_("Incident records"),
        subtitle=whose_words(viewer),
        columns=columns(viewer),
        filters=(
            Filter("q", _("Number or official number")),
            Filter("where", _("Place of the map")),
            Filter("address", _("Words of the address")),
            *whose_filters(viewer),
            Filter("stage", _("State"), kind="choice", choices=Stage.choices),
            Filter(
                "category",
                _("Kind of matter"),
                kind="choice",
                choices=[
                    *((one.code, category_label(one)) for one in categories(viewer)),
                    (PREVENTABLE, _("Preventable cases")),
                ],
            ),
            Filter("since", _("From day"), kind="date", default=(today() - timedelta(days=29)).isoformat()),
            Filter("until", _("To day"), kind="date"),
        ),
        rows=lambda asked: listing.list_incidents(
            viewer,
            words=asked["q"],
            where=asked["where"],
            address=asked["address"],
            whose=asked.get("whose") or listing.OURS,
            stage=asked["stage"],
            category="" if asked["category"] == PREVENTABLE else asked["category"],
            among=of_preventable(viewer.bureau_id) if asked["category"] == PREVENTABLE else None,
            station_code=asked.get("organ", ""),
            first_code=asked.get("first", ""),
            since=day_of(asked["since"]) if asked["since"] else None,
            until=day_of(asked["until"]) if asked["until"] else None,
        ),
        row_links=lambda r: [Link(_("Open"), address(r))],
        most=MOST,
        empty=_("No incident fits."),
        toolbar=tools(viewer),
    ).respond(request)


def whose_words(viewer: Viewer) -> str:
    return _("All incidents of the bureau") if sees_all(viewer) else _("Incidents of your own unit")


def whose_filters(viewer: Viewer) -> tuple[Filter, ...]:
    if sees_all(viewer):
        units = organ_choices(viewer)
        return (
            Filter("organ", _("Responsible"), kind="choice", choices=units),
            Filter("first", _("Received first by"), kind="choice", choices=units),
        )
    choices = [
        (listing.OURS, _("Ours now")),
        (listing.RECEIVED, _("Received by us first")),
        (listing.ALL, _("All that were ever with us")),
    ]
    return (Filter("whose", _("Whose"), kind="choice", choices=choices, default=listing.OURS),)


def tools(viewer: Viewer) -> list[Link]:
    links = [
        Link(_("Inbox"), reverse("incidents:inbox"), "list"),
        Link(_("Mechanisms"), reverse("incidents:health"), "ratio"),
    ]
    if sees_all(viewer):
        links.append(Link(_("Earlier incidents"), reverse("incidents:batches"), "log"))
    if may(viewer, Ability.TAKE_INCIDENTS):
        links.append(Link(_("Take in a report"), reverse("incidents:new"), "plus", "primary"))
    return links


@require_GET
@requires(Ability.SEE_INCIDENTS)
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits, by what there is to do; the command office leaves it open: it renews itself."""
    viewer = viewer_in(request)
    organ = request.GET.get("organ", "") if sees_all(viewer) else ""
    key = request.GET.get("box", "")
    keys = boxes.keys_for(viewer)
    key = key if key in keys else keys[0]
    tiles = [
        Tile(
            label=one.label,
            value=one.waiting,
            hint=_("%(n)d of them late") % {"n": one.late} if one.late else one.hint,
            url=f"{reverse('incidents:inbox')}?{urlencode({'box': one.key, 'organ': organ})}",
            tone="bad" if one.late or (one.key == "late" and one.waiting) else "",
        )
        for one in boxes.tallies(viewer, organ)
    ]
    return ListPage(
        name="incidents-inbox",
        title=_("Inbox of incidents"),
        subtitle=boxes.LABELS[key][0],
        note=boxes.LABELS[key][1],
        columns=columns(viewer),
        filters=(
            Filter(
                "box",
                _("Inbox"),
                kind="choice",
                choices=[(one, boxes.LABELS[one][0]) for one in keys],
                default=key,
            ),
            *(whose_filters(viewer) if sees_all(viewer) else ()),
        ),
        rows=lambda asked: boxes.inbox(viewer, asked["box"] or key, asked.get("organ", "")),
        row_links=lambda r: [Link(_("Open"), address(r))],
        empty=_("Nothing waits here."),
        toolbar=[
            Link(_("All incidents"), reverse("incidents:incidents"), "list"),
            *tools(viewer)[1:],
        ],
        template="incidents/inbox.html",
        context={"tiles": tiles, "box": key},
    ).respond(request)


@require_GET
@requires(Ability.SEE_INCIDENTS)
def health(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="incidents-health",
        title=_("How the mechanisms run"),
        subtitle=whose_words(viewer),
        note=_(
            "Of the last 30 days. Green: in time. Amber: one is late now, or under 95 % in time. Red: under 80 %."
        ),
        columns=(
            Column("name", _("Mechanism"), url=lambda r: rows_behind(request, r.key, "")),
            Column("light", _("State"), value=lambda r: light_badge(r.light), sort=""),
            Column("share", _("Share in time"), value=share_words, right=True, export=lambda r: r.share),
            Column("met", _("In time"), right=True, url=lambda r: rows_behind(request, r.key, "met")),
            Column("late", _("Done late"), right=True, url=lambda r: rows_behind(request, r.key, "late")),
            Column("running", _("Running"), right=True, url=lambda r: rows_behind(request, r.key, "running")),
            Column(
                "overdue", _("Late now"), right=True, url=lambda r: rows_behind(request, r.key, "overdue")
            ),
        ),
        filters=whose_filters(viewer) if sees_all(viewer) else (),
        rows=lambda asked: healthy.health(viewer, organ_code=asked.get("organ", "")),
        toolbar=[Link(_("Inbox"), reverse("incidents:inbox"), "list")],
    ).respond(request)


def share_words(row: Any) -> str:
    return f"{row.share:.1f} %" if row.share is not None else "—"


def rows_behind(request: HttpRequest, key: str, state: str) -> str:
    asked = {"mechanism": key, "state": state, "organ": request.GET.get("organ", "")}
    asked["since"] = (today() - healthy.WINDOW).isoformat()
    return f"{reverse('incidents:limits')}?{urlencode({k: v for k, v in asked.items() if v})}"


@require_GET
@requires(Ability.SEE_INCIDENTS)
def limits(request: HttpRequest) -> HttpResponse:
    """The rows behind every figure of the mechanisms."""
    viewer = viewer_in(request)
    return ListPage(
        name="incidents-limits",
        title=_("Time limits of incidents"),
        subtitle=whose_words(viewer),
        columns=(
            Column(
                "incident__number",
                _("Number"),
                value=lambda r: r.incident.number,
                url=lambda r: address(r.incident),
            ),
            Column("key", _("Time limit"), value=lambda r: limit_name(r.key, r.limit_code)),
            Column("organ", _("Whose"), value=lambda r: r.organ.name, sort="organ__code"),
            Column("started_at", _("Since"), value=lambda r: minute(r.started_at)),
            Column("due_at", _("Ends"), value=lambda r: minute(r.due_at)),
            Column("ended_at", _("Done"), value=lambda r: minute(r.ended_at)),
            Column("state", _("State"), value=lambda r: clock_badge(r.state, r.due_at)),
        ),
        filters=(
            Filter(
                "mechanism",
                _("Mechanism"),
                kind="choice",
                choices=[(key, name) for key, (name, _keys) in healthy.MECHANISMS.items()],
            ),
            Filter(
                "state",
                _("State"),
                kind="choice",
                choices=[*ClockState.choices, ("overdue", _("Running, past its end"))],
            ),
            Filter(
                "since",
                _("Ended since"),
                kind="date",
                default=(today() - healthy.WINDOW).isoformat(),
            ),
            *(whose_filters(viewer) if sees_all(viewer) else ()),
        ),
        rows=lambda asked: listing.list_clocks(
            viewer,
            keys=healthy.MECHANISMS[asked["mechanism"]][1] if asked["mechanism"] else (),
            state=asked["state"],
            organ_code=asked.get("organ", ""),
            since=day_of(asked["since"]) if asked["since"] else None,
        ),
        row_links=lambda r: [Link(_("Open"), address(r.incident))],
        most=MOST,
        empty=_("No time limit fits."),
        toolbar=[Link(_("Mechanisms"), reverse("incidents:health"), "ratio")],
    ).respond(request)
