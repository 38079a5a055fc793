"""Why one row of a plan cannot be done as things stand."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.redeployment.rules.situation import leaves, why_not_narrow
from jingge.redeployment.terms import Going, Situation
from jingge.staffing.rules.posts import why_not_leave_beats, why_not_post
from jingge.staffing.terms import OrganKind, Place, Post


def why_not_row(
    situation: Situation,
    going: Going,
    *,
    others: Mapping[str, Going],
    seen: tuple[Post, Place],
    left: date | None,
    later: date | None,
) -> Reason | None:
    """What has changed since the plan was made, or what the row lacks; None when it can be done.

    `seen` is where the plan found the person; `later` is a posting already planned after the day.
    """
    if left is not None and left <= situation.day:
        return _("Left the bureau on %(day)s. Take the row out of the plan.") % {"day": left.isoformat()}
    one = situation.by_number().get(going.number)
    if one is None:
        return _("Is in no post on the plan's day. Take the row out of the plan.")
    if (one.post, one.place) != seen:
        return _(
            "Serves as %(post)s at %(place)s now, not where the plan found them. Enter the move anew."
        ) % {
            "post": one.post.label,
            "place": situation.place_names.get(one.place, one.place.code),
        }
    if reason := why_not_narrow(situation, going, one.kind):
        return reason
    if (one.post, one.place) == (going.post, going.place):
        return None  # stays where it is: another part, more areas or units
    if later is not None:
        return _("A later posting from %(day)s is already entered; end it first.") % {
            "day": later.isoformat()
        }
    if reason := why_not_post(one.kind, going.post, going.place.kind):
        return reason
    if one.since >= situation.day:
        return _("The new posting must begin after the present one did (%(day)s).") % {
            "day": one.since.isoformat()
        }
    taken = {code for other in others.values() for code in other.areas}
    left_behind = tuple(code for code in one.beats if code not in taken)
    if left_behind and leaves(one, going):
        return _why_not_heir(situation, going, others, one.place, left_behind)
    return None


def _why_not_heir(
    situation: Situation, going: Going, others: Mapping[str, Going], place: Place, beats: tuple[str, ...]
) -> Reason | None:
    """Areas go to somebody who serves at their station once the plan is done."""
    if not going.successor:
        return why_not_leave_beats(beats)
    heir = situation.by_number().get(going.successor)
    coming = others.get(going.successor)
    there = coming.place if coming else heir.place if heir else None
    if place.kind is OrganKind.STATION and there != place:
        return _("%(who)s takes over the areas but does not serve at their station.") % {
            "who": going.successor
        }
    return None
