"""Does a station work as its mode says?"""

from collections.abc import Sequence

from jingge.staffing.terms import ModeCheck, Part, Post, StaffFacts

PART_OF_POST = {
    Post.COMMAND_OFFICE: Part.COMMAND_OFFICE,
    Post.COMMUNITY_OFFICER: Part.COMMUNITY_TEAM,
    Post.CASE_OFFICER: Part.CASE_TEAM,
}
LEADERS = frozenset({Post.STATION_HEAD, Post.INSTRUCTOR, Post.DEPUTY_HEAD})


def check_two_teams(code: str, name: str, mode: str, officers: Sequence[StaffFacts]) -> ModeCheck:
    """一室两队: three parts staffed, nobody in two.

    Whoever is entered in a part serves there; for the others their post says it. Answering for
    an area is community work, so whoever holds an area beside an office or case post stands in
    two. Leaders lead all three.
    """
    parts = dict.fromkeys(Part, 0)
    in_two, outside = [], []
    for officer in officers:
        post = Post(officer.post)
        part = officer.team or PART_OF_POST.get(post)
        if part is not None:
            parts[part] += 1
            if part is not Part.COMMUNITY_TEAM and officer.beats:
                in_two.append(officer)
        elif post not in LEADERS:
            outside.append(officer)
    unstaffed = tuple(part for part, count in parts.items() if count == 0)
    return ModeCheck(
        station_code=code,
        station_name=name,
        mode=mode,
        passes=not unstaffed and not in_two,
        parts=tuple(parts.items()),
        unstaffed=unstaffed,
        in_two=tuple(in_two),
        outside_parts=tuple(outside),
    )


def check_multi_skill(code: str, name: str, mode: str, officers: Sequence[StaffFacts]) -> ModeCheck:
    """一警多能: every officer linked to at least one community or village, by an area or by name."""
    without = tuple(o for o in officers if not o.beats and not o.units)
    return ModeCheck(
        station_code=code,
        station_name=name,
        mode=mode,
        passes=bool(officers) and not without,
        without_unit=without,
    )
