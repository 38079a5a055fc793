"""Whole numbers that add up: largest remainders."""

from collections.abc import Sequence


def share_out(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """Divide `total` by `weights`, everyone getting at least `least`; the parts sum to `total` exactly.

    Hare quota with largest remainders; equal remainders go to the earlier one.
    """
    if total < least * len(weights):
        raise ValueError(f"total: {total} is not enough to give {len(weights)} parts {least} each")
    spare = total - least * len(weights)
    whole_weight = sum(weights)
    quotas = [spare * weight / whole_weight for weight in weights]
    parts = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(weights)), key=lambda i: (parts[i] - quotas[i], i))
    for i in by_remainder[: spare - sum(parts)]:
        parts[i] += 1
    return [part + least for part in parts]


def share_out_lifted(total: int, weights: Sequence[float], least: int) -> list[int]:
    """Divide `total` by `weights` alone, then lift whoever falls short to `least` at the others' cost."""
    short: set[int] = set()
    while True:
        others = [i for i in range(len(weights)) if i not in short]
        parts = share_out(total - least * len(short), [weights[i] for i in others])
        by_number = dict.fromkeys(short, least) | dict(zip(others, parts, strict=True))
        fallen = {i for i in others if by_number[i] < least}
        if not fallen:
            return [by_number[i] for i in range(len(weights))]
        short |= fallen
