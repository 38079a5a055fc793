"""Whose records somebody may open: the head all of the station, an officer those of the own areas."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from jingge.common.clock import now, today
from jingge.common.viewer import Role, Viewer
from jingge.followups.models import FollowUp, Look
from jingge.followups.terms import LOOK_LASTS
from jingge.staffing.models import BeatPosting, held_on
from jingge.territory.models import Grid, Level
from jingge.territory.queries import version_in_force


def visible_records(viewer: Viewer) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(bureau_id=viewer.bureau_id, station__code=viewer.station_code)
    if viewer.role == Role.STATION_HEAD:
        return rows
    if viewer.role == Role.COMMUNITY_OFFICER:
        return rows.filter(beat_code__in=own_beats(viewer, today()))
    return rows.none()


def own_beats(viewer: Viewer, day: date) -> list[str]:
    """Areas of the officer behind the account, on a day."""
    held = BeatPosting.objects.filter(
        held_on(day), beat__station__code=viewer.station_code, officer__police_number=viewer.police_number
    )
    return list(held.filter(officer__bureau_id=viewer.bureau_id).values_list("beat__code", flat=True))


def areas_of_station(viewer: Viewer, day: date) -> dict[str, str]:
    """Code → name of the areas of the viewer's station on the map in force."""
    version = version_in_force(viewer.bureau_id, day)
    rows = Grid.objects.filter(version=version, level=Level.BEAT, station__code=viewer.station_code)
    return dict(rows.order_by("code").values_list("code", "name"))


def beats_of(viewer: Viewer, day: date) -> dict[str, str]:
    """The areas one may enter records for: an officer's own, a head's all."""
    areas = areas_of_station(viewer, day)
    if viewer.role != Role.COMMUNITY_OFFICER:
        return areas
    own = own_beats(viewer, day)
    return {code: name for code, name in areas.items() if code in own}


def has_looked(viewer: Viewer, record_id: UUID) -> bool:
    """Said why within the last minutes."""
    since = now() - LOOK_LASTS
    return Look.objects.filter(record_id=record_id, by_id=viewer.account_id, at__gte=since).exists()
