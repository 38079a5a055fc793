"""The auditor's log. Looking at it is recorded, so it does write: into itself only."""

from jingge.audit.actions import record_look
from jingge.common.viewer import Role
from tests.factories.cast import viewer
from tests.repo.matrix import BUREAU, Row, Rows, World

AUDITOR = {Role.AUDITOR}


def prepare(world: World) -> None:
    world.things["event"] = record_look(what="verify", by=viewer(world.cast.auditor)).pk


ROWS: Rows = {
    "audit:events": Row(roles=AUDITOR, recorded=True),
    "audit:event": Row(
        roles=AUDITOR, ground=BUREAU, kwargs=lambda w: {"event_id": w.things["event"]}, recorded=True
    ),
    "audit:verify": Row(roles=AUDITOR, method="POST"),
}
