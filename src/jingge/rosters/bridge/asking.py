"""Rows to the engine's problem: who may do what, what is wanted, how nights and weekends are to be shared."""

from dataclasses import replace

from jingge.rosters.rules.balances import shares
from jingge.rosters.terms import Member, Question, Rows, StationRules, Who
from jingge_engines.rostering import Cover, Fairness, Problem, Shift
from jingge_engines.rostering import Member as Person

NIGHTS, WEEKENDS = 4.0, 1.0
"""Price of (nights − share)², (weekends − share)²."""
MUST, SHOULD = 100, 10
"""Price of each missing where the station must be manned, and in daytime work."""
DUTY_TWICE, DAY_TWICE = 20, 1
"""Price of each too many."""


def problem_of(question: Question, able: Rows = ()) -> Problem:
    """`able`: a month as it stands, whose shifts may stay with whoever has them."""
    members = tuple(
        _person(question, member, frozenset(able[n]) if able else frozenset())
        for n, member in enumerate(question.members)
    )
    problem = Problem(
        days=question.days,
        first_weekday=question.first.weekday(),
        shifts=tuple(
            Shift(
                id=kind.code, minutes=kind.minutes, rest_days=kind.rest_days, night=kind.night,
                community=kind.community,
            )
            for kind in question.kinds
        ),
        members=members,
        covers=tuple(
            Cover(
                day=day, shift=kind.code, wanted=wanted,
                under=MUST if kind.night or kind.who == Who.LEADERS else SHOULD,
                over=DUTY_TWICE if kind.night else DAY_TWICE,
            )
            for day, kind, wanted in question.needs()
        ),
        fairness=Fairness(nights=NIGHTS, weekends=WEEKENDS),
    )  # fmt: skip
    return replace(problem, members=_shared(question, problem))


def _person(question: Question, member: Member, has: frozenset[str]) -> Person:
    rules: StationRules = question.rules
    return Person(
        number=member.number,
        most_of={
            **({} if has else _caps(question, member)),
            **{one.code: 0 for one in question.kinds if not member.may_do(one) and one.code not in has},
        },
        most_run=rules.most_run,
        away=member.away,
        before=member.before,
        community_days_a_week=rules.community_days if member.dedicated else 0,
        community_minutes_a_week=rules.community_hours * 60 if member.dedicated else 0,
        excused=member.excused if member.dedicated else frozenset(),
    )


def _caps(question: Question, member: Member) -> dict[str, int]:
    """Daytime work is shared too: nobody whose hours in the area are not counted has far more than the others."""
    if member.dedicated:
        return {}
    caps = {}
    for kind in question.kinds:
        sharing = sum(one.may_do(kind) and not one.dedicated for one in question.members)
        wanted = question.wanted(kind)
        if sharing and wanted and not kind.night and member.may_do(kind):
            caps[kind.code] = -(-wanted // sharing) + 1
    return caps


def _shared(question: Question, problem: Problem) -> tuple[Person, ...]:
    """Every person's own share. The engine's share is the common one less what stands in `before`."""
    wished = shares(question)
    nights, weekends = (sum(share[at] for share in wished) / len(wished) for at in (0, 1))
    return tuple(
        replace(person, nights_before=nights - share[0], weekends_before=weekends - share[1])
        for person, share in zip(problem.members, wished, strict=True)
    )
