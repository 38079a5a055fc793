"""Leave from a table: of a station by its head, of the bureau by the command office."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.wording import listed
from jingge.rosters import actions
from jingge.rosters.terms import LeaveKind, LeaveSpec
from jingge.uploads.rules.tabled import Faults, Heading, Line, choice_of, day_of, text_of
from jingge.uploads.web.tabled import Found, TablePage

HEADINGS = (
    Heading("number", gettext_lazy("Police number"), gettext_lazy("of an officer posted there on the first day")),
    Heading("kind", gettext_lazy("Kind of leave"), gettext_lazy("leave, training or duty elsewhere; no reason")),
    Heading("first_day", gettext_lazy("First day"), gettext_lazy("as 2026-01-01")),
    Heading("last_day", gettext_lazy("Last day"), gettext_lazy("the last day away, as 2026-01-05")),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def table(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)

    def deed(lines: list[Line], only_check: bool) -> Found:
        faults, rows = Faults(HEADINGS), []
        for line in lines:
            with faults.row(line, of="number"):
                rows.append((line, leave_of(line)))
        days = actions.enter_leave_table(rows=rows, faults=faults, by=viewer, only_check=only_check)
        return Found(_("%(n)d entries of leave, %(days)d days in all.") % {"n": len(rows), "days": days})

    kinds = listed(str(kind.label) for kind in LeaveKind if kind is not LeaveKind.SHORT_NOTICE)
    return TablePage(
        title=_("Leave from a table"),
        text=_("Approved as it is entered. Kinds: %(kinds)s. The next drawing keeps these days free.")
        % {"kinds": kinds},
        headings=HEADINGS,
        example=(viewer.police_number or "", LeaveKind.ANNUAL.label, today(), today()),
        template_name="leave-template",
        deed=deed,
        label=_("Enter the leave"),
        back=reverse("rosters:leaves"),
    ).respond(request)


def leave_of(line: Line) -> LeaveSpec:
    return LeaveSpec(
        number=text_of(line, "number", _("Write the police number.")),
        kind=choice_of(line, "kind", LeaveKind),
        first_day=day_of(line, "first_day"),
        last_day=day_of(line, "last_day"),
    )


@require_POST
@requires(Ability.BOOK_WORK)
def take_back(request: HttpRequest, table_id: UUID) -> HttpResponse:
    count = actions.take_back_leave_table(table_id=table_id, by=viewer_in(request))
    messages.success(request, _("Taken back: %(n)d entries of leave are withdrawn.") % {"n": count})
    return redirect("rosters:leaves")
