"""Which plans make a curve: the settings to try, and which of the plans found are beaten by another."""

from collections.abc import Sequence

TIGHTEST_SHARE = 0.6
"""The tightest limits tried, of those asked for; often impossible, and then the closest plan is shown."""
AS_GOOD = 1e-9


def curve_settings(*, plans: int, balance_pct: float, widest_pct: float) -> list[dict[str, float]]:
    """What every plan of a curve over limits asks otherwise than the scenario.

    From tighter than asked to as wide as today's heaviest area lies, by a constant factor. The scenario's
    own value takes the place of its nearest neighbour, so that its own plan lies on the curve.
    """
    low = max(1.0, TIGHTEST_SHARE * balance_pct)
    high = min(100.0, max(widest_pct, 1.5 * balance_pct, low + 1.0))
    values = [round(low * (high / low) ** (index / (plans - 1)), 1) for index in range(plans)]
    return [{"balance_pct": value} for value in _with(balance_pct, values)]


def _with(own: float, values: list[float]) -> list[float]:
    nearest = min(range(len(values)), key=lambda index: abs(values[index] - own))
    values[nearest] = own
    return sorted(set(values))


def beaten(points: Sequence[tuple[float, float] | None]) -> frozenset[int]:
    """Places of plans for which another is no worse in both figures and better in one; None counts as beaten."""
    known = [(index, point) for index, point in enumerate(points) if point is not None]
    return frozenset(
        index
        for index, point in enumerate(points)
        if point is None
        or any(
            x <= point[0] + AS_GOOD
            and y <= point[1] + AS_GOOD
            and (x < point[0] - AS_GOOD or y < point[1] - AS_GOOD)
            for other, (x, y) in known
            if other != index
        )
    )
