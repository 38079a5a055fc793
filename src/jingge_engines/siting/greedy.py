"""A plan without any solver, for when there is no time: the kept sites, then whichever site helps most."""

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.checks import Flags, Ints
from jingge_engines.siting.effort import Found
from jingge_engines.siting.terms import Model


def greedy(board: Board) -> Found:
    """One candidate a site, as many as are wanted; nothing is promised beyond that."""
    problem = board.problem
    chosen: list[int] = []
    taken: set[int] = set()
    for one in np.flatnonzero(board.kept).tolist():
        if int(board.site[one]) not in taken:
            chosen.append(one)
            taken.add(int(board.site[one]))
    most = board.free_sites if problem.count is None else min(problem.count, board.free_sites)
    near = np.full(len(problem.points), np.inf)
    for candidate in chosen.copy():
        near = np.minimum(near, _travel(board, candidate))
    far = 2 * float(board.travel[board.reach].max(initial=0.0)) + 1.0
    while len(chosen) < most and (problem.count is not None or np.isinf(near).any()):
        gains = np.minimum(near, far)[:, None] - np.where(board.reach, board.travel, far)
        worth = problem.weight @ np.maximum(gains, 0.0) + 1e-9 * np.maximum(gains, 0.0).sum(axis=0)
        worth[np.isin(board.site, list(taken))] = -1.0
        candidate = int(worth.argmax())
        if problem.model is Model.SET_COVER and worth[candidate] <= 0 and problem.count is None:
            break
        chosen.append(candidate)
        taken.add(int(board.site[candidate]))
        near = np.minimum(near, _travel(board, candidate))
    return given_out(board, np.array(sorted(chosen), dtype=np.int64))


def given_out(board: Board, opened: Ints) -> Found:
    """Points to the offices of a set, the capacities kept; whoever finds no room goes without."""
    return Found(opened, -np.inf, _links(board, opened))


def _travel(board: Board, candidate: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.where(board.reach[:, candidate], board.travel[:, candidate], np.inf)


def _links(board: Board, opened: Ints) -> Flags | None:
    """The heaviest first, each at the nearest office with room; None where nothing is too much."""
    if not board.capped[opened].any():
        return None
    load, room = board.problem.loads, board.capacity[opened].copy()
    links = np.zeros((len(load), len(opened)), dtype=np.bool_)
    for point in np.argsort(-load, kind="stable"):
        for spot in np.argsort(board.travel[point, opened], kind="stable"):
            if board.reach[point, opened[spot]] and load[point] <= room[spot]:
                links[point, spot] = True
                room[spot] -= load[point]
                break
    return links
