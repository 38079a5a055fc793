"""Take back what an import changed in names and roads."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.audit.actions import record
from jingge.common.changes import Change, revert
from jingge.common.errors import Refused
from jingge.common.viewer import Viewer


@transaction.atomic
def revert_changes(*, changes: Sequence[Change], by: Viewer) -> None:
    """Play back the changes of this context, newest first; all of them or none.

    Maps are not among them: a version an import drew is taken back by `withdraw_version`.
    """
    moved_on = revert(changes, app="territory")
    if moved_on:
        raise Refused(
            _("%(count)d rows have changed since (first: %(first)s); nothing was taken back.")
            % {"count": len(moved_on), "first": moved_on[0]}
        )
    mine = sum(change.table.startswith("territory.") for change in changes)
    record(action="territory.revert_changes", by=by, detail={"rows": mine})
