"""Scenarios as this person may see them: the whole bureau's, or one's own station's part."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.planning.models import Scenario
from jingge.planning.terms import Broken

HEAVY = ("report", "violations", "officers_by_station", "weights")


def list_scenarios(viewer: Viewer, *, state: str = "") -> QuerySet[Scenario]:
    """Newest first, without the heavy columns."""
    rows = Scenario.objects.filter(bureau_id=viewer.bureau_id)
    rows = rows.select_related("base_version", "adopted_version")
    if not viewer.sees_whole_bureau:
        rows = rows.exclude(state__in=["draft", "solving"])  # nothing of the station's own to see yet
    rows = rows.defer(*HEAVY)
    return rows.filter(state=state) if state else rows


def scenario_row(viewer: Viewer, scenario_id: UUID) -> Scenario:
    """One scenario, or as if it did not exist."""
    rows = Scenario.objects.filter(bureau_id=viewer.bureau_id)
    found = rows.select_related("base_version", "adopted_version", "bureau").filter(pk=scenario_id).first()
    if found is None:
        raise NotYours(_("There is no such scenario."))
    return found


def broken_of(scenario: Scenario) -> list[Broken]:
    """The constraints that the stored plan does not keep."""
    return [Broken(**one) for one in scenario.violations]
