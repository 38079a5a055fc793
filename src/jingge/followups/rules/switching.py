"""Who may decide a change of a ground."""

from uuid import UUID

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.followups.terms import Standing

GROUND_TRANSITIONS: dict[str, dict[str, str]] = {
    Standing.PROPOSED.value: {"agree": Standing.AGREED.value, "turn_down": Standing.TURNED_DOWN.value},
    Standing.AGREED.value: {},
    Standing.TURNED_DOWN.value: {},
}


def why_not_decide(state: str, *, writer: UUID, by: UUID) -> Reason | None:
    if state != Standing.PROPOSED:
        return _("It has been decided already.")
    if writer == by:
        return _("Another person has to agree: nobody approves what they wrote.")
    return None
