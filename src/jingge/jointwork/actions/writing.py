"""Refusals and the audit event that deeds of joint work share."""

from typing import Any

from jingge.audit.actions import record
from jingge.common.viewer import Viewer
from jingge.jointwork.models import JointAction, Partner
from jingge.organisation.models import Station


def note(
    action: str, row: Partner | JointAction, label: str, station: Station | None, by: Viewer, **detail: Any
) -> None:
    code = station.code if station else ""
    record(action=action, by=by, subject=row, subject_label=label, detail=detail, station_code=code)
