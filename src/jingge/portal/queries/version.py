"""Which map held on a day."""

from datetime import date

from jingge.common.viewer import Viewer
from jingge.portal.terms import MapVersion
from jingge.territory.models import GridVersion
from jingge.territory.queries import version_in_force


def map_version_on(viewer: Viewer, day: date) -> MapVersion | None:
    version = version_in_force(viewer.bureau_id, day)
    return described(version) if version is not None else None


def described(version: GridVersion) -> MapVersion:
    if version.valid_from is None:
        raise ValueError(f"version {version.number} is in force without a date")
    return MapVersion(version.pk, version.number, version.name, version.valid_from, version.valid_to)
