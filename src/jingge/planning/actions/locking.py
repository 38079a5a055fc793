"""Taking hold of a scenario for a change: the row is locked, other bureaus' rows do not exist."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.audit import actions as audit
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau
from jingge.planning.models import Scenario


def lock_scenario(scenario_id: UUID, by: Viewer) -> Scenario:
    """The scenario, locked until the transaction ends: of two people the second sees the first's work."""
    found = (
        Scenario.objects.select_for_update(of=("self",))
        .select_related("base_version", "bureau")
        .filter(pk=scenario_id, bureau_id=by.bureau_id)
        .first()
    )
    if found is None:
        raise NotYours(_("There is no such scenario."))
    return found


def lock_bureau(by: Viewer) -> Bureau:
    """One writer at a time for what must be the only one in a bureau: numbers, the version in force."""
    return Bureau.objects.select_for_update().get(pk=by.bureau_id)


def record(action: str, scenario: Scenario, by: Viewer, **detail: object) -> None:
    audit.record(
        action=f"planning.{action}",
        by=by,
        subject=scenario,
        subject_label=f"{scenario.number} {scenario.name}",
        detail=dict(detail),
    )
