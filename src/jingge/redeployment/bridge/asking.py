"""A situation and the rules wished for, as the engine's problem.

The bureau's own organs are one place to the engine: who of them goes where within the bureau is no
question of these plans. Nobody is sent from a station to the bureau, and whoever leads a station keeps
that post.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jingge.redeployment.rules.situation import headcount
from jingge.redeployment.terms import ROLE_CHANGES, TRANSFERS, Ground, Situation, Someone, Wish
from jingge.staffing.terms import AgeBand, OrganKind, Post, StaffKind
from jingge_engines.staffing import Kind, Person, Problem, Rule, Station
from jingge_engines.staffing import Post as ToHold
from jingge_engines.staffing.rules import (
    Attached,
    RoleShare,
    RoleSize,
    Stability,
    StationShare,
    StationSize,
    TransfersAtMost,
)
from jingge_engines.staffing.staff import BUREAU, Place
from jingge_engines.staffing.terms import GOALS, Goal

LEADING = frozenset({Post.STATION_HEAD, Post.INSTRUCTOR, Post.DEPUTY_HEAD})
IN_BUREAU, MAY_MOVE = "in the bureau", "may move"
EXPERIENCE, OLDER = "community experience", "50 or older"
COMMUNITY = Post.COMMUNITY_OFFICER.value
OFTEN = (Post.COMMUNITY_OFFICER, Post.CASE_OFFICER)
YEAR = 365.25
NEWCOMER = "+1"


@dataclass(frozen=True, slots=True)
class Named:
    """A rule of the engine with its data for words."""

    rule: Rule
    said: dict[str, Any]


def problem_of(situation: Situation, wish: Wish) -> tuple[Problem, dict[str, dict[str, Any]]]:
    """The problem, and every rule's data by the engine's name for it."""
    kinds = {StaffKind.OFFICER, StaffKind.AUXILIARY} if wish.attached else {StaffKind.OFFICER}
    people = [one for one in situation.people if one.kind in kinds]
    named = list(rules_of(situation, wish))
    problem = Problem(
        persons=tuple(person_of(one, situation, wish) for one in people),
        stations=tuple(station_of(ground) for ground in situation.grounds),
        posts=tuple(posts_of(situation, people)),
        rules=tuple(one.rule for one in named),
        goals=goals_of(wish),
        distance_m=distances(situation.grounds),
    )
    said = {one.rule.id: one.said for one in named}
    for rule in problem.all_rules:
        if rule.id not in said:
            said[rule.id] = {"rule": "fixed", "people": [[n, wish.fixed.get(n, "")] for n in _numbers(rule)]}
    return problem, said


def goals_of(wish: Wish) -> tuple[Goal, ...]:
    """As wished; what nobody named comes last, so that nobody changes station or post for nothing."""
    named = (*wish.goals, *(one for one in (TRANSFERS, ROLE_CHANGES) if one not in wish.goals))
    return tuple(one for wanted in named for one in GOALS if one == wanted)


def _numbers(rule: Rule) -> list[str]:
    return list(getattr(rule, "numbers", ()))


def newcomer() -> Person:
    """One more officer, to whatever post does most good."""
    return Person(number=NEWCOMER, skills=frozenset({MAY_MOVE, IN_BUREAU}), new=True)


def rules_of(situation: Situation, wish: Wish) -> Iterator[Named]:
    if wish.station_share:
        yield Named(StationShare(), {"rule": "station_share"})
    if wish.community_share:
        yield Named(RoleShare(id="community_share", role=COMMUNITY), {"rule": "community_share"})
    if wish.officers_at_stations is not None:
        # Over one more than there are: so many are wanted with a newcomer as well, and today rounding up gives them.
        least = Fraction(wish.officers_at_stations, headcount(situation).bureau + 1)
        said = {"rule": "officers_at_stations", "least": wish.officers_at_stations}
        yield Named(StationShare(id="officers_at_stations", least=least), said)
    for ground in situation.grounds:
        yield from station_rules(ground, wish)
    if wish.attached:
        yield Named(Attached(role=COMMUNITY), {"rule": "attached"})
    if wish.stability_years:
        years = wish.stability_years
        yield Named(Stability(role=COMMUNITY, years=years), {"rule": "stability", "years": years})
    if wish.most_moves is not None:
        yield Named(TransfersAtMost(most=wish.most_moves), {"rule": "most_moves", "most": wish.most_moves})


def station_rules(ground: Ground, wish: Wish) -> Iterator[Named]:
    least = wish.city_least if ground.city else wish.rural_least
    if least:
        said = {"rule": "station_least", "station": ground.code, "least": least}
        yield Named(StationSize(id=f"least {ground.code}", station=ground.code, least=least), said)
    if wish.cover and ground.own_areas:
        said = {"rule": "cover", "station": ground.code, "least": ground.own_areas}
        size = RoleSize(
            id=f"cover {ground.code}", role=COMMUNITY, station=ground.code, least=ground.own_areas
        )
        yield Named(size, said)


def station_of(ground: Ground) -> Station:
    kind = Place.CITY if ground.city else Place.RURAL
    return Station(id=ground.code, name=ground.name, kind=kind, workload=ground.population)


def at(one: Someone) -> str:
    return one.place.code if one.place.kind is OrganKind.STATION else BUREAU


def role_of(one: Someone) -> str:
    if at(one) or one.kind is not StaffKind.OFFICER:
        return one.post.value
    return Post.DEPARTMENT.value


def person_of(one: Someone, situation: Situation, wish: Wish) -> Person:
    held = post_id(at(one), role_of(one))
    return Person(
        number=one.number,
        kind=Kind(one.kind.value),
        station=at(one),
        role=role_of(one),
        posts=(held,),
        skills=frozenset(skills_of(one)),
        posting_years=(situation.day - one.since).days / YEAR,
        fixed=wish.fixed.get(one.number, ""),
    )


def skills_of(one: Someone) -> Iterator[str]:
    if not at(one):
        yield IN_BUREAU
    if one.post in LEADING or one.post is Post.BUREAU_LEADER:
        yield f"{one.post.value} of {at(one)}"
    else:
        yield MAY_MOVE
    if one.community_years:
        yield EXPERIENCE
    if one.age_band is AgeBand.FROM_50:
        yield OLDER


def posts_of(situation: Situation, people: list[Someone]) -> Iterator[ToHold]:
    """What there is to hold: today's posts, and community and case posts at every station."""
    today = {(at(one), role_of(one), one.kind) for one in people}
    wanted = {(g.code, post.value, StaffKind.OFFICER) for g in situation.grounds for post in OFTEN}
    if any(one.kind is StaffKind.AUXILIARY for one in people):
        wanted |= {(g.code, Post.AUXILIARY.value, StaffKind.AUXILIARY) for g in situation.grounds}
    for station, role, kind in sorted(today | wanted):
        leads = Post(role) in LEADING
        wants = {IN_BUREAU} if not station else {f"{role} of {station}"} if leads else {MAY_MOVE}
        together = role in (COMMUNITY, Post.AUXILIARY.value)
        yield ToHold(
            id=post_id(station, role),
            station=station,
            role=role,
            kinds=frozenset({Kind(kind.value)}),
            wants=frozenset(wants),
            prefers=frozenset({EXPERIENCE, OLDER}) if role == COMMUNITY else frozenset(),
            area=station if together else "",
        )


def post_id(station: str, role: str) -> str:
    return f"{station}|{role}"


def distances(grounds: tuple[Ground, ...]) -> dict[tuple[str, str], int]:
    """Metres between the places where two stations' people live, as the crow flies."""
    return {
        (a.code, b.code): metres(a, b)
        for i, a in enumerate(grounds)
        for b in grounds[i + 1 :]
        if a.lon and b.lon
    }


def metres(a: Ground, b: Ground) -> int:
    east = math.radians(a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return round(6_371_000 * math.hypot(east, math.radians(a.lat - b.lat)))
