"""Workload as a weighted sum of facts: pure, so that the page can show every part of it."""

from collections.abc import Iterable, Mapping

from jingge.planning.terms import INCIDENTS, BlockFacts


def amount(block: BlockFacts, key: str) -> float:
    """How much of one fact a block has."""
    if key.startswith(INCIDENTS):
        return float(block.incidents.get(key.removeprefix(INCIDENTS), 0.0))
    return float(getattr(block, key))


def parts(block: BlockFacts, weights: Mapping[str, float]) -> dict[str, float]:
    """Hours a year by fact; facts that count nothing are left out."""
    return {key: weight * amount(block, key) for key, weight in weights.items() if weight}


def workload(block: BlockFacts, weights: Mapping[str, float]) -> float:
    """Hours a year of a block."""
    return sum(parts(block, weights).values())


def fact_keys(blocks: Iterable[BlockFacts]) -> list[str]:
    """Kinds of incidents that appear in the blocks, as fact keys."""
    return sorted({f"{INCIDENTS}{kind}" for block in blocks for kind in block.incidents})


def sums(blocks: Iterable[BlockFacts], weights: Mapping[str, float]) -> dict[str, float]:
    """Figures of a group of blocks: every fact, the number of blocks, and the load."""
    group = list(blocks)
    keys = ["population", "households", "organisations", "area_km2", *fact_keys(group)]
    totals: dict[str, float] = {key: sum(amount(block, key) for block in group) for key in keys}
    totals["blocks"] = len(group)
    totals["travel_km"] = max((block.travel_km for block in group), default=0.0)
    totals["load"] = sum(workload(block, weights) for block in group)
    return totals
