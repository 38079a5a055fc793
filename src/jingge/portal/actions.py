"""What the portal does that must be on record."""

from datetime import date

from django.db import transaction

from jingge.audit import actions as audit
from jingge.common.viewer import Viewer


@transaction.atomic
def record_wall_map_print(*, paper: str, day: date, by: Viewer) -> None:
    """A map that leaves the system on paper is on record: who printed which day's map."""
    audit.record(
        action="portal.print_wall_map",
        by=by,
        subject_label=f"{paper} {day.isoformat()}",
        detail={"paper": paper, "day": day.isoformat()},
        station_code=by.station_code,
    )
