"""Which limit holds for a key on a day: no incident stays without a clock."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from jingge.norms.queries.editions import NATIONAL, pack_on
from jingge.norms.rules.packfiles import own_pack
from jingge.norms.terms import Limit, Pack


def limit_on(bureau_id: UUID, key: str, day: date, *, pack: Pack | None = None) -> Limit | None:
    """By the bureau's rules of the day (`pack`, where they are at hand); what those leave out stands in the national
    ones.
    """
    rules = pack or pack_on(bureau_id, day)
    found = rules.limit_on(key, day) or own_pack(NATIONAL).limit_on(key, day)
    return found or _earliest(key)


@lru_cache(maxsize=64)
def _earliest(key: str) -> Limit | None:
    """For matters older than the first text known."""
    held = [one for one in own_pack(NATIONAL).limits if one.key == key]
    return min(held, key=lambda one: one.valid_from) if held else None
