"""One at a time: whoever changes who serves where takes the bureau's lock first.

An area, its officer, the auxiliaries and the posting behind them change together; locking
each row by itself would let two people meet half-way. On SQLite the transaction is the lock.
"""

from uuid import UUID

from jingge.organisation.models import Bureau


def lock_bureau(bureau_id: UUID) -> None:
    """Wait for other changes; rows that only refer to the bureau may still be added meanwhile."""
    Bureau.objects.select_for_update(no_key=True).get(pk=bureau_id)
