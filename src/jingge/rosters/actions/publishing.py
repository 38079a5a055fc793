"""Officers see a month from its publication on."""

from uuid import UUID

from django.db import transaction

from jingge.common.clock import now
from jingge.common.errors import refuse_if
from jingge.common.viewer import Viewer
from jingge.rosters.actions.locking import label_of, lock_roster, record
from jingge.rosters.models import Roster
from jingge.rosters.rules.states import why_not_publish, why_not_take_back
from jingge.rosters.terms import RosterState


@transaction.atomic
def publish_roster(*, roster_id: UUID, by: Viewer) -> Roster:
    roster = lock_roster(roster_id, by)
    refuse_if(why_not_publish(roster.state))
    roster.state = RosterState.PUBLISHED
    roster.published_at, roster.published_by_label = now(), by.label
    roster.save(update_fields=["state", "published_at", "published_by_label"])
    record("publish_roster", roster, label_of(roster), by)
    return roster


@transaction.atomic
def take_back_roster(*, roster_id: UUID, by: Viewer) -> Roster:
    """Officers no longer see it; it may be drawn anew."""
    roster = lock_roster(roster_id, by)
    refuse_if(why_not_take_back(roster.state))
    roster.state = RosterState.DRAWN
    roster.save(update_fields=["state"])
    record("take_back_roster", roster, label_of(roster), by)
    return roster
