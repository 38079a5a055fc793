"""A county's staffing as one JSON file: stations, officers, communities, the rules by their figures."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from jingge_engines.core.reading import Table, fraction_of, whole_of
from jingge_engines.staffing.problem import Person, Post, Problem, Station
from jingge_engines.staffing.rules import RoleShare, RoleSize, Rule, StationSize
from jingge_engines.staffing.terms import ProblemError

COMMUNITY, OTHER = "community", "other"


def is_county(told: Mapping[str, Any]) -> bool:
    """Whether a file is of this kind."""
    return "officers" in told and "stations" in told


def county_problem(told: Mapping[str, Any]) -> Problem:
    """Officers stay or move between stations, take or leave the community role."""
    table = Table(told)
    stations = table.rows("stations")
    figures = table.section("rules")
    work: dict[str, int] = {}
    for row in table.rows("communities"):
        work[row.text("station")] = work.get(row.text("station"), 0) + row.whole("workload")
    ids = [row.text("id") for row in stations]
    for station in work:
        if station not in ids:
            raise ProblemError(f"communities: one lies in station {station!r}, which is not listed")
    most_each = whole_of("rules, communities_per_officer_max", figures.get("communities_per_officer_max"), 1)
    share = fraction_of("rules, community_share_min", figures.get("community_share_min"))
    total = whole_of("rules, total_community_officers", figures.get("total_community_officers"), 0)
    rules: list[Rule] = [RoleSize(id="community officers", role=COMMUNITY, least=total, most=total)]
    for row in stations:
        rules += _of_station(row.text("id"), row.whole("min_officers"), row.whole("max_officers"), share)
        need = -(-row.whole("communities") // most_each)
        rules.append(
            RoleSize(id=f"units {row.text('id')}", role=COMMUNITY, station=row.text("id"), least=need)
        )
    return Problem(
        persons=tuple(
            Person(
                number=row.text("id"),
                station=row.text("station"),
                role=COMMUNITY if row.flag("community_officer") else OTHER,
                fixed="may not move" if row.flag("may_not_move") else "",
            )
            for row in table.rows("officers")
        ),
        stations=tuple(Station(id=one, workload=work.get(one, 0)) for one in ids),
        posts=tuple(
            Post(id=f"{one}:{role}", station=one, role=role) for one in ids for role in (COMMUNITY, OTHER)
        ),
        rules=tuple(rules),
        goals=("transfers", "role_changes", "distance_m"),
        distance_m=table.distances("station_distance", ids),
    )


def _of_station(station: str, least: int, most: int, share: Fraction) -> list[Rule]:
    return [
        StationSize(id=f"size {station}", station=station, least=least, most=most),
        RoleShare(id=f"share {station}", role=COMMUNITY, station=station, least=share),
    ]
