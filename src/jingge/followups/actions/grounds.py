"""A ground is switched on or off by two people, from a day on, with a reason."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.audit.actions import record as audit
from jingge.common.clock import now, today
from jingge.common.errors import Invalid, NotYours, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.followups.models import GroundChange
from jingge.followups.queries.grounds import is_on
from jingge.followups.rules.grounds import ground_called
from jingge.followups.rules.switching import why_not_decide
from jingge.followups.terms import Standing
from jingge.norms.rules.texts import text_faults


@transaction.atomic
def propose_ground(*, ground: str, on: bool, valid_from: date, reason: str, by: Viewer) -> GroundChange:
    refuse_if(why_not(by, Ability.SWITCH_GROUNDS))
    if ground_called(ground) is None:
        raise Invalid("ground", ground, _("Choose one of the grounds."))
    refuse(text_faults("reason", reason, longest=300, needed=True))
    if valid_from < today():
        raise Invalid("valid_from", valid_from, _("Choose today or a later day."))
    if is_on(by.bureau_id, ground, valid_from) == on:
        raise Invalid("on", on, _("It is so already on that day."))
    waiting = GroundChange.objects.filter(bureau_id=by.bureau_id, ground=ground, state=Standing.PROPOSED)
    if waiting.exists():
        raise Invalid("ground", ground, _("A change of it waits for a decision already."))
    change = GroundChange.objects.create(
        bureau_id=by.bureau_id,
        ground=ground,
        is_on=on,
        valid_from=valid_from,
        reason=reason.strip(),
        written_at=now(),
        written_by_id=by.account_id,
        written_by_label=by.label,
    )
    _note("propose_ground", change, by)
    return change


def agree_ground(*, change_id: UUID, by: Viewer) -> GroundChange:
    return _decide(change_id, Standing.AGREED, "agree_ground", by)


def turn_down_ground(*, change_id: UUID, by: Viewer) -> GroundChange:
    return _decide(change_id, Standing.TURNED_DOWN, "turn_down_ground", by)


@transaction.atomic
def _decide(change_id: UUID, state: Standing, deed: str, by: Viewer) -> GroundChange:
    refuse_if(why_not(by, Ability.DECIDE_GROUNDS))
    change = GroundChange.objects.select_for_update().filter(bureau_id=by.bureau_id, pk=change_id).first()
    if change is None:
        raise NotYours(_("There is no such change."))
    refuse_if(why_not_decide(change.state, writer=change.written_by_id, by=by.account_id))
    change.state, change.decided_at, change.decided_by_label = state, now(), by.label
    if change.valid_from < today():  # decided later than it was to begin
        change.valid_from = today()
    change.save(update_fields=["state", "decided_at", "decided_by_label", "valid_from"])
    _note(deed, change, by)
    return change


def _note(deed: str, change: GroundChange, by: Viewer) -> None:
    detail = {"ground": change.ground, "on": change.is_on, "from": change.valid_from.isoformat()}
    audit(action=f"followups.{deed}", by=by, subject=change, subject_label=change.ground, detail=detail)
