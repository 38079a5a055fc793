"""A database that really commits, for tests with several processes or threads.

Django empties the tables after such a test; the tables that only grow refuse that, rightly. So
their guards are lifted when a test is over and put back before the next, or after the last.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection


@pytest.fixture(scope="module")
def guards_back(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """Statements that put the guards back; Django's emptying comes after a test's own fixtures."""
    later: list[str] = []
    yield later
    with django_db_blocker.unblock():
        _run(later)
        connection.close()


@pytest.fixture
def committed_db(guards_back: list[str], transactional_db: None) -> Iterator[None]:
    _run(guards_back)
    guards_back.clear()
    yield
    lift, put_back = _guards()
    guards_back += put_back
    _run(lift)


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _guards() -> tuple[list[str], list[str]]:
    """How to lift the guards, and how to put them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
                " AND (name LIKE 'append_only_%' OR name LIKE 'territory_%_rule%')"
            )
            guards = cursor.fetchall()
            return [f"DROP TRIGGER {name}" for name, _sql in guards], [sql for _name, sql in guards]
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgname LIKE 'append_only_%'"
        )
        tables = [table for (table,) in cursor.fetchall()]
    return (
        [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables],
        [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables],
    )
