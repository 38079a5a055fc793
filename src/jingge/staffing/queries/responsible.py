"""Who answers at a point on a day."""

from datetime import date
from uuid import UUID

from jingge.staffing.models import BeatPosting, held_on
from jingge.staffing.queries.beats import beat_officer
from jingge.staffing.terms import Responsible
from jingge.territory.queries import find_grids


def who_is_responsible(bureau_id: UUID, day: date, lon: float, lat: float) -> Responsible | None:
    """The grids at a point on a day and the officer who answers for the area; None outside the map."""
    path = find_grids(bureau_id, day, lon, lat)
    if path is None:
        return None
    posting = (
        BeatPosting.objects.filter(held_on(day), beat_id=path.beat.id)
        .select_related("beat__station", "officer")
        .first()
        if path.beat is not None
        else None
    )
    return Responsible(path, beat_officer(posting) if posting else None)
