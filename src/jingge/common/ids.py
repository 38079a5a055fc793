"""Keys are UUIDs of version 7: made anywhere, sorted by time."""

import uuid

import uuid6


def new_id() -> uuid.UUID:
    """A fresh UUIDv7 as a plain `uuid.UUID`."""
    return uuid.UUID(int=uuid6.uuid7().int)
