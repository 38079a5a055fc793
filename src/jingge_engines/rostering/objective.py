"""Terms of a roster, counted from the roster alone, and the judge of its rules."""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from jingge_engines.rostering.problem import Cover, Member, Problem
from jingge_engines.rostering.solution import Broken, Terms
from jingge_engines.rostering.terms import DAYS_OF_A_WEEK, SATURDAY

Roster = Sequence[Sequence[str]]
Shares = Mapping[str, Mapping[str, float]]
"""By member: nights and weekends."""


def there(problem: Problem, roster: Roster, cover: Cover) -> int:
    """How many count for a cover."""
    return sum(
        row[cover.day] == cover.shift and (not cover.team or cover.team in member.teams)
        for member, row in zip(problem.members, roster, strict=True)
    )


def nights_of(problem: Problem, row: Sequence[str]) -> int:
    """Nights in a row of shifts."""
    at_night = {shift.id for shift in problem.shifts if shift.night}
    return sum(shift in at_night for shift in row)


def weekends_of(problem: Problem, row: Sequence[str], before: Sequence[str] = ()) -> int:
    """Weekends with work on Saturday or Sunday; one that began before the roster counts once."""
    worked = set()
    if before and before[-1] and problem.weekday(0) == SATURDAY + 1:
        worked.add(-1)
    counted = 0
    for day, shift in enumerate(row):
        weekend = day - (problem.weekday(day) - SATURDAY)
        if shift and problem.weekday(day) >= SATURDAY and weekend not in worked:
            worked.add(weekend)
            counted += 1
    return counted


def fair_shares(problem: Problem) -> dict[str, dict[str, float]]:
    """By member: nights and weekends that are this person's share, after what went before.

    What is to be shared follows from the covers: nights wanted; weekends, one for each who is wanted on Saturday or
    Sunday at most.
    """
    nights = sum(cover.wanted for cover in problem.covers if problem.shifts[problem.index[cover.shift]].night)
    by_weekend: dict[int, dict[int, int]] = {}
    for cover in problem.covers:
        if problem.weekday(cover.day) >= SATURDAY:
            of_day = by_weekend.setdefault(cover.day // DAYS_OF_A_WEEK, {})
            of_day[cover.day] = of_day.get(cover.day, 0) + cover.wanted
    weekends = sum(max(of_day.values()) for of_day in by_weekend.values())
    count = len(problem.members)
    ahead = sum(member.nights_before for member in problem.members) / count
    ahead_weekends = sum(member.weekends_before for member in problem.members) / count
    return {
        member.number: {
            "nights": nights / count + ahead - member.nights_before,
            "weekends": weekends / count + ahead_weekends - member.weekends_before,
        }
        for member in problem.members
    }


def terms_of(problem: Problem, roster: Roster, fair: Shares | None = None) -> Terms:
    """Every term; `fair`: the shares where the problem is a part of a larger one."""
    rows = dict(zip((member.number for member in problem.members), roster, strict=True))
    gaps = [(cover, there(problem, roster, cover) - cover.wanted) for cover in problem.covers]
    wishes = sum(
        wish.weight
        for wish in problem.wishes
        if (rows[wish.number][wish.day] == wish.shift) is not wish.wanted
    )
    fair = fair_shares(problem) if fair is None else fair
    nights = weekends = 0.0
    for member, row in zip(problem.members, roster, strict=True):
        share = fair[member.number]
        nights += (nights_of(problem, row) - share["nights"]) ** 2
        weekends += (weekends_of(problem, row, member.before) - share["weekends"]) ** 2
    return Terms(
        under=float(sum(cover.under * -gap for cover, gap in gaps if gap < 0)),
        over=float(sum(cover.over * gap for cover, gap in gaps if gap > 0)),
        wishes=float(wishes),
        nights_unfair=problem.fairness.nights * nights,
        weekends_unfair=problem.fairness.weekends * weekends,
        missing=sum(max(0, -gap) for _cover, gap in gaps),
        extra=sum(max(0, gap) for _cover, gap in gaps),
    )


def certify(problem: Problem, roster: Roster) -> tuple[Broken, ...]:
    """Every rule of a person that a roster breaks; asks no solver."""
    return tuple(
        Broken(member.number, rule, f"{member.number}: {message}")
        for member, row in zip(problem.members, roster, strict=True)
        for rule, message in _broken(problem, member, row)
    )


def _broken(problem: Problem, member: Member, row: Sequence[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    shifts = {shift.id: shift for shift in problem.shifts}
    found += [("away", f"works on day {day}, but is away") for day in sorted(member.away) if row[day]]
    days = [*member.before, *row]
    first = len(member.before)
    for at, (one, two) in enumerate(pairwise(days), start=1):
        if at >= first and one and two and two in shifts[one].never_next:
            found.append(("never_next", f"{two} follows {one} on day {at - first}"))
    for at, one in enumerate(days):
        rest = shifts[one].rest_days if one else 0
        found += [
            ("rest_days", f"works on day {later - first}, in the rest after {one}")
            for later in range(max(at + 1, first), min(at + 1 + rest, len(days)))
            if days[later]
        ]
    found += _runs(member, days, first)
    minutes = sum(shifts[one].minutes for one in row if one)
    if minutes < member.least_minutes or (member.most_minutes is not None and minutes > member.most_minutes):
        found.append(("minutes", f"{minutes} minutes, not {member.least_minutes} to {member.most_minutes}"))
    for shift, most in member.most_of.items():
        if row.count(shift) > most:
            found.append(("most_of", f"{row.count(shift)} times {shift}, at most {most}"))
    weekends = weekends_of(problem, row, member.before)
    if member.most_weekends is not None and weekends > member.most_weekends:
        found.append(("most_weekends", f"{weekends} weekends, at most {member.most_weekends}"))
    return found + _weeks(problem, member, row)


def _runs(member: Member, days: Sequence[str], first: int) -> list[tuple[str, str]]:
    """Runs that the roster lengthens or ends; `first` is where it begins among the days."""
    found = []
    at = 0
    for works, group in groupby(days, key=bool):
        begin, at = at, at + len(list(group))
        length = at - begin
        if at > first and works and member.most_run is not None and length > member.most_run:
            found.append(("most_run", f"{length} days in a row, at most {member.most_run}"))
        least = member.least_run if works else member.least_off
        inside = begin > 0 and first <= at < len(days)  # a run over either end is not too short
        if inside and length < least:
            rule = "least_run" if works else "least_off"
            found.append((rule, f"a run of {length} days, at least {least}, ends before day {at - first}"))
    return found


def _weeks(problem: Problem, member: Member, row: Sequence[str]) -> list[tuple[str, str]]:
    """Whole weeks only."""
    shifts = {shift.id: shift for shift in problem.shifts}
    found = []
    for day in range(problem.days):
        begin = day - DAYS_OF_A_WEEK + 1
        if problem.weekday(day) == DAYS_OF_A_WEEK - 1 and begin >= 0:
            own = [
                max(
                    shifts[row[at]].minutes if row[at] and shifts[row[at]].community else 0,
                    member.excused_minutes if at in member.excused else 0,
                )
                for at in range(begin, day + 1)
                if at in member.excused or (row[at] and shifts[row[at]].community)
            ]
            if len(own) < member.community_days_a_week:
                found.append(("community_days", f"{len(own)} days in the own area in the week to day {day}"))
            if sum(own) < member.community_minutes_a_week:
                found.append(
                    ("community_minutes", f"too few minutes in the own area in the week to day {day}")
                )
    return found
