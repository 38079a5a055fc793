"""The official names of communities and villages, with renames, additions and removals."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.days import day_asked
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Link
from jingge.territory import queries
from jingge.territory.web.words import DIVISION_CHANGES, kind


@requires(Ability.SEE_GROUND)
@require_GET
def divisions(request: HttpRequest) -> HttpResponse:
    """All names ever, or with `?on=` those of one day."""
    viewer = viewer_in(request)
    on = day_asked(request) if request.GET.get("on", "").strip() else None
    return ListPage(
        name="territory-divisions",
        title=_("Names of units"),
        subtitle=_(
            "As officially listed. Names change; the code stays. Leave the day empty to see all names ever."
        ),
        columns=(
            Column("code", _("Code")),
            Column("name", _("Name")),
            Column("short_name", _("Short name"), optional=True),
            Column("kind", _("Kind"), value=lambda d: kind(d.kind)),
            Column("town_name", _("Town")),
            Column("station_code", _("Station")),
            Column("valid_from", _("Begins")),
            Column("valid_to", _("First day no longer so")),
            Column("change", _("What changed"), value=lambda d: DIVISION_CHANGES.get(d.change, d.change)),
        ),
        filters=(
            Filter("on", _("Day"), "date"),
            Filter("q", _("Name or code")),
            Filter("change", _("What changed"), "choice", tuple(DIVISION_CHANGES.items())),
        ),
        rows=lambda asked: queries.list_divisions(viewer, on=on, words=asked["q"], change=asked["change"]),
        default_sort="code",
        row_links=lambda d: [Link(_("All names"), reverse("territory:divisions") + f"?q={d.code}")],
        empty=_("No name fits."),
    ).respond(request)
