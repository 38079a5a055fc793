"""A first plan that is contiguous by construction and roughly balanced; the search does the rest."""

import heapq

import numpy as np

from jingge_engines.core.graph import Graph, components
from jingge_engines.districting.board import Board
from jingge_engines.districting.problem import Floats, Ints

SETTLING = 3
"""Most times the seeds move to the middle of what they grew (Lloyd 1982). How often is left to the
dice: round areas are good ground for most problems, odd ones for the rest."""


def grow(board: Board, graph: Graph, rng: np.random.Generator) -> Ints:
    """Area of every atom: seeds far apart, then the lightest area takes the nearest free neighbour.

    `graph` has at most as many pieces as there are areas; every piece gets areas in proportion to its load.
    """
    count, piece = components(graph)
    points = board.points
    area = np.full(board.order, -1, dtype=np.int64)
    first = 0
    for index, share in enumerate(_shares(board, piece, count)):
        inside = np.flatnonzero(piece == index)
        seeds = inside[_seeds(points[inside], board.load[inside], share, rng)]
        for _ in range(int(rng.integers(SETTLING + 1))):
            _fill(graph, board.load, points, seeds, first, area)
            seeds = np.array([_middle(points, np.flatnonzero(area == first + d)) for d in range(share)])
            area[inside] = -1
        _fill(graph, board.load, points, seeds, first, area)
        first += share
    return area


def _middle(points: Floats, members: Ints) -> int:
    """The member nearest to the mean point."""
    apart = ((points[members] - points[members].mean(axis=0)) ** 2).sum(axis=1)
    return int(members[apart.argmin()])


def _shares(board: Board, piece: Ints, count: int) -> list[int]:
    """Areas per piece: one each, then to the piece whose areas would be heaviest, up to its atoms."""
    load = np.bincount(piece, board.load, count)
    room = np.bincount(piece, minlength=count)
    shares = np.ones(count, dtype=np.int64)
    for _ in range(min(board.districts, board.order) - count):
        burden = np.where(shares < room, load / shares, -1.0)
        shares[int(burden.argmax())] += 1
    return [int(share) for share in shares]


def _seeds(points: Floats, load: Floats, share: int, rng: np.random.Generator) -> list[int]:
    """k-means++ (Arthur & Vassilvitskii 2007): far from the chosen ones, heavier first, all different."""
    weight = load + load.mean() * 0.01 + 1e-12
    chosen: list[int] = [int(rng.choice(len(points), p=weight / weight.sum()))]
    nearest = np.full(len(points), np.inf)
    while len(chosen) < share:
        nearest = np.minimum(nearest, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
        chance = weight * nearest
        chance[chosen] = 0.0
        if chance.sum() <= 0:
            chance = np.ones(len(points))
            chance[chosen] = 0.0
        chosen.append(int(rng.choice(len(points), p=chance / chance.sum())))
    return chosen


def _fill(graph: Graph, load: Floats, points: Floats, seeds: Ints, first: int, area: Ints) -> None:
    """Let the lightest area take its nearest free neighbour until nothing is free."""
    fronts: list[list[tuple[float, int]]] = [[] for _ in seeds]
    order: list[tuple[float, int]] = []
    weight = np.zeros(len(seeds))

    def take(atom: int, district: int) -> None:
        area[atom] = first + district
        weight[district] += load[atom]
        for other in graph.neighbours(atom):
            if area[other] < 0:
                apart = float(((points[other] - points[seeds[district]]) ** 2).sum())
                heapq.heappush(fronts[district], (apart, int(other)))

    for district, seed in enumerate(seeds):
        take(int(seed), district)
        heapq.heappush(order, (float(weight[district]), district))
    while order:
        _, district = heapq.heappop(order)
        front = fronts[district]
        while front and area[front[0][1]] >= 0:
            heapq.heappop(front)
        if front:
            take(heapq.heappop(front)[1], district)
            heapq.heappush(order, (float(weight[district]), district))


def mend(board: Board, graph: Graph, area: Ints) -> Ints:
    """A contiguous plan near `area`: every area keeps its heaviest piece, lighter neighbours take the rest.

    Areas that have no atom at all stay empty; the caller checks.
    """
    _, piece = components(graph, area)
    weight = np.bincount(piece, board.load + 1e-9)
    fixed = np.full(board.order, -1, dtype=np.int64)
    for district in range(board.districts):
        mine = np.flatnonzero(area == district)
        if len(mine):
            kept = piece[mine][weight[piece[mine]].argmax()]
            fixed[piece == kept] = district
    loads = np.bincount(fixed[fixed >= 0], board.load[fixed >= 0], board.districts)
    free = list(np.flatnonzero(fixed < 0))
    while free:
        later = []
        for atom in free:
            near = fixed[graph.neighbours(int(atom))]
            near = near[near >= 0]
            if len(near) == 0:
                later.append(atom)
                continue
            goal = near[loads[near].argmin()]
            fixed[atom] = goal
            loads[goal] += board.load[atom]
        if len(later) == len(free):
            break
        free = later
    return fixed
