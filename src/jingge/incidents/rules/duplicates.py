"""How much two incidents look like one: by place, time and kind."""

from datetime import timedelta

from django.utils.translation import gettext as _

from jingge.common.errors import Reason

WITHIN = timedelta(hours=24)
NEAR_TIME = timedelta(hours=2)
NEAR_M = 200.0
ALIKE_FROM = 3


def alikeness(
    *,
    apart: timedelta,
    metres: float | None,
    same_unit: bool,
    same_block: bool,
    same_category: bool,
    same_group: bool,
) -> tuple[int, tuple[Reason, ...]]:
    """Points and the reasons for them; from `ALIKE_FROM` on a person should look."""
    points, reasons = 0, list[Reason]()
    apart = abs(apart)
    if apart > WITHIN or not (same_unit or same_block or (metres is not None and metres <= NEAR_M)):
        return 0, ()
    if metres is not None and metres <= NEAR_M:
        points += 2
        reasons.append(_("%(m)d m away") % {"m": round(metres)})
    elif same_block:
        points += 2
        reasons.append(_("in the same level-4 grid"))
    else:
        points += 1
        reasons.append(_("in the same community or village"))
    if same_category:
        points += 2
        reasons.append(_("of the same kind"))
    elif same_group:
        points += 1
        reasons.append(_("of a kindred kind"))
    if apart <= NEAR_TIME:
        points += 1
        reasons.append(_("%(n)d minutes apart") % {"n": round(apart / timedelta(minutes=1))})
    return points, tuple(reasons)
