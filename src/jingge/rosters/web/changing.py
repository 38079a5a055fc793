"""One day changed by hand: what each choice would break shows before it is made. A drag leads to the same page."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid, NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.rosters import actions, queries
from jingge.rosters.rules.states import why_not_change
from jingge.rosters.terms import CellChange, KindSpec, Question


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def change(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """`officer` and `day` name the cell; `with` and `with_day` another one that it changes places with."""
    viewer = viewer_in(request)
    given = request.POST if request.method == "POST" else request.GET
    officer, day = _cell(given, "officer", "day")
    other = _cell(given, "with", "with_day") if given.get("with") else None
    if request.method == "POST":
        return _do(request, roster_id, (officer, day), other, viewer)
    view = queries.month_view(viewer, roster_id)
    refuse_if(why_not_change(view.roster.state))
    person = next((one for one in view.people if one.member.officer_id == officer), None)
    index = (day - view.question.first).days
    if person is None or not 0 <= index < view.question.days:
        raise NotYours(_("This person or day is not on the roster."))
    context = {"view": view, "person": person, "cell": person.cells[index], "other": None}
    if other is not None:
        context |= _exchange(view, (officer, day), other, viewer)
    else:
        context["choices"] = [
            (kind, actions.preview_cells(
                roster_id=roster_id, changes=[CellChange(officer, day, kind.code if kind else "")], by=viewer
            ))
            for kind in _choices(view.question)
            if (kind.code if kind else "") != person.cells[index].code
        ]  # fmt: skip
    return render(request, "rosters/change.html", context)


def _choices(question: Question) -> list[KindSpec | None]:
    return [*(kind for kind in question.kinds if question.wanted(kind)), None]


def _exchange(
    view: queries.MonthView, one: tuple[UUID, date], two: tuple[UUID, date], viewer: Viewer
) -> dict[str, object]:
    cells = {
        (person.member.officer_id, cell.day): (person, cell)
        for person in view.people
        for cell in person.cells
    }
    if two not in cells:
        raise NotYours(_("This person or day is not on the roster."))
    changes = [CellChange(*one, cells[two][1].code), CellChange(*two, cells[one][1].code)]
    preview = actions.preview_cells(roster_id=view.roster.pk, changes=changes, by=viewer)
    return {"other": cells[two][0], "other_cell": cells[two][1], "preview": preview}


def _do(
    request: HttpRequest,
    roster_id: UUID,
    cell: tuple[UUID, date],
    other: tuple[UUID, date] | None,
    viewer: Viewer,
) -> HttpResponse:
    if other is None:
        code = request.POST.get("code", "")
        done = actions.set_cell(roster_id=roster_id, officer_id=cell[0], day=cell[1], code=code, by=viewer)
    else:
        done = actions.exchange_cells(
            roster_id=roster_id,
            officer_id=cell[0],
            day=cell[1],
            other_id=other[0],
            other_day=other[1],
            by=viewer,
        )
    messages.success(request, _("Changed."))
    for member, breach in done.breaks:
        messages.warning(request, f"{member.name}: {breach.text}")
    last = other or cell
    return redirect(f"{reverse('rosters:month', args=[roster_id])}?at={last[0]}.{last[1]}")


def _cell(given: QueryDict, who: str, when: str) -> tuple[UUID, date]:
    try:
        return UUID(given.get(who, "")), date.fromisoformat(given.get(when, ""))
    except ValueError:
        raise Invalid(when, given.get(when, ""), _("Choose a person and a day of the grid.")) from None


@require_POST
@requires(Ability.BOOK_WORK)
def undo(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    actions.undo_change(roster_id=roster_id, by=viewer_in(request))
    messages.success(request, _("The last change is taken back."))
    return redirect("rosters:month", roster_id)
