"""Partners and joint actions from a table: taken whole or not at all; each row leaves its own record."""

from collections.abc import Sequence

from django.db import transaction

from jingge.common.viewer import Viewer
from jingge.jointwork.actions.joint import Ground, put_action
from jingge.jointwork.actions.partners import put_partner
from jingge.jointwork.terms import JointSpec, PartnerSpec
from jingge.uploads.rules.tabled import Faults, Line


@transaction.atomic
def enter_partners(
    *, rows: Sequence[tuple[Line, PartnerSpec]], faults: Faults, by: Viewer, only_check: bool = False
) -> int:
    for line, spec in rows:
        with faults.row(line, of="name"):
            put_partner(spec, by)
    faults.refuse()
    if only_check:
        transaction.set_rollback(True)
    return len(rows)


@transaction.atomic
def enter_actions(
    *, rows: Sequence[tuple[Line, JointSpec]], faults: Faults, by: Viewer, only_check: bool = False
) -> int:
    """How many of them are done already."""
    ground = Ground(by)
    for line, spec in rows:
        with faults.row(line, of="subject"):
            faults.once(line, "subject", (spec.kind, spec.subject, spec.day, spec.grid_code))
            put_action(spec, ground)
    faults.refuse()
    if only_check:
        transaction.set_rollback(True)
    return sum(1 for _line, spec in rows if spec.result.strip())
