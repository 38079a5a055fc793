"""Official names and their days."""

from datetime import date

from django.db.models import Q, QuerySet

from jingge.common.viewer import Viewer
from jingge.territory.models import Division


def list_divisions(
    viewer: Viewer, *, on: date | None = None, words: str = "", change: str = ""
) -> QuerySet[Division]:
    """Names by code and day; with `on`, only those that hold that day.

    The list is public everywhere in China, but station roles keep to their own ground here too.
    """
    rows = Division.objects.filter(bureau_id=viewer.bureau_id)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station_code=viewer.station_code)
    if on is not None:
        rows = rows.filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__startswith=words))
    return rows.filter(change=change) if change else rows


def names_of(viewer: Viewer, code: str) -> list[Division]:
    """All names one code has had, oldest first."""
    return list(list_divisions(viewer).filter(code=code).order_by("valid_from"))
