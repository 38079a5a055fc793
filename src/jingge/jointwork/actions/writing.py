"""Refusals and the audit event that deeds of joint work share."""

from collections.abc import Iterable
from typing import Any

from jingge.audit.actions import record
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.jointwork import rules
from jingge.jointwork.models import JointAction, Partner
from jingge.organisation.models import Station


def refuse(faults: Iterable[rules.Fault]) -> None:
    for field, value, mend in faults:
        raise Invalid(field, value, mend)


def note(
    action: str, row: Partner | JointAction, label: str, station: Station | None, by: Viewer, **detail: Any
) -> None:
    code = station.code if station else ""
    record(action=action, by=by, subject=row, subject_label=label, detail=detail, station_code=code)
