"""A table of bookings: template, check, keep. Taken whole or not at all."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common import sheets
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.staffing import actions, queries
from jingge.staffing.rules.worktable import HEADINGS, columns_of, read_line
from jingge.staffing.terms import TableProblem, TableRefused, Work
from jingge.staffing.web.workforms import TableForm
from jingge.uploads.web.tabled import only_table

SHOWN = 50


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def work_table(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = TableForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "back": reverse("staffing:work"), "works": list(Work)}
    status = 200
    if request.method == "POST" and form.is_valid():
        only_check = request.POST.get("deed") != "keep"
        try:
            rows = table_rows(viewer, form.cleaned_data["file"])
            done = actions.book_table(rows=rows, by=viewer, only_check=only_check)
        except TableRefused as refusal:
            problems = refusal.problems
            context |= {"problems": problems[:SHOWN], "more": max(0, len(problems) - SHOWN)}
            status = 422
        else:
            if not only_check:
                messages.success(request, _("%(n)d bookings are kept.") % {"n": done.bookings})
                days = [row.spec.day for row in rows]
                return redirect(
                    f"{reverse('staffing:work')}?table={done.origin_id}"
                    f"&since={min(days).isoformat()}&until={max(days).isoformat()}"
                )
            context |= {"done": done}
    elif request.method == "POST":
        status = 422
    return render(request, "staffing/work_table.html", context, status=status)


def table_rows(viewer: Viewer, upload: Any) -> list[actions.TableRow]:
    """The upload's only table as rows to book; everything wrong at once."""
    table = only_table(upload)
    places = columns_of(table.columns)
    if isinstance(places, TableProblem):
        raise TableRefused([places])
    people = queries.officers_by_number(viewer)
    rows, problems = [], []
    for index, number in enumerate(table.rows):
        line = read_line(number, {f: table.values[place][index].strip() for f, place in places.items()})
        if isinstance(line, TableProblem):
            problems.append(line)
            continue
        unknown = [n for n in (line.police_number, line.leader) if n and n not in people]
        if unknown:
            mend = _("Nobody on your ground has this number.")
            problems.append(TableProblem(number, "police_number", unknown[0], mend))
            continue
        leader = people[line.leader] if line.leader else None
        rows.append(actions.TableRow(number, people[line.police_number], line.spec, leader))
    if problems:
        raise TableRefused(problems)
    return rows


@require_GET
@requires(Ability.BOOK_WORK)
def template(request: HttpRequest) -> HttpResponse:
    """An empty table with headings and one example row."""
    header = [
        words[-1] if field not in ("begins", "ends", "work") else words[1]
        for field, words in HEADINGS.items()
    ]
    example = ["", (today() + timedelta(days=1)).isoformat(), "08:30", "17:30", str(Work.COMMUNITY.label), ""]
    people = queries.bookable(viewer_in(request), today())
    if people:
        example[0] = people[0].police_number
    return HttpResponse(
        sheets.to_xlsx(_("Hours of work"), header, [example]),
        content_type=sheets.XLSX_TYPE,
        headers={"Content-Disposition": 'attachment; filename="work-template.xlsx"'},
    )
