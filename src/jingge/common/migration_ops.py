"""Migration operations for what must never be false and no ordinary constraint can say.

Both kinds of database refuse by themselves: triggers on SQLite, triggers and exclusion
constraints on PostgreSQL. Either way the writer meets `django.db.IntegrityError`.

    from jingge.common.migration_ops import AppendOnly, NoOverlap

    operations = [
        AppendOnly("audit_event"),
        NoOverlap("staffing_posting", ["officer_id"], "valid_from", "valid_to"),
    ]

On SQLite Django alters a table by copying it, which loses the table's triggers: a migration
that alters a guarded table must list the guard again after the change (same arguments; a guard
replaces itself). `tests/contexts/common/test_migration_ops.py` walks all migrations and fails when
a guard is gone.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Guard(Operation):
    """Something named that the database itself keeps: a refusal, an index."""

    reduces_to_sql = True
    reversible = True
    table: str

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Guards change no model."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        postgres = schema_editor.connection.vendor == "postgresql"
        self._run(schema_editor, self.drop_on_postgres() if postgres else self.drop_on_sqlite())
        self._run(schema_editor, self.make_on_postgres() if postgres else self.make_on_sqlite())

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        postgres = schema_editor.connection.vendor == "postgresql"
        self._run(schema_editor, self.drop_on_postgres() if postgres else self.drop_on_sqlite())

    def names(self) -> list[str]:
        """The triggers and constraints this guard stands on; the tests look for them."""
        raise NotImplementedError

    def make_on_sqlite(self) -> list[str]:
        raise NotImplementedError

    def make_on_postgres(self) -> list[str]:
        raise NotImplementedError

    def drop_on_postgres(self) -> list[str]:
        raise NotImplementedError

    def drop_on_sqlite(self) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {name}" for name in self.names()]

    @staticmethod
    def _run(schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
        for statement in statements:
            schema_editor.execute(statement, params=None)


class AppendOnly(Guard):
    """Rows of `table` may be added, never changed or removed.

    `when` narrows it to some rows by a condition on OLD that both databases understand
    ("OLD.state <> 'draft'", no subquery). `columns` narrows the refusal of UPDATE to these columns.
    """

    def __init__(self, table: str, *, when: str = "", columns: Sequence[str] = ()) -> None:
        self.table = table
        self.when = when
        self.columns = list(columns)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.table], {"when": self.when, "columns": self.columns}

    def describe(self) -> str:
        return f"Let {self.table} only grow"

    def names(self) -> list[str]:
        return [f"append_only_{self.table}_update", f"append_only_{self.table}_delete"]

    def _events(self) -> list[tuple[str, str]]:
        update = f"UPDATE OF {', '.join(self.columns)}" if self.columns else "UPDATE"
        return list(zip(self.names(), [update, "DELETE"], strict=True))

    def make_on_sqlite(self) -> list[str]:
        when = f" WHEN {self.when}" if self.when else ""
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW{when}"
            f" BEGIN SELECT RAISE(ABORT, '{self.table} only grows'); END"
            for name, event in self._events()
        ]

    def make_on_postgres(self) -> list[str]:
        when = f" WHEN ({self.when})" if self.when else ""
        function = f"append_only_{self.table}"
        refuse = (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" RAISE EXCEPTION '{self.table} only grows' USING ERRCODE = '23000'; END $$"
        )
        rows = [
            f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW{when}"
            f" EXECUTE FUNCTION {function}()"
            for name, event in self._events()
        ]
        whole = (
            f"CREATE TRIGGER append_only_{self.table}_truncate BEFORE TRUNCATE ON {self.table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )
        return [refuse, *rows, whole]

    def drop_on_postgres(self) -> list[str]:
        names = [*self.names(), f"append_only_{self.table}_truncate"]
        return [f"DROP TRIGGER IF EXISTS {name} ON {self.table}" for name in names]


class WordIndex(Guard):
    """An index for `common.words`: `column` of `table` (whose key `id` is a number) holds pairs of characters.

    Full-text search on SQLite, an inverted index of arrays on PostgreSQL.
    """

    def __init__(self, table: str, column: str = "words") -> None:
        self.table = table
        self.column = column
        self.name = f"{table}_words"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.table, self.column], {}

    def describe(self) -> str:
        return f"Find words in {self.column} of {self.table}"

    def names(self) -> list[str]:
        return [f"{self.name}_{deed}" for deed in ("insert", "update", "delete")]

    def make_on_sqlite(self) -> list[str]:
        table, column, name = self.table, self.column, self.name
        # Names come from migrations, never from people.
        put = f"INSERT INTO {name} (rowid, {column}) VALUES (NEW.id, NEW.{column});"  # noqa: S608
        take = f"INSERT INTO {name} ({name}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column});"  # noqa: S608
        deeds = zip(
            self.names(), ("INSERT", f"UPDATE OF {column}", "DELETE"), (put, take + put, take), strict=True
        )
        return [
            f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='{table}', content_rowid='id')",
            *(
                f"CREATE TRIGGER {one} AFTER {event} ON {table} BEGIN {deed} END"
                for one, event, deed in deeds
            ),
            f"INSERT INTO {name} ({name}) VALUES ('rebuild')",  # noqa: S608
        ]

    def drop_on_sqlite(self) -> list[str]:
        return [*super().drop_on_sqlite(), f"DROP TABLE IF EXISTS {self.name}"]

    def make_on_postgres(self) -> list[str]:
        return [f"CREATE INDEX {self.name} ON {self.table} USING gin (string_to_array({self.column}, ' '))"]

    def drop_on_postgres(self) -> list[str]:
        return [f"DROP INDEX IF EXISTS {self.name}"]


class NoOverlap(Guard):
    """No two rows with equal `key_columns` share a day. The last day is exclusive; NULL means open.

    `where` narrows it to rows with these plain values: {"state": "adopted"}. `name` is needed
    when one table has two such guards.
    """

    def __init__(
        self,
        table: str,
        key_columns: Sequence[str],
        from_column: str = "valid_from",
        to_column: str = "valid_to",
        *,
        where: dict[str, str] | None = None,
        name: str = "",
    ) -> None:
        self.table = table
        self.key_columns = list(key_columns)
        self.from_column = from_column
        self.to_column = to_column
        self.where = where or {}
        self.name = name or f"no_overlap_{table}"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        given = [self.table, self.key_columns, self.from_column, self.to_column]
        return type(self).__qualname__, given, {"where": self.where, "name": self.name}

    def describe(self) -> str:
        return f"Let no two rows of {self.table} with equal {', '.join(self.key_columns)} share a day"

    def names(self) -> list[str]:
        return [f"{self.name}_insert", f"{self.name}_update"]

    def _where(self, row: str) -> str:
        return "".join(f" AND {row}.{column} = '{value}'" for column, value in self.where.items())

    def make_on_sqlite(self) -> list[str]:
        first, last = self.from_column, self.to_column
        keys = " AND ".join(f"o.{key} = NEW.{key}" for key in self.key_columns)
        # Names come from migrations, never from people.
        others = f"SELECT 1 FROM {self.table} AS o WHERE {keys} AND o.rowid <> NEW.rowid"  # noqa: S608
        clash = (
            f"SELECT RAISE(ABORT, '{self.name}: two rows share a day') WHERE EXISTS ({others}"
            f" AND (NEW.{last} IS NULL OR o.{first} < NEW.{last})"
            f" AND (o.{last} IS NULL OR NEW.{first} < o.{last})"
            f"{self._where('o')}{self._where('NEW')})"
        )
        watched = ", ".join(dict.fromkeys([*self.key_columns, first, last, *self.where]))
        # AFTER: the new row then has its rowid, which is how a row is told from itself.
        return [
            f"CREATE TRIGGER {name} AFTER {event} ON {self.table} FOR EACH ROW BEGIN {clash}; END"
            for name, event in zip(self.names(), ["INSERT", f"UPDATE OF {watched}"], strict=True)
        ]

    def make_on_postgres(self) -> list[str]:
        keys = ", ".join(f"{key} WITH =" for key in self.key_columns)
        narrowed = " AND ".join(f"{column} = '{value}'" for column, value in self.where.items())
        where = f" WHERE ({narrowed})" if narrowed else ""
        days = f"daterange({self.from_column}, {self.to_column})"
        rule = f"EXCLUDE USING gist ({keys}, {days} WITH &&){where}"
        return [
            "CREATE EXTENSION IF NOT EXISTS btree_gist",  # equality of plain columns inside GiST
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} {rule}",
        ]

    def drop_on_postgres(self) -> list[str]:
        return [f"ALTER TABLE {self.table} DROP CONSTRAINT IF EXISTS {self.name}"]


class ChangeNeeds(Guard):
    """`column` of `table` changes only where a witness stands in another table.

    `witness` is the FROM and WHERE of a query on OLD and NEW that both databases understand:
    "incidents_transfer t WHERE t.incident_id = NEW.id AND t.state = 'confirmed'".
    """

    def __init__(self, table: str, column: str, witness: str) -> None:
        self.table = table
        self.column = column
        self.witness = witness

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.table, self.column, self.witness], {}

    def describe(self) -> str:
        return f"Let {self.column} of {self.table} change only where another table bears witness"

    def names(self) -> list[str]:
        return [f"change_needs_{self.table}_{self.column}"]

    @property
    def _trigger(self) -> str:
        name = self.names()[0]
        return f"CREATE TRIGGER {name} BEFORE UPDATE OF {self.column} ON {self.table} FOR EACH ROW"

    @property
    def _seen(self) -> str:
        return f"SELECT 1 FROM {self.witness}"  # noqa: S608 - written in migrations, never by people

    @property
    def _refusal(self) -> str:
        return f"{self.table}.{self.column} changes only with its witness"

    def make_on_sqlite(self) -> list[str]:
        changed = f"OLD.{self.column} <> NEW.{self.column}"
        rule = (
            f"{self._trigger} WHEN {changed} AND NOT EXISTS ({self._seen})"
            f" BEGIN SELECT RAISE(ABORT, '{self._refusal}'); END"
        )
        return [rule]

    def make_on_postgres(self) -> list[str]:
        name, changed = self.names()[0], f"OLD.{self.column} <> NEW.{self.column}"
        function = (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF NOT EXISTS ({self._seen}) THEN"
            f" RAISE EXCEPTION '{self._refusal}' USING ERRCODE = '23000'; END IF; RETURN NEW; END $$"
        )
        return [function, f"{self._trigger} WHEN ({changed}) EXECUTE FUNCTION {name}()"]

    def drop_on_postgres(self) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {self.names()[0]} ON {self.table}"]


class NoSharedHours(Guard):
    """No two rows with equal `key_columns` share a minute, unless one of them is `cancelled`.

    A row lasts `length` minutes from minute `start` of its `day`, past midnight where it is long.
    """

    def __init__(
        self, table: str, key_columns: Sequence[str], *, day: str, start: str, length: str, cancelled: str
    ) -> None:
        self.table = table
        self.key_columns = list(key_columns)
        self.day, self.start, self.length, self.cancelled = day, start, length, cancelled
        self.name = f"no_shared_hours_{table}"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        how = {"day": self.day, "start": self.start, "length": self.length, "cancelled": self.cancelled}
        return type(self).__qualname__, [self.table, self.key_columns], how

    def describe(self) -> str:
        return f"Let no two rows of {self.table} with equal {', '.join(self.key_columns)} share a minute"

    def names(self) -> list[str]:
        return [f"{self.name}_insert", f"{self.name}_update"]

    def make_on_sqlite(self) -> list[str]:
        def begin(row: str) -> str:
            return f"(julianday({row}.{self.day}) * 1440 + {row}.{self.start})"

        keys = " AND ".join(f"o.{key} = NEW.{key}" for key in self.key_columns)
        near = f"o.{self.day} BETWEEN date(NEW.{self.day}, '-1 day') AND date(NEW.{self.day}, '+1 day')"
        # Names come from migrations, never from people.
        others = f"SELECT 1 FROM {self.table} AS o WHERE {keys} AND {near} AND o.rowid <> NEW.rowid"  # noqa: S608
        clash = (
            f"SELECT RAISE(ABORT, '{self.name}: two rows share an hour') WHERE NOT NEW.{self.cancelled}"
            f" AND EXISTS ({others} AND NOT o.{self.cancelled}"
            f" AND {begin('o')} < {begin('NEW')} + NEW.{self.length}"
            f" AND {begin('NEW')} < {begin('o')} + o.{self.length})"
        )
        watched = ", ".join([*self.key_columns, self.day, self.start, self.length, self.cancelled])
        return [
            f"CREATE TRIGGER {name} AFTER {event} ON {self.table} FOR EACH ROW BEGIN {clash}; END"
            for name, event in zip(self.names(), ["INSERT", f"UPDATE OF {watched}"], strict=True)
        ]

    def make_on_postgres(self) -> list[str]:
        keys = ", ".join(f"{key} WITH =" for key in self.key_columns)
        begin = f"({self.day} - DATE '2000-01-01') * 1440 + {self.start}"
        hours = f"int4range({begin}, {begin} + {self.length})"
        rule = f"EXCLUDE USING gist ({keys}, {hours} WITH &&) WHERE (NOT {self.cancelled})"
        return [
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} {rule}",
        ]

    def drop_on_postgres(self) -> list[str]:
        return [f"ALTER TABLE {self.table} DROP CONSTRAINT IF EXISTS {self.name}"]
