"""Before two people agree: which matters of the last month a draft would have treated otherwise."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.web.days import day_of
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.norms.queries import editions as queries

MONTH = timedelta(days=30)
LONGEST = timedelta(days=92)


@require_GET
@requires(Ability.SEE_INCIDENTS)
def preview(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_edition(viewer, edition_id)
    first, last = today() - MONTH, today()
    since = day_of(request.GET["since"]) if request.GET.get("since") else first
    until = day_of(request.GET["until"]) if request.GET.get("until") else last
    until = max(since, min(until, since + LONGEST))
    found = queries.preview_of(viewer, row, since, until)
    said: dict[str, object] = {"n": len({one.subject for one in found.rows}), "all": found.looked}
    said |= {"since": since.isoformat(), "until": until.isoformat()}
    return ListPage(
        name="norms-preview",
        title=_("What this edition would have meant"),
        subtitle=f"{queries.said(row.name, row.name_en)} · "
        + _("%(n)d of %(all)d matters from %(since)s to %(until)s would have been treated otherwise") % said,
        note=_("As if this edition had been in force on those days. At most three months at once."),
        columns=(
            Column("subject", _("Number"), url=address),
            Column("on", _("Day")),
            Column("what", _("What")),
            Column("before", _("By the rules of its day")),
            Column(
                "after",
                _("By this edition"),
                value=lambda r: Badge(r.after, r.tone),
                export=lambda r: str(r.after),
                sort="",
            ),
        ),
        filters=(
            Filter("since", _("From day"), kind="date", default=first.isoformat()),
            Filter("until", _("To day"), kind="date", default=last.isoformat()),
        ),
        rows=lambda asked: found.rows,
        empty=_("No matter of these days would have been treated otherwise."),
        toolbar=[Link(_("Back to the edition"), reverse("norms:edition", args=[row.pk]), "left")],
    ).respond(request)


def address(row: Any) -> str:
    return reverse(row.route, args=[row.subject_id])
