"""Changing a drawn plan by hand: look at a move, make it, take it back, name an officer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid
from jingge.common.web.htmx import is_htmx
from jingge.planning import actions, queries
from jingge.planning.rules.byhand import RULES as HAND_RULES
from jingge.planning.rules.moving import RULES, WORSE, Limits, Reckoning, bound_after, reckon
from jingge.planning.rules.wording import broken_text, terms_of
from jingge.planning.terms import AREAS, OFFICES, MoveCheck
from jingge.planning.web.kind_rows import picked_row
from jingge.planning.web.marks import term_value


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def move(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """GET: the form with the block picked. POST: `deed=check` shows what it would do, `move` does it."""
    viewer = viewer_in(request)
    detail = queries.get_scenario(viewer, scenario_id)
    given = request.POST if request.method == "POST" else request.GET
    block = given.get("block", "")[:24]
    whole = given.get("whole_unit") == "1"
    context = {"detail": detail, "scenario": detail.scenario, "block_code": block, "whole_unit": whole}
    context |= _choices(detail, block)
    if detail.scenario.kind != AREAS:
        context |= {"picked": picked_row(detail, block)}
    if request.method == "POST":
        target = _number(given.get("to_area", ""))
        deed = actions.move_block if given.get("deed") == "move" else actions.check_move
        check = deed(scenario_id=scenario_id, block_code=block, to_area=target, whole_unit=whole, by=viewer)
        if deed is actions.move_block:
            messages.success(request, _("%(n)s blocks moved.") % {"n": len(check.blocks)})
            return _back(request, scenario_id)
        context |= {"picked": None, "check": check, "to_area": target, **_words(check, detail)}
    name = "planning/parts/move.html" if is_htmx(request) else "planning/move.html"
    return render(request, name, context)


@require_POST
@requires(Ability.EDIT_PLANS)
def undo(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    undone = actions.undo_last(scenario_id=scenario_id, by=viewer_in(request))
    if undone.pick:
        messages.success(request, _("The plan that stood before “%(pick)s” is back.") % {"pick": undone.pick})
    else:
        messages.success(request, _("%(n)s blocks are back where they were.") % {"n": len(undone.blocks)})
    return _back(request, scenario_id)


@require_POST
@requires(Ability.EDIT_PLANS)
def redo(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    blocks = actions.redo_move(scenario_id=scenario_id, by=viewer_in(request))
    messages.success(request, _("%(n)s blocks moved.") % {"n": len(blocks)})
    return _back(request, scenario_id)


@require_POST
@requires(Ability.EDIT_PLANS)
def divide(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Several grids within one block, or one again."""
    grids = _number(request.POST.get("grids", ""))
    area = actions.divide_block(
        scenario_id=scenario_id,
        area_number=_number(request.POST.get("area", "")),
        grids=grids,
        by=viewer_in(request),
    )
    messages.success(request, _("%(area)s now counts as %(n)d grids.") % {"area": area.name, "n": grids})
    return _back(request, scenario_id)


@require_POST
@requires(Ability.EDIT_PLANS)
def officer(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    area = actions.name_officer(
        scenario_id=scenario_id,
        area_number=_number(request.POST.get("area", "")),
        police_number=request.POST.get("police_number", "")[:20],
        by=viewer_in(request),
    )
    messages.success(request, _("Officer named for %(area)s.") % {"area": area.name})
    return _back(request, scenario_id)


def _choices(detail: queries.Detail, block: str) -> dict[str, object]:
    """Blocks to write, and for a known block only the areas it could go to: those of its own ground."""
    number = queries.area_of_block(detail.scenario, block) if block else None
    lies_in = next((area for area in detail.areas if area.number == number), None)
    return {**form_parts(detail), "lies_in": lies_in, "targets": _targets(detail, lies_in)}


def form_parts(detail: queries.Detail) -> dict[str, object]:
    """What the form of a move shows for its kind before a block is picked."""
    rule = HAND_RULES[detail.scenario.kind]
    return {
        "block_choices": queries.block_choices(detail.scenario),
        "targets": detail.areas,
        "opens": rule.opens,
        "whole_units": rule.whole_units,
        "may_move_units": detail.scenario.kind == AREAS,
    }


def _targets(detail: queries.Detail, lies_in: queries.AreaRow | None) -> list[queries.AreaRow]:
    if lies_in is None:
        return list(detail.areas)
    return [one for one in detail.areas if one.number != lies_in.number and _same_ground(one, lies_in)]


def _same_ground(one: queries.AreaRow, other: queries.AreaRow) -> bool:
    """Areas of one station; grids also of one community and one officer's area, which their figures name."""
    if one.station_code != other.station_code:
        return False
    if "beat" not in one.figures:
        return True
    return all(one.figures.get(key) == other.figures.get(key) for key in ("beat", "units"))


def _back(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The whole page anew: figures, map and tables all follow from one move."""
    if is_htmx(request):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect("planning:scenario", scenario_id=scenario_id)


def _number(given: str) -> int:
    if not given.isdecimal() or len(given) > 6:
        raise Invalid("to_area", given, _("Choose an area."))
    return int(given)


def _words(check: MoveCheck, detail: queries.Detail) -> dict[str, object]:
    """Every reason for what the move costs, and the terms before and after."""
    if check.before is None or check.after is None:
        return {"rows": [], "reasons": [], "breaks": False}
    scenario, before, after = detail.scenario, check.before.terms, check.after.terms
    names = {str(area.number): area.name for area in detail.areas}
    rows = [
        (term.label, term_value(term, before.get(term.key)), term_value(term, after.get(term.key)))
        for term in terms_of(scenario.kind)
        if before.get(term.key) != after.get(term.key)
    ]
    means = {row.code: row.mean for row in detail.stations}
    limits = Limits(means, scenario.balance_pct, scenario.kind, check.norm)
    reasons = reckon(check.before, check.after, names=names, limits=limits)
    said = {"load_below_lower", "load_above_upper", *RULES}
    if scenario.kind == OFFICES:
        said |= {"measure_above_upper"}  # the people are said with what the office may serve
    others = [one for one in check.new_broken if one.kind not in said]
    reasons += [Reckoning(WORSE, broken_text(one.named(names)), breaks=True) for one in others]
    same_number = len(check.before.areas) == len(check.after.areas)
    reasons += bound_after(check.before, check.after, scenario.lower_bound if same_number else None)
    return {"rows": rows, "reasons": reasons, "breaks": any(one.breaks for one in reasons)}
