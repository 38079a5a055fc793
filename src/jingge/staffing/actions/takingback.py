"""Taking back what one import or plan wrote into the staffing tables."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.changes import Change, revert
from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.rules.beats import listed


@transaction.atomic
def revert_changes(*, changes: Iterable[Change], by: Viewer) -> int:
    """Put every row back as it was; refused as a whole when one has moved on since. Says how many rows."""
    lock_bureau(by.bureau_id)
    mine = [c for c in changes if c.table.startswith("staffing.")]
    for change in mine:
        bureau_id = (change.after or {}).get("bureau_id")
        if bureau_id is not None and UUID(bureau_id) != by.bureau_id:
            raise Refused(_("This belongs to another bureau."))
    try:
        with transaction.atomic():
            moved_on = revert(mine, app="staffing")
    except IntegrityError as error:  # ProtectedError is one: a later posting stands on the row
        raise Refused(_("Later entries stand on these rows; take those back first.")) from error
    if moved_on:
        raise Refused(_("These rows have changed since: %(rows)s") % {"rows": listed(moved_on)})
    record(
        action="staffing.revert_changes",
        by=by,
        subject=Bureau.objects.filter(pk=by.bureau_id).first(),
        detail={"rows": len(mine)},
    )
    return len(mine)
