"""A table of bookings: template, check, keep. Taken whole or not at all."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.staffing import actions, queries
from jingge.staffing.rules.worktable import HEADINGS, spec_of
from jingge.staffing.terms import Work
from jingge.uploads.rules.tabled import Faults, Line, text_of
from jingge.uploads.web.tabled import Found, TablePage

ROWS_SAID = 30


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def work_table(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)

    def deed(lines: list[Line], only_check: bool) -> Found:
        people, faults = queries.officers_by_number(viewer), Faults(HEADINGS)
        rows = []
        for line in lines:
            with faults.row(line, of="police_number"):
                rows.append(row_of(line, people))
        done = actions.book_table(rows=rows, by=viewer, only_check=only_check, faults=faults)
        said = ngettext("%(n)d booking.", "%(n)d bookings.", done.bookings) % {"n": done.bookings}
        kept = around(done, [row.spec.day for row in rows])
        return Found(said, [alerts_said(done.alerts)] if done.alerts else [], back=kept)

    return TablePage(
        title=_("Bookings from a table"),
        text=_("Kinds of work: %(works)s.") % {"works": listed(work.label for work in Work)},
        headings=HEADINGS,
        example=example(viewer),
        template_name="work-template",
        deed=deed,
        label=_("Keep the bookings"),
        back=reverse("staffing:work"),
    ).respond(request)


def row_of(line: Line, people: Mapping[str, Any]) -> actions.TableRow:
    number = text_of(line, "police_number", _("Write the police number."))
    leader = line["leader"].strip()
    for key, wanted in (("police_number", number), ("leader", leader)):
        if wanted and wanted not in people:
            raise Invalid(key, wanted, _("Nobody on your ground has this number."))
    return actions.TableRow(line.row, people[number], spec_of(line), people[leader] if leader else None)


def alerts_said(rows: tuple[int, ...]) -> str:
    text = ngettext(
        "%(n)d row books a dedicated community officer on other work: %(rows)s",
        "%(n)d rows book a dedicated community officer on other work: %(rows)s",
        len(rows),
    )
    return text % {"n": len(rows), "rows": listed(rows[:ROWS_SAID])}


def around(done: actions.TableDone, days: list[date]) -> str:
    """The list of what the table booked, from where it can be taken back."""
    asked = {
        "table": str(done.origin_id),
        "since": min(days, default=today()).isoformat(),
        "until": max(days, default=today()).isoformat(),
    }
    return f"{reverse('staffing:work')}?{urlencode(asked)}"


def example(viewer: Viewer) -> tuple[str, ...]:
    people = queries.bookable(viewer, today())
    number = people[0].police_number if people else ""
    day = (today() + timedelta(days=1)).isoformat()
    return (number, day, "08:30", "17:30", str(Work.COMMUNITY.label), "")
