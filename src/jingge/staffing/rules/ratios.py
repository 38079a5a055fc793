"""The two 40 % targets in exact fractions.

Counting, comparing and moving never see a rounded number; only `shown` makes one, for reading.
"""

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.staffing.terms import Headcount, Move, OrganKind, Ratio, Shown

TARGET = Fraction(2, 5)


def ratio(part: int, whole: int, target: Fraction = TARGET) -> Ratio:
    """`part` of `whole` against the target. With nobody in `whole` nothing passes."""
    share = Fraction(part, whole) if whole else None
    least = -(-target.numerator * whole // target.denominator)
    return Ratio(part, whole, target, share, least, part - least, share is not None and share >= target)


def shown(share: Fraction, display: Shown, decimals: int = 1) -> str:
    """A share as per cent with so many decimals, cut off or rounded half up: 103/254 is 40.5 or 40.6."""
    scale: int = 10**decimals
    scaled = share * 100 * scale
    whole = scaled.__floor__() if display is Shown.CUT else (scaled + Fraction(1, 2)).__floor__()
    return f"{whole // scale}.{whole % scale:0{decimals}d}"


def first_ratio(count: Headcount) -> Ratio:
    return ratio(count.station, count.bureau)


def second_ratio(count: Headcount) -> Ratio:
    return ratio(count.community, count.station)


def after_moves(count: Headcount, moves: Iterable[Move]) -> Headcount:
    """The head count once these officers have moved. The bureau's total never changes."""
    station, community = count.station, count.community
    for move in moves:
        if move.source.kind is OrganKind.STATION:
            station -= move.officers
            community -= move.officers if move.were_community else 0
        if move.target.kind is OrganKind.STATION:
            station += move.officers
            community += move.officers if move.become_community else 0
    return Headcount(count.bureau, station, community)


def why_not_move(move: Move, *, officers: int, community: int) -> Reason | None:
    """The reason a what-if makes no sense, given who is at its source now, or None."""
    if move.officers < 1:
        return _("Say how many officers move: at least one.")
    if move.were_community and move.source.kind is not OrganKind.STATION:
        return _("Only a station has community officers.")
    if move.become_community and move.target.kind is not OrganKind.STATION:
        return _("Only at a station can one become a community officer.")
    if move.source == move.target and move.were_community == move.become_community:
        return _("That would change nothing: choose another place or post.")
    here = community if move.were_community else officers - community
    if move.officers > here:
        return _("Only %(count)d such officers serve there.") % {"count": here}
    return None
