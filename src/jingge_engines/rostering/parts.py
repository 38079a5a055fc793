"""A question falls apart where no shift can be taken by people of two parts: each is answered on its own, and proven.

A station of 一室两队 is such a question: leaders, command office, case team and community team share no shift. What the
whole shares out (nights, weekends) is reckoned before it is taken apart.
"""

from dataclasses import replace

from jingge_engines.rostering.problem import Cover, Member, Problem


def parts_of(problem: Problem) -> list[tuple[tuple[int, ...], Problem]]:
    """People by their place in the whole, and their question; together all people and all covers, each once."""
    group = list(range(len(problem.members)))
    able: dict[tuple[str, str], list[int]] = {}
    for cover in problem.covers:
        if (cover.shift, cover.team) not in able:
            found = [at for at, member in enumerate(problem.members) if counts_for(member, cover)]
            able[cover.shift, cover.team] = found
            join(group, found)
    wanted: dict[int, list[Cover]] = {one: [] for one in dict.fromkeys(group)}
    for cover in problem.covers:
        people = able[cover.shift, cover.team] or [
            at for at, member in enumerate(problem.members) if not cover.team or cover.team in member.teams
        ]  # what nobody can do lacks wherever it stands
        wanted[group[people[0]]].append(cover)
    return [
        _part(problem, tuple(at for at, one in enumerate(group) if one == name), covers)
        for name, covers in wanted.items()
    ]


def counts_for(member: Member, cover: Cover) -> bool:
    """Whether somebody may ever count for a cover."""
    return member.most_of.get(cover.shift) != 0 and (not cover.team or cover.team in member.teams)


def join(group: list[int], people: list[int]) -> None:
    """The groups of these people become one."""
    names = {group[at] for at in people}
    for at, name in enumerate(group):
        if name in names:
            group[at] = min(names)


def _part(problem: Problem, people: tuple[int, ...], covers: list[Cover]) -> tuple[tuple[int, ...], Problem]:
    members = tuple(problem.members[at] for at in people)
    numbers = {member.number for member in members}
    wishes = tuple(wish for wish in problem.wishes if wish.number in numbers)
    return people, replace(problem, members=members, covers=tuple(covers), wishes=wishes)
