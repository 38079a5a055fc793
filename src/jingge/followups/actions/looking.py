"""A record is shown only to somebody who says why, and that is written down first."""

from uuid import UUID

from django.db import transaction

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.clock import now
from jingge.common.errors import refuse_if
from jingge.common.viewer import Viewer
from jingge.followups.actions.writing import locked, note
from jingge.followups.models import Look
from jingge.followups.terms import Purpose


@transaction.atomic
def look(*, record_id: UUID, purpose: Purpose, by: Viewer) -> Look:
    refuse_if(why_not(by, Ability.SEE_FOLLOWUPS))
    record = locked(record_id, by)
    written = Look.objects.create(
        bureau_id=record.bureau_id,
        station_id=record.station_id,
        record_id=record.pk,
        ground=record.ground,
        purpose=purpose,
        at=now(),
        by_id=by.account_id,
        by_label=by.label,
    )
    note("look", record, by, purpose=purpose)
    return written
