"""The answer: who serves where, what it costs in every term, and what is proven."""

from collections.abc import Mapping
from dataclasses import dataclass

from jingge_engines.core.result import Moment, Status
from jingge_engines.staffing.terms import Goal


@dataclass(frozen=True)
class Terms:
    """Every term of a plan, whether it was a goal or not."""

    transfers: int
    """People whose station changes."""
    role_changes: int
    """People who give up today's role."""
    posts_left: int
    """Posts held today that are given up."""
    distance_m: int
    """Metres between old and new station, over all transfers."""
    preferences_missed: int
    """What posts prefer and holders lack."""
    imbalance: float
    """Σ over stations of |officers − fair share by workload|, in officers."""


@dataclass(frozen=True)
class Move:
    """One person who does not stay as today."""

    number: str
    from_station: str
    from_role: str
    from_posts: tuple[str, ...]
    to_station: str
    to_role: str
    to_posts: tuple[str, ...]
    transfer: bool
    role_change: bool
    distance_m: int


@dataclass(frozen=True)
class GoalProof:
    """A goal, at its value in the plan, and what no plan can be below, all goals before it held."""

    goal: Goal
    value: float
    lower_bound: float | None
    status: Status


@dataclass(frozen=True, eq=False)
class Result:
    """The best plan found."""

    feasible: bool
    held: tuple[tuple[str, ...], ...]
    """Posts of every person in the order of the problem; empty where there is no plan."""
    moves: tuple[Move, ...]
    terms: Terms | None
    goals: tuple[GoalProof, ...]
    status: Status
    """*proven*: no plan that keeps the rules is better in the order of the goals, or none exists at all."""
    broken: tuple[str, ...]
    """Ids of the rules the plan breaks: none, or it would not be handed out; checked by `certify`."""
    history: tuple[Moment, ...]
    seed: int | None
    params: Mapping[str, object]
    version: str
    input_hash: str
