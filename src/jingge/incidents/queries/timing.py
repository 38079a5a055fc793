"""One clock and the extensions its rule offers."""

from uuid import UUID

from django.utils.translation import gettext as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.incidents.models import Clock
from jingge.incidents.queries.limits import limit_on
from jingge.incidents.queries.visible import get_incident
from jingge.norms.queries.editions import said


def clock_page(viewer: Viewer, clock_id: UUID) -> Clock:
    found = Clock.objects.filter(pk=clock_id).select_related("organ").first()
    if found is None:
        raise NotYours(_("There is no such time limit."))
    found.incident = get_incident(viewer, found.incident_id)
    return found


def extension_choices(clock: Clock) -> list[tuple[str, str]]:
    """Each with its condition and its approver."""
    limit = limit_on(clock.incident.bureau_id, clock.key, clock.rules_on)
    rules = limit.extensions if limit else ()
    return [
        (
            str(n),
            _("%(amount)d %(unit)s · %(when)s · approved by: %(who)s")
            % {
                "amount": one.amount,
                "unit": one.unit.label,
                "when": said(one.when_zh, one.when_en),
                "who": one.approver.label,
            },
        )
        for n, one in enumerate(rules)
    ]
