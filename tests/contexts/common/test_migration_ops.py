"""What the database itself refuses, on whichever database the tests run."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from jingge.common.migration_ops import AppendOnly, ChangeNeeds, Guard, NoOverlap, NoSharedHours, WordIndex

TABLE = "guarded_things"


@pytest.fixture
def table(db: None) -> Iterator[None]:
    run(f"CREATE TABLE {TABLE} (id integer PRIMARY KEY, k varchar(3), d1 date, d2 date, state varchar(9))")
    yield
    run(f"DROP TABLE {TABLE}")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def put(guard: Guard) -> None:
    postgres = connection.vendor == "postgresql"
    for statement in guard.make_on_postgres() if postgres else guard.make_on_sqlite():
        run(statement)


def add(number: int, key: str, first: str, last: str | None, state: str = "on") -> None:
    end = f"'{last}'" if last else "NULL"
    with transaction.atomic():
        run(f"INSERT INTO {TABLE} VALUES ({number}, '{key}', '{first}', {end}, '{state}')")


@pytest.fixture
def dated(table: None) -> None:
    put(NoOverlap(TABLE, ["k"], "d1", "d2", where={"state": "on"}))
    add(1, "a", "2020-01-01", "2020-02-01")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2020-01-31", None),
        ("2019-01-01", "2020-01-02"),
        ("2019-01-01", None),
        ("2020-01-10", "2020-01-11"),
        ("2020-01-01", "2020-02-01"),
    ],
)
def test_a_shared_day_is_refused(dated: None, first: str, last: str | None) -> None:
    with pytest.raises(IntegrityError):
        add(2, "a", first, last)


@pytest.mark.parametrize(
    ("key", "first", "last", "state"),
    [
        ("a", "2020-02-01", None, "on"),
        ("a", "2019-01-01", "2020-01-01", "on"),
        ("b", "2020-01-10", None, "on"),
        ("a", "2020-01-10", None, "off"),
    ],
)
def test_the_last_day_is_exclusive_and_others_are_others(
    dated: None, key: str, first: str, last: str | None, state: str
) -> None:
    add(2, key, first, last, state)


@pytest.mark.parametrize("change", ["d1 = '2020-01-31'", "d2 = NULL", "k = 'a'", "state = 'on'"])
def test_a_change_into_an_overlap_is_refused(dated: None, change: str) -> None:
    if change.startswith("d1"):
        add(2, "a", "2020-02-01", None)
    elif change.startswith("d2"):
        add(2, "a", "2019-01-01", "2020-01-01")
    elif change.startswith("k"):
        add(2, "b", "2020-01-10", None)
    else:
        add(2, "a", "2020-01-10", None, "off")
    with pytest.raises(IntegrityError), transaction.atomic():
        run(f"UPDATE {TABLE} SET {change} WHERE id = 2")


def test_closing_a_row_makes_room_for_the_next(dated: None) -> None:
    run(f"UPDATE {TABLE} SET d2 = '2020-01-15' WHERE id = 1")
    add(2, "a", "2020-01-15", None)


@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET k = 'b'", f"DELETE FROM {TABLE}"])
def test_what_only_grows_is_neither_changed_nor_removed(table: None, statement: str) -> None:
    put(AppendOnly(TABLE))
    add(1, "a", "2020-01-01", None)
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        run(statement)


def test_a_narrowed_guard_lets_the_others_change(table: None) -> None:
    put(AppendOnly(TABLE, when="OLD.state <> 'draft'", columns=["k"]))
    add(1, "a", "2020-01-01", None, "draft")
    add(2, "b", "2020-01-01", None, "on")
    run(f"UPDATE {TABLE} SET k = 'c' WHERE id = 1")
    run(f"UPDATE {TABLE} SET d2 = '2021-01-01' WHERE id = 2")
    with pytest.raises(IntegrityError), transaction.atomic():
        run(f"UPDATE {TABLE} SET k = 'c' WHERE id = 2")


def test_a_change_without_its_witness_is_refused_and_with_it_made(table: None) -> None:
    put(ChangeNeeds(TABLE, "k", f"{TABLE} o WHERE o.k = NEW.k AND o.state = 'seen'"))
    add(1, "a", "2020-01-01", None)
    run(f"UPDATE {TABLE} SET k = 'a', d2 = '2021-01-01' WHERE id = 1")
    with pytest.raises(IntegrityError, match="witness"), transaction.atomic():
        run(f"UPDATE {TABLE} SET k = 'b' WHERE id = 1")
    add(2, "b", "2020-01-01", None, "seen")
    run(f"UPDATE {TABLE} SET k = 'b' WHERE id = 1")


def standing() -> set[str]:
    """Every trigger, exclusion constraint and index of the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger UNION SELECT conname FROM pg_constraint WHERE contype = 'x'"
                " UNION SELECT indexname FROM pg_indexes"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def test_every_guard_of_the_migrations_still_stands(db: None) -> None:
    loader = MigrationLoader(connection)
    guards = [
        operation
        for migration in loader.disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, Guard)
    ]
    assert guards
    there = standing()
    for guard in guards:
        excludes = isinstance(guard, NoOverlap | NoSharedHours | WordIndex)
        postgres_name = guard.name if excludes else guard.names()[0]  # type: ignore[attr-defined]
        wanted = {postgres_name} if connection.vendor == "postgresql" else set(guard.names())
        assert wanted <= there, guard.describe()
