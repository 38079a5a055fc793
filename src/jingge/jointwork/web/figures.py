"""How many joint actions of each kind, per station and month."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.web.days import day_of
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.jointwork import queries
from jingge.jointwork.terms import JointKind, KindCount
from jingge.organisation.queries import station_names

COLUMNS = {
    "duty": JointKind.DUTY,
    "response": JointKind.RESPONSE,
    "management": JointKind.MANAGEMENT,
    "liability": JointKind.LIABILITY,
    "mediation": JointKind.MEDIATION,
}


@require_GET
@requires(Ability.SEE_GROUND)
def figures(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    first = (today().replace(day=1) - timedelta(days=62)).replace(day=1)
    return ListPage(
        name="jointwork-figures",
        title=_("Joint actions per kind"),
        note=_(
            "Counted are joint actions that are done; those still planned stand in a column of their own."
        ),
        columns=(
            Column("month", _("Month")),
            Column("station_name", _("Station"), sort="station_code"),
            *(kind_column(key, kind) for key, kind in COLUMNS.items()),
            Column("done", _("Done"), right=True, url=lambda r: behind(r, r.done, state="done")),
            Column("planned", _("To come"), right=True, url=lambda r: behind(r, r.planned, state="planned")),
        ),
        filters=(
            Filter("station", _("Station"), kind="choice", choices=list(station_names(viewer).items())),
            Filter("since", _("From day"), kind="date", default=first.isoformat()),
            Filter("until", _("To day"), kind="date", default=(today() + timedelta(days=30)).isoformat()),
        ),
        rows=lambda asked: queries.kind_counts(
            viewer, day_of(asked["since"]), day_of(asked["until"]), station_code=asked["station"]
        ),
        empty=_("No joint action was entered in these days."),
    ).respond(request)


def kind_column(key: str, kind: JointKind) -> Column:
    def link(row: KindCount) -> str:
        return behind(row, getattr(row, key), state="done", kind=kind.value)

    return Column(key, kind.label, right=True, url=link)


def behind(row: KindCount, count: int, *, state: str, kind: str = "") -> str:
    """The list of exactly what the figure counts; nowhere when it counts nothing."""
    if not count:
        return ""
    first = date.fromisoformat(f"{row.month}-01")
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    span = f"since={first.isoformat()}&until={last.isoformat()}"
    return f"{reverse('jointwork:actions')}?{span}&station={row.station_code}&state={state}&kind={kind}"
