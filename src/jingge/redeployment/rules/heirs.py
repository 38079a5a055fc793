"""Who takes over the areas of those the engine moves: an area is never without its officer."""

from collections.abc import Sequence
from dataclasses import replace

from jingge.redeployment.rules.situation import after, leaves
from jingge.redeployment.terms import Going, Situation
from jingge.staffing.terms import Post


def with_heirs(situation: Situation, goings: Sequence[Going]) -> list[Going]:
    """Somebody who comes to the post there first, then a community officer of the station with few areas."""
    people, then = situation.by_number(), after(situation, goings)
    moving = {going.number for going in goings}
    load = {one.number: len(one.beats) for one in then.people}
    taken = {code for going in goings for code in going.areas}
    found: list[Going] = []
    for going in goings:
        one = people[going.number]
        if not set(one.beats) - taken or not leaves(one, going):
            found.append(going)
            continue
        there = [
            other
            for other in then.people
            if other.place == one.place
            and other.post is Post.COMMUNITY_OFFICER
            and other.number != going.number
        ]
        heir = min(there, key=lambda o: (o.number not in moving, load[o.number], o.number), default=None)
        if heir is not None:
            load[heir.number] += len(one.beats)
        found.append(replace(going, successor=heir.number if heir else ""))
    return found
