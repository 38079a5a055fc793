"""Rules as named data: each says what it wants in words, in lines for the solver, and plainly of a plan.

`lines` and `holds` say the same twice on purpose: the solver reads the first, `certify` and the slow twin the
second.
"""

from collections.abc import Iterator

from jingge_engines.staffing.rules.ground import Attached, Covered
from jingge_engines.staffing.rules.pairs import Exclusive, Separate
from jingge_engines.staffing.rules.rule import Rule
from jingge_engines.staffing.rules.shares import RoleShare, StationShare
from jingge_engines.staffing.rules.sizes import PostSize, RoleSize, StationSize
from jingge_engines.staffing.rules.staying import Stability, Stays, TransfersAtMost
from jingge_engines.staffing.staff import Staff

__all__ = [
    "Attached",
    "Covered",
    "Exclusive",
    "PostSize",
    "RoleShare",
    "RoleSize",
    "Rule",
    "Separate",
    "Stability",
    "StationShare",
    "StationSize",
    "Stays",
    "TransfersAtMost",
    "standing_rules",
]


def standing_rules(staff: Staff) -> Iterator[Rule]:
    """What posts and people bring with them."""
    for post in staff.posts:
        if post.least or post.most is not None:
            yield PostSize(id=f"post {post.id}", post=post.id, least=post.least, most=post.most)
    for station in (*staff.station_ids, ""):
        fixed = [one for one in staff.persons if one.fixed and one.station == station]
        if fixed:
            yield Stays(
                id=f"stays {station}".strip(),
                numbers=tuple(one.number for one in fixed),
                reasons=tuple(one.fixed for one in fixed),
            )
