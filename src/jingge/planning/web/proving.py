"""How good the plan is known to be, station by station: a list to read, export and print."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Link
from jingge.planning import queries
from jingge.planning.rules.wording import better_means, method_text
from jingge.planning.web.marks import ratio
from jingge.planning.web.scenario_page import certificate


@require_GET
@requires(Ability.SEE_PLANS)
def stations(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Balance and certificate of every station; the figures lead to the areas behind them."""
    detail = queries.get_scenario(viewer_in(request), scenario_id)
    scenario = detail.scenario
    areas = reverse("planning:areas", args=[scenario_id])
    return ListPage(
        name="planning-stations",
        title=_("How good each station's areas are: %(name)s") % {"name": scenario.name},
        subtitle=str(detail.verdict),
        note=str(better_means(scenario.objective, 20 * scenario.change_weight)),
        columns=(
            Column("name", _("Station"), url=lambda row: f"{areas}?station={row.code}"),
            Column("officers", _("Areas"), right=True),
            Column("mean", _("Mean of an area"), value=lambda row: round(row.mean), right=True),
            Column(
                "most_ratio",
                _("Heaviest against the mean"),
                value=lambda row: ratio(row.most_ratio),
                export=lambda row: None if row.most_ratio is None else round(row.most_ratio, 4),
                right=True,
            ),
            Column(
                "most_today",
                _("Today"),
                value=lambda row: ratio(row.most_today),
                export=lambda row: None if row.most_today is None else round(row.most_today, 4),
                right=True,
            ),
            Column(
                "status",
                _("How good"),
                value=certificate,
                hint=_("How much better than this plan any plan within the limits can be at most"),
            ),
            Column("method", _("How this is known"), value=lambda row: str(method_text(row.method)), sort=""),
        ),
        rows=lambda asked: detail.stations,
        default_sort="name",
        row_links=lambda row: (Link(_("Areas"), f"{areas}?station={row.code}"),),
        toolbar=(Link(_("Back to the scenario"), reverse("planning:scenario", args=[scenario_id]), "left"),),
    ).respond(request)
