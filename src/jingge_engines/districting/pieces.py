"""Ground in pieces that no plan can divide: refused by name, with what would join it."""

import math

import numpy as np

from jingge_engines.core.graph import components, graph_of
from jingge_engines.districting.checks import Ints, ProblemError
from jingge_engines.districting.geometry import Shapes
from jingge_engines.districting.islands import Joint, joints_within
from jingge_engines.districting.problem import Problem

SHOWN = 5
"""Pieces that an error names before it only counts them."""


def refuse_islands(problem: Problem, flat: Shapes) -> None:
    """Stop where a region lies in pieces that no plan can divide, and say how they would be joined."""
    label = np.array(problem.region)
    same = label[problem.edges[:, 0]] == label[problem.edges[:, 1]]
    count, piece = components(graph_of(len(problem.units), problem.edges[same]))
    if count == len(problem.regions):
        return
    load = np.bincount(piece, problem.load, count)
    size = np.bincount(piece, minlength=count)
    lost: list[int] = []
    for name in problem.regions:
        held = np.unique(piece[label == name])
        low, high = problem.lower_of[name], problem.upper_of[name]
        odd = [one for one in held if len(held) > 1 and not _divides(load[one], low, high)]
        lost += odd or (
            held[np.argsort(size[held])][:-1].tolist() if len(held) > problem.districts_of[name] else []
        )
    if lost:
        raise ProblemError(_islands_text(problem, flat, piece, lost))


def _divides(load: float, lower: float, upper: float) -> bool:
    """Whether some number of areas within the limits could make up this load."""
    areas = max(1, math.ceil(load / upper - 1e-9)) if upper > 0 else 1
    return areas * lower <= load * (1 + 1e-9)


def _islands_text(problem: Problem, flat: Shapes, piece: Ints, lost: list[int]) -> str:
    nearest: dict[int, Joint] = {}
    for joint in joints_within(flat, problem.edges, problem.region):
        for end in (joint.u, joint.v):
            known = nearest.get(int(piece[end]))
            if known is None or joint.distance < known.distance:
                nearest[int(piece[end])] = joint
    named = []
    for one in lost[:SHOWN]:
        joint = nearest[one]
        mine, other = (joint.u, joint.v) if piece[joint.u] == one else (joint.v, joint.u)
        size = int((piece == one).sum())
        around = f"{problem.units[mine]!r}" if size == 1 else f"{problem.units[mine]!r} and {size - 1} more"
        named.append(f"{around} (nearest: {problem.units[other]!r}, {joint.distance:.3g} away)")
    more = f" and {len(lost) - SHOWN} more pieces" if len(lost) > SHOWN else ""
    return (
        f"neighbours: apart from the rest lie {'; '.join(named)}{more}; mend the borders, give a gap or "
        "neighbours, or join each piece to its nearest with join_islands=True"
    )
