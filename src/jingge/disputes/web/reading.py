"""The list of disputes, one dispute with its steps, its printed form."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_of
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Link, Step
from jingge.disputes.queries import listing
from jingge.disputes.queries.doors import doors_of, why_not_open
from jingge.disputes.terms import Level, State
from jingge.disputes.web.words import level_badge, reason_words, state_badge, step_words, term_badge
from jingge.incidents.queries.choices import organ_choices
from jingge.incidents.queries.listing import clocks_of
from jingge.incidents.queries.visible import sees_all
from jingge.incidents.rules.clocks import MEDIATING
from jingge.incidents.web.words import clock_badge, limit_name

PATH = (
    (gettext_lazy("Registered"), (State.OPENED,)),
    (gettext_lazy("Mediation"), (State.FIT, State.SECOND, State.TO_REFER)),
    (gettext_lazy("Agreement"), (State.AGREED,)),
    (gettext_lazy("Performed"), (State.PERFORMED,)),
    (gettext_lazy("Return visit"), (State.VISITED,)),
)


def address(name: str, dispute: Any) -> str:
    return reverse(f"disputes:{name}", args=[dispute.pk])


@require_GET
@requires(Ability.SEE_INCIDENTS)
def disputes(request: HttpRequest) -> HttpResponse:
    viewer, names = viewer_in(request), listing.type_names()
    return ListPage(
        name="disputes",
        title=_("Disputes"),
        subtitle=_("All disputes of the bureau") if sees_all(viewer) else _("Disputes of your own unit"),
        note=_("Levels describe the matter, never a person."),
        columns=(
            Column(
                "incident__number",
                _("Number"),
                value=lambda r: r.incident.number,
                url=lambda r: address("dispute", r),
            ),
            Column("opened_on", _("Accepted on")),
            Column("type", _("Type of dispute"), value=lambda r: names.get(r.type, r.type)),
            Column("level", _("Level of the matter"), value=lambda r: level_badge(r.level)),
            Column(
                "incident__place_name",
                _("Where"),
                value=lambda r: r.incident.place or r.incident.place_name,
            ),
            Column(
                "owner", _("Responsible"), value=lambda r: r.incident.owner.name, sort="incident__owner__code"
            ),
            Column("state", _("State"), value=lambda r: state_badge(r.state)),
            Column(
                "perform_by",
                _("To be performed by"),
                value=lambda r: term_badge(r.perform_by, open_=r.state == State.AGREED),
                export=lambda r: r.perform_by,
            ),
            Column(
                "visit_due",
                _("Return visit by"),
                value=lambda r: term_badge(r.visit_due, open_=r.state == State.PERFORMED),
                export=lambda r: r.visit_due,
                optional=True,
            ),
            Column("agreement_number", _("Number of the agreement"), optional=True),
        ),
        filters=(
            Filter("q", _("Number, place or number of the agreement")),
            Filter("type", _("Type of dispute"), kind="choice", choices=list(names.items())),
            Filter("level", _("Level of the matter"), kind="choice", choices=Level.choices),
            Filter("state", _("State"), kind="choice", choices=State.choices),
            Filter("end", _("Outcome"), kind="choice", choices=ends()),
            Filter("due", _("To do"), kind="choice", choices=dues()),
            *organ_filter(viewer),
            Filter("unit", _("Code of the community or village")),
            Filter("since", _("From day"), kind="date"),
            Filter("until", _("To day"), kind="date"),
        ),
        rows=lambda asked: listing.list_disputes(
            viewer,
            words=asked["q"],
            type=asked["type"],
            level=asked["level"],
            state=asked["state"],
            end=asked["end"],
            due=asked["due"],
            organ_code=asked.get("organ", ""),
            unit_code=asked["unit"],
            since=day_of(asked["since"]) if asked["since"] else None,
            until=day_of(asked["until"]) if asked["until"] else None,
        ),
        row_links=lambda r: [Link(_("Open"), address("dispute", r))],
        empty=_("No dispute fits."),
        toolbar=(
            Link(_("Picture of a month"), reverse("disputes:picture"), "ratio"),
            Link(_("All incidents"), reverse("incidents:incidents"), "list"),
        ),
    ).respond(request)


def dues() -> list[tuple[str, str]]:
    return [
        (listing.JUDGE, _("to be judged")),
        (listing.CHECK, _("performance to be checked")),
        (listing.VISIT, _("return visit due")),
    ]


def ends() -> list[tuple[str, str]]:
    labels = {
        "mediated": _("Mediated and performed"),
        "referred": _("Referred"),
        "case": _("Handled as a case"),
        "open": _("Under way"),
    }
    return [(key, labels[key]) for key in listing.ENDS]


def organ_filter(viewer: Viewer) -> tuple[Filter, ...]:
    if not sees_all(viewer):
        return ()
    return (Filter("organ", _("Responsible"), kind="choice", choices=organ_choices(viewer)),)


@require_GET
@requires(Ability.SEE_INCIDENTS)
def dispute(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = listing.get_dispute(viewer, dispute_id)
    return render(request, "disputes/dispute.html", shown(found) | {"links": links(viewer, found)})


def shown(found: Any) -> dict[str, Any]:
    names = listing.type_names()
    keys = {*MEDIATING, "case.handling"}
    return {
        "dispute": found,
        "incident": found.incident,
        "type": names.get(found.type, found.type),
        "level": level_badge(found.level),
        "state": state_badge(found.state),
        "reasons": reason_words(found.reasons),
        "path": path_of(found.state),
        "perform_by": term_badge(found.perform_by, open_=found.state == State.AGREED),
        "visit_due": term_badge(found.visit_due, open_=found.state == State.PERFORMED),
        "clocks": [
            (one, limit_name(one.key, one.limit_code), clock_badge(one.state, one.due_at))
            for one in clocks_of(found.incident)
            if one.key in keys
        ],
        "story": [(one, step_words(one, names), is_undone(one)) for one in listing.story_of(found)],
    }


def is_undone(step: Any) -> bool:
    return getattr(step, "undone_by", None) is not None


def path_of(state: str) -> list[Step]:
    """The straight way, with where it left it."""
    at = next((n for n, (_label, states) in enumerate(PATH) if state in states), None)
    if at is None:
        return [Step(PATH[0][0], "done"), Step(PATH[1][0], "done"), Step(State(state).label, "current")]
    states = ["done" if n < at else "current" if n == at else "ahead" for n in range(len(PATH))]
    return [Step(label, one) for (label, _states), one in zip(PATH, states, strict=True)]


def links(viewer: Viewer, found: Any) -> list[Link]:
    paper = Link(_("Printed form"), address("paper", found), "print")
    back = Link(_("The incident"), reverse("incidents:incident", args=[found.incident_id]), "left")
    if not may(viewer, Ability.TAKE_INCIDENTS):
        return [paper, back]
    doors = doors_of(viewer, found)
    offered = [
        (_("Judge whether it can be mediated"), "judge", "scale", "primary", doors.judge),
        (_("Agreement reached"), "agree", "good", "primary", doors.agree),
        (_("No agreement, a second time"), "meet", "clock", "", doors.meet),
        (_("Mediation failed"), "fail", "bad", "", doors.fail),
        (_("Performed"), "perform", "good", "primary", doors.perform),
        (_("Not performed"), "not_perform", "bad", "", doors.not_perform),
        (_("Return visit"), "visit", "good", "primary", doors.visit),
        (_("Refer"), "refer", "right", "", doors.refer),
        (_("People's mediation agreed"), "settle", "good", "", doors.settle),
        (_("Begin anew"), "restart", "undo", "primary", doors.restart),
        (_("Correct"), "correct", "edit", "", doors.correct),
        (_("Take the last step back"), "take_back", "undo", "", doors.take_back),
    ]
    deeds = [
        Link(label, address(name, found), icon, kind)
        for label, name, icon, kind, why_not in offered
        if why_not is None
    ]
    return [*deeds, paper, back]


@require_GET
@requires(Ability.SEE_INCIDENTS)
def paper(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    """纠纷登记（治安调解）表: for the file, without any side of the dispute."""
    found = listing.get_dispute(viewer_in(request), dispute_id)
    return render(request, "disputes/paper.html", shown(found))


def on_incident(viewer: Viewer, incident: Any) -> Link | None:
    """What the page of an incident offers: its dispute, or to make one."""
    found = listing.find_of(incident)
    if found is not None:
        return Link(_("Dispute and mediation"), address("dispute", found), "scale", "primary")
    if why_not_open(viewer, incident) is not None:
        return None
    return Link(_("Mediate it as a dispute"), reverse("disputes:new", args=[incident.pk]), "scale", "primary")
