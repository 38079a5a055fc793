"""One audit event a deed. Scores do not stand in the audit log."""

from typing import Any

from jingge.audit.actions import record
from jingge.common.viewer import Viewer


def note(action: str, row: Any, label: str, by: Viewer, **detail: Any) -> None:
    record(action=action, by=by, subject=row, subject_label=label, detail=detail)
