"""Nights and weekends that people are ahead of their share or behind it, over the months before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from jingge.rosters.terms import Question

Month = Mapping[UUID, tuple[int, int, str]]
"""By person: nights, weekends, and among whom they are shared."""


def ahead(months: Sequence[Month], person: UUID) -> tuple[float, float]:
    """Nights and weekends above the mean of those who shared them, summed over the months."""
    nights = weekends = 0.0
    for month in months:
        if person not in month:
            continue
        mine, off, group = month[person]
        sharing = [one for one in month.values() if one[2] == group]
        nights += mine - sum(one[0] for one in sharing) / len(sharing)
        weekends += off - sum(one[1] for one in sharing) / len(sharing)
    return nights, weekends


def sharing_group(groups: frozenset[str]) -> str:
    """People of one group share nights and weekends among them."""
    return "+".join(sorted(groups))


def shares(question: Question) -> list[tuple[float, float]]:
    """By member: the nights and weekends wanted of this person, after what earlier months left uneven.

    Shared among those who may do a kind at all: somebody of the community team takes no nights of the command office.
    """
    nights = [0.0] * len(question.members)
    weekends = [0.0] * len(question.members)
    for kind in question.kinds:
        able = [n for n, member in enumerate(question.members) if member.may_do(kind)]
        if not able:
            continue
        wanted = question.wanted(kind)
        by_week: defaultdict[int, list[int]] = defaultdict(list)
        for day in range(question.days):
            date = question.day(day)
            if date.weekday() >= 5:
                by_week[date.toordinal() - date.weekday()].append(question.need(day, kind))
        worked = sum(max(found) for found in by_week.values())
        for n in able:
            nights[n] += kind.night * wanted / len(able)
            weekends[n] += worked / len(able)
    return [
        (night - member.nights_ahead, weekend - member.weekends_ahead)
        for night, weekend, member in zip(nights, weekends, question.members, strict=True)
    ]
