"""Regular work on follow-ups: what is over ends, what was kept long enough is erased."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from jingge.common.viewer import system_viewer
from jingge.followups.actions import sweep
from jingge.organisation.queries import every_bureau
from jingge.runs.terms import Report, regularly


@regularly(
    "followups.sweep",
    label=_("End follow-ups by their date, erase what was kept long enough"),
    every=timedelta(hours=1),
)
def sweep_all() -> Report:
    """Each bureau in its own transaction."""
    done = [sweep(bureau_id=bureau.pk, by=system_viewer(bureau.pk)) for bureau in every_bureau()]
    return {"ended": sum(one for one, _gone in done), "erased": sum(gone for _one, gone in done)}
