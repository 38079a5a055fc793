"""People as they serve today, and the posts they could hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from jingge_engines.staffing.terms import Kind, ProblemError

BUREAU = ""
"""Where whoever serves in the bureau's own organs is, brigades and departments."""


class Place(StrEnum):
    """Kind of a station; the minimum strength may differ."""

    CITY = "city"
    RURAL = "rural"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who serves, by police number; nothing about a person beyond what a posting needs."""

    number: str
    kind: Kind = Kind.OFFICER
    station: str = BUREAU
    role: str = ""
    posts: tuple[str, ...] = ()
    """Posts held today; empty where only station and role are known."""
    skills: frozenset[str] = frozenset()
    """Qualifications, and what a post may prefer: experience, an age band."""
    posting_years: float | None = None
    """Years in today's posting; None where nobody knows."""
    fixed: str = ""
    """Why this person may not move; empty: may."""
    most_posts: int = 1
    new: bool = False
    """Not in the bureau today: to take up a post moves nobody."""


@dataclass(frozen=True, kw_only=True)
class Station:
    """A station; its work says what a fair share of the officers is."""

    id: str
    name: str = ""
    kind: Place = Place.RURAL
    workload: int = 0
    """Any whole unit, the same for all; 0 for all: no fair share is known."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """Something to hold: a team of a station, an area, the service of a unit."""

    id: str
    station: str = BUREAU
    role: str = ""
    kinds: frozenset[Kind] = frozenset({Kind.OFFICER})
    least: int = 0
    most: int | None = None
    wants: frozenset[str] = frozenset()
    """Only who has all of these may hold it."""
    prefers: frozenset[str] = frozenset()
    """Each of these that a holder lacks counts one in `preferences_missed`."""
    area: str = ""
    """Level-3 area it belongs to; who serves one area works together."""
    units: tuple[str, ...] = ()
    """Level-2 units its holder covers."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Staff:
    """Who there is and what there is to hold, before anybody says what must be; checked when made."""

    persons: tuple[Person, ...]
    stations: tuple[Station, ...]
    posts: tuple[Post, ...]
    distance_m: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Metres between two stations, either way round; the bureau's own organs are the station ""."""

    def __post_init__(self) -> None:
        """Refuse what no plan could answer, naming field, place, value and mend."""
        once("persons", [person.number for person in self.persons])
        once("stations", [station.id for station in self.stations])
        once("posts", [post.id for post in self.posts])
        known = {station.id for station in self.stations} | {BUREAU}
        posts = {post.id for post in self.posts}
        for person in self.persons:
            where = f"persons: {person.number!r}"
            if person.station not in known:
                raise ProblemError(f"{where} serves at station {person.station!r}, which is not listed")
            if person.most_posts < 1:
                raise ProblemError(f"{where}: most_posts is {person.most_posts}; at least 1 is needed")
            for held in person.posts:
                if held not in posts:
                    raise ProblemError(f"{where} holds post {held!r}, which is not listed")
        for station in self.stations:
            if station.workload < 0:
                raise ProblemError(
                    f"stations: {station.id!r}: workload is {station.workload}; give 0 or more"
                )
        for post in self.posts:
            _check_post(post, known)
        for first, second in self.distance_m:
            if not {first, second} <= known:
                raise ProblemError(f"distance_m: from {first!r} to {second!r}; one of them is not listed")

    @cached_property
    def station_ids(self) -> tuple[str, ...]:
        """In the order given."""
        return tuple(station.id for station in self.stations)

    def metres(self, first: str, second: str) -> int:
        """Between two stations; 0 where nobody said."""
        if first == second:
            return 0
        return self.distance_m.get((first, second), self.distance_m.get((second, first), 0))

    def may_hold(self, person: Person, post: Post) -> bool:
        """By kind of person and qualifications; rules come on top."""
        return person.kind in post.kinds and post.wants <= person.skills


def _check_post(post: Post, known: set[str]) -> None:
    where = f"posts: {post.id!r}"
    if post.station not in known:
        raise ProblemError(f"{where} is at station {post.station!r}, which is not listed")
    if not post.kinds:
        raise ProblemError(f"{where}: kinds is empty; name who may hold it")
    if post.least < 0 or (post.most is not None and post.most < post.least):
        raise ProblemError(f"{where}: least {post.least}, most {post.most}; give 0 <= least <= most")


def once(field_name: str, ids: list[str]) -> None:
    """Refuse a name that stands twice."""
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ProblemError(f"{field_name}: {one!r} stands twice; give each its own")
        seen.add(one)
