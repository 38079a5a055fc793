"""Rows by the hundred thousand.

`bulk_create` builds a model object and a piece of SQL for every row, which for a county of
100,000 blocks took most of the minute an import may last. One prepared statement with many
values writes the same rows in a fraction of the time; triggers and constraints see no difference.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models

BATCH = 5000


def insert_many(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Insert rows given as values in the order of `columns` (database names)."""
    quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {model._meta.db_table} ({quoted}) VALUES ({places})"  # noqa: S608 - names of our own
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            cursor.executemany(statement, [tuple(map(_plain, row)) for row in batch])


def _batches(rows: Sequence[Sequence[object]]) -> Iterator[Sequence[Sequence[object]]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _plain(value: Any) -> Any:
    """A value as the driver takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return value
