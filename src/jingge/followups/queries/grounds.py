"""Which grounds are on, since when and why."""

from datetime import date
from uuid import UUID

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.followups.models import GroundChange
from jingge.followups.rules.grounds import ground_called, grounds
from jingge.followups.terms import Ground, GroundRow, Standing
from jingge.norms.queries.editions import said


def is_on(bureau_id: UUID, code: str, day: date) -> bool:
    ground = ground_called(code)
    change = _last(bureau_id, code, day)
    return change.is_on if change is not None else ground is not None and ground.starts_on


def grounds_on(bureau_id: UUID, day: date) -> list[Ground]:
    return [one for one in grounds() if is_on(bureau_id, one.code, day)]


def ground_name(code: str) -> str:
    ground = ground_called(code)
    return said(ground.name_zh, ground.name_en) if ground else code


def list_grounds(viewer: Viewer) -> list[GroundRow]:
    return [_row(viewer.bureau_id, one, today()) for one in grounds()]


def _row(bureau_id: UUID, ground: Ground, day: date) -> GroundRow:
    change = _last(bureau_id, ground.code, day)
    waiting = GroundChange.objects.filter(
        bureau_id=bureau_id, ground=ground.code, state=Standing.PROPOSED
    ).first()
    return GroundRow(
        ground=ground,
        is_on=change.is_on if change else ground.starts_on,
        since=change.valid_from if change else None,
        reason=change.reason if change else said(ground.reason_zh, ground.reason_en),
        waiting=waiting.pk if waiting else None,
        waiting_on=waiting.is_on if waiting else False,
        waiting_from=waiting.valid_from if waiting else None,
        waiting_reason=waiting.reason if waiting else "",
        waiting_by=waiting.written_by_label if waiting else "",
    )


def _last(bureau_id: UUID, code: str, day: date) -> GroundChange | None:
    agreed = GroundChange.objects.filter(
        bureau_id=bureau_id, ground=code, state=Standing.AGREED, valid_from__lte=day
    )
    return agreed.order_by("-valid_from", "-decided_at").first()
