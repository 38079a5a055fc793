"""Reading plans of moves: the list, one with all its figures, its moves as a table, the ledger."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Link, Tile
from jingge.redeployment import queries
from jingge.redeployment.rules.states import STATE_LABELS
from jingge.redeployment.web import presenters
from jingge.runs import queries as runs
from jingge.staffing.terms import OrganKind, PostingReason


@require_GET
@requires(Ability.SEE_MOVES)
def plan_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    edits = may(viewer, Ability.EDIT_PLANS)
    return ListPage(
        name="redeployment-plans",
        title=_("Plans of moves"),
        subtitle=_("Who would serve where: by hand or with the fewest moves, decided by two people"),
        columns=(
            Column("number", _("Number"), right=True),
            Column("name", _("Name"), url=lambda p: reverse("redeployment:plan", args=[p.id])),
            Column("state", _("State"), value=lambda p: presenters.state_badge(p.state), export=lambda p: STATE_LABELS[p.state]),
            Column("day", _("Day the plan looks at")),
            Column("moves", _("People who move"), right=True),
            Column("proven", _("Drawn"), value=lambda p: "" if p.proven is None else _("Proven") if p.proven else _("Not proven")),
            Column("supposed_number", _("Supposes plan"), right=True, optional=True),
            Column("created_by_label", _("Made by")),
            Column("created_at", _("Made at")),
            Column("effect_from", _("Postings from")),
        ),
        filters=(Filter("state", _("State"), kind="choice", choices=tuple(STATE_LABELS.items())),),
        rows=lambda asked: queries.list_plans(viewer, state=asked["state"]),
        default_sort="-number",
        row_links=lambda p: [Link(_("Open"), reverse("redeployment:plan", args=[p.id]))],
        toolbar=(
            *([Link(_("New plan of moves"), reverse("redeployment:new"), "plus", "primary")] if edits else []),
            Link(_("Redeployment ledger"), reverse("redeployment:ledger"), "log"),
        ),
        empty=_("No plan yet. A plan moves people in thought first."),
    ).respond(request)  # fmt: skip


@require_GET
@requires(Ability.SEE_MOVES)
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    detail = queries.get_plan(viewer, plan_id)
    job = detail.plan.job_id if detail.plan.state == "drawing" and may(viewer, Ability.SEE_RUNS) else None
    names = detail.station_names
    return render(
        request,
        "redeployment/plan.html",
        {
            "detail": detail,
            "plan": detail.plan,
            "steps": presenters.steps(detail.plan.state),
            "badge": presenters.state_badge(detail.plan.state),
            "lines": presenters.lines(detail),
            "heads": presenters.STATION_HEADS,
            "stations": [
                list(zip(presenters.STATION_HEADS, presenters.station_cells(row), strict=True))
                for row in detail.outcome.stations
            ],
            "moves": [(move, presenters.why(move.going, names)) for move in detail.moves],
            "wish": presenters.wish_lines(detail),
            "proofs": presenters.proofs(detail),
            "clash": presenters.clash(detail),
            "one_more": presenters.one_more(detail),
            "chart": presenters.chart(detail),
            "job": runs.get_job(viewer, job) if job else None,
            "today": today(),
        },
    )  # fmt: skip


@require_GET
@requires(Ability.SEE_MOVES)
def moves(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    detail = queries.get_plan(viewer_in(request), plan_id)
    names = detail.station_names
    return ListPage(
        name="redeployment-moves",
        title=_("Moves of plan %(number)d %(name)s")
        % {"number": detail.plan.number, "name": detail.plan.name},
        columns=(
            Column("number", _("Police number")),
            Column("name", _("Name"), url=lambda m: reverse("staffing:officer", args=[m.officer_id])),
            Column("from_place", _("From")),
            Column("from_post", _("Post before"), value=lambda m: m.from_post.label),
            Column("place", _("Moves to")),
            Column("post", _("Post"), value=lambda m: m.post.label),
            Column("narrowed", _("Part, areas and units"), sort=""),
            Column("successor", _("Takes over the areas")),
            Column(
                "why",
                _("Why"),
                value=lambda m: presenters.why(m.going, names),
                sort="",
            ),
        ),
        rows=lambda asked: list(detail.moves),
        default_sort="number",
        toolbar=(
            Link(
                _("From a table"),
                reverse("redeployment:moves_table", args=[plan_id]),
                "upload",
                why_not=detail.why_not["edit"],
            ),
            Link(_("Back to the plan"), reverse("redeployment:plan", args=[plan_id]), "left"),
        ),
        empty=_("The plan moves nobody."),
    ).respond(request)


@require_GET
@requires(Ability.SEE_MOVES)
def ledger(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    now = today()
    since = _day("since", request.GET.get("since") or f"{now.year - 10}-01-01")
    until = _day("until", request.GET.get("until") or f"{now.year + 1}-01-01")
    if until <= since:
        raise Invalid("until", until, _("The end must come after the beginning."))
    asked_reason, to = request.GET.get("reason", ""), request.GET.get("to", "")
    reasons = [(one.value, one.label) for one in PostingReason if one is not PostingReason.INITIAL]
    organs = [(one.value, one.label) for one in (OrganKind.STATION, OrganKind.DEPARTMENT)]
    book = queries.ledger(
        viewer,
        since,
        until,
        reason=asked_reason if asked_reason in PostingReason.values else "",
        to=to if to in OrganKind.values else "",
    )
    return ListPage(
        name="redeployment-ledger",
        title=_("Redeployment ledger"),
        subtitle=_("Police officers moved within the bureau: whence, where to, why. The total stays."),
        columns=(
            Column("number", _("Police number")),
            Column("name", _("Name"), url=lambda r: reverse("staffing:officer", args=[r.officer_id])),
            Column(
                "from_place",
                _("From"),
                value=lambda r: r.from_place or _("earlier post not in the tables"),
                export=lambda r: r.from_place,
            ),
            Column("from_post", _("Post before"), value=lambda r: r.from_post.label if r.from_post else ""),
            Column("place", _("Moved to")),
            Column("post", _("Post"), value=lambda r: r.post.label),
            Column("day", _("From the day")),
            Column("reason", _("Posting reason"), value=lambda r: r.reason.label),
            Column("aged_50_plus", _("Aged 50 and over"), value=lambda r: _("yes") if r.aged_50_plus else "", hint=_("By age band")),
            Column("plan_number", _("Plan"), value=lambda r: r.plan_number or "", right=True, optional=True),
        ),
        filters=(
            Filter("since", _("Begun on or after"), kind="date", default=since.isoformat()),
            Filter("until", _("and before"), kind="date", default=until.isoformat()),
            Filter("reason", _("Posting reason"), kind="choice", choices=tuple(reasons)),
            Filter("to", _("Moved to"), kind="choice", choices=tuple(organs)),
        ),
        rows=lambda asked: list(book.rows),
        default_sort="day",
        template="redeployment/ledger.html",
        context={"book": book, "tiles": _ledger_tiles(book, since, until)},
        empty=_("Nobody was moved in this period."),
    ).respond(request)  # fmt: skip


def _ledger_tiles(book: queries.Ledger, since: date, until: date) -> list[Tile]:
    specialists = sum(row.to_station for row in book.rows)

    def rows(**narrowed: str) -> str:
        asked = {"since": since.isoformat(), "until": until.isoformat(), **narrowed}
        return f"{reverse('redeployment:ledger')}?{urlencode(asked)}"

    return [
        Tile(
            _("Moved within the bureau"),
            len(book.rows),
            _("people"),
            _("Postings begun in the period, “in post before” left out"),
            rows(),
        ),
        Tile(
            _("Of them to stations"),
            specialists,
            _("people"),
            _("From departments, brigades or other stations"),
            rows(to=OrganKind.STATION.value),
        ),
        *(
            Tile(
                reason.label,
                count,
                _("people"),
                _("%(n)d of them aged 50 and over") % {"n": older},
                rows(reason=reason.value),
            )
            for reason, count, older in book.by_reason
        ),
        Tile(
            _("Police officers of the bureau"),
            f"{book.before} → {book.after}",
            "",
            (_("Unchanged") if not book.left else _("%(n)d left the bureau; moving changed nothing") % {"n": book.left})
            if book.unchanged
            else _("Does not add up: look at who left and who was entered"),
            tone="good" if book.unchanged else "bad",
        ),
    ]  # fmt: skip


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(field, text, _("Write the day as YYYY-MM-DD, for example 2026-01-31.")) from None
