"""Regular work on incidents: before a limit the owner is reminded, after it the superior is told."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from jingge.common.viewer import system_viewer
from jingge.incidents.actions import sweep
from jingge.organisation.queries import every_bureau
from jingge.runs.terms import Report, regularly


@regularly("incidents.sweep", label=_("Remind before limits, report late ones"), every=timedelta(minutes=5))
def sweep_all() -> Report:
    """Each bureau in its own transaction."""
    done = [sweep(bureau_id=bureau.pk, by=system_viewer(bureau.pk)) for bureau in every_bureau()]
    return {"reminded": sum(one for one, _late in done), "escalated": sum(late for _one, late in done)}
