"""Which map holds on which day."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.territory.models import Grid, GridVersion, VersionState


def version_in_force(bureau_id: UUID, day: date) -> GridVersion | None:
    """The adopted map of a bureau on a day; None before the first."""
    return versions_in_force(bureau_id, day).first()


def versions_in_force(bureau_id: UUID, day: date) -> QuerySet[GridVersion]:
    """The same as rows to select by: one or none."""
    adopted = GridVersion.objects.filter(bureau_id=bureau_id, state=VersionState.ADOPTED, valid_from__lte=day)
    return adopted.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def version_on(viewer: Viewer, day: date) -> GridVersion | None:
    return version_in_force(viewer.bureau_id, day)


def latest_version(bureau_id: UUID) -> GridVersion | None:
    """The adopted map that starts last, whether or not it has begun."""
    adopted = GridVersion.objects.filter(bureau_id=bureau_id, state=VersionState.ADOPTED)
    return adopted.order_by("-valid_from").first()


def list_versions(viewer: Viewer, state: str = "") -> QuerySet[GridVersion]:
    """The bureau's versions, newest first. Drafts are the business of those who plan for the whole bureau."""
    rows = GridVersion.objects.filter(bureau_id=viewer.bureau_id)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(state=VersionState.ADOPTED)
    return rows.filter(state=state) if state else rows


def get_version(viewer: Viewer, id: UUID | str) -> GridVersion:
    try:
        version = list_versions(viewer).filter(pk=id).first()
    except (ValidationError, ValueError):
        version = None
    if version is None:
        raise NotYours(_("There is no such version."))
    return version


def count_levels(viewer: Viewer, version: GridVersion) -> dict[int, int]:
    """How many grids of each level the viewer may see."""
    rows = Grid.objects.filter(version=version)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    counted = dict(rows.order_by().values_list("level").annotate(n=Count("id")))
    return {level: counted.get(level, 0) for level in (1, 2, 3, 4)}
