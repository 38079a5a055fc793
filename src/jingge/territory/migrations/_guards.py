"""What must never be false of a map, kept by the database: see the class docstrings.

Named with an underscore so that Django does not take it for a migration.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jingge.common.migration_ops import Guard

VERSION, GRID, SHAPE, BOX = "territory_gridversion", "territory_grid", "territory_shape", "territory_shapebox"

NEEDS_POSTGIS = (
    "This database has no PostGIS. Install it (Debian: postgresql-15-postgis-3) and let a superuser run "
    "`CREATE EXTENSION postgis` in this database once; then migrate again."
)


class Refusals(Guard):
    """A set of triggers of one table: when `condition` holds, the deed is refused.

    `conditions` maps an event (INSERT, UPDATE, DELETE) to conditions on OLD and NEW with the
    sentence that is said. `{differs}` stands for each database's null-safe comparison.
    """

    table: str
    title: str

    def rules(self) -> Sequence[tuple[str, str, str]]:
        """(event, condition, what is said)."""
        raise NotImplementedError

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__qualname__, [], {}

    def describe(self) -> str:
        return self.title

    def names(self) -> list[str]:
        return [f"{self.table}_rule{i}" for i, _ in enumerate(self.rules())]

    def make_on_sqlite(self) -> list[str]:
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW"
            f" BEGIN SELECT RAISE(ABORT, '{said}') WHERE {condition.replace('{differs}', 'IS NOT')}; END"
            for name, (event, condition, said) in zip(self.names(), self.rules(), strict=True)
        ]

    def make_on_postgres(self) -> list[str]:
        statements = []
        for name, (event, condition, said) in zip(self.names(), self.rules(), strict=True):
            holds = condition.replace("{differs}", "IS DISTINCT FROM")
            row = "OLD" if event == "DELETE" else "NEW"
            statements += [
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {holds} THEN"
                f" RAISE EXCEPTION '{said}' USING ERRCODE = '23000'; END IF; RETURN {row}; END $$",
                f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {name}()",
            ]
        return statements

    def drop_on_postgres(self) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {name} ON {self.table}" for name in self.names()]


class AdoptedVersionsStay(Refusals):
    """Of an adopted version only its end and its withdrawal may still be written; nothing is deleted."""

    table = VERSION
    title = "Let adopted grid versions stay as they are"
    fixed = (
        "id",
        "bureau_id",
        "number",
        "name",
        "valid_from",
        "origin",
        "origin_id",
        "created_at",
        "created_by_label",
        "adopted_at",
        "adopted_by_label",
    )

    def rules(self) -> Sequence[tuple[str, str, str]]:
        rewritten = " OR ".join(f"OLD.{column} {{differs}} NEW.{column}" for column in self.fixed)
        return [
            ("UPDATE", f"OLD.state <> 'draft' AND ({rewritten})", "an adopted grid version is not rewritten"),
            (
                "UPDATE",
                "(OLD.state = 'adopted' AND NEW.state = 'draft') OR (OLD.state = 'withdrawn'"
                " AND (NEW.state <> 'withdrawn' OR OLD.valid_to {differs} NEW.valid_to))",
                "a grid version does not go back",
            ),
            ("DELETE", "OLD.state <> 'draft'", "an adopted grid version is not deleted"),
        ]


class GridsOfAdoptedVersionsStay(Refusals):
    """Grids are written while their version is a draft; parents are of the same map and the right level."""

    table = GRID
    title = "Let grids of adopted versions stay, under lawful parents"

    def rules(self) -> Sequence[tuple[str, str, str]]:
        state = f"(SELECT v.state FROM {VERSION} v WHERE v.id = {{row}}.version_id) <> 'draft'"
        said = "the grids of an adopted version are not written"
        parent = (
            f"NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {GRID} p WHERE p.id = NEW.parent_id"
            " AND p.version_id = NEW.version_id AND p.station_id = NEW.station_id"
            " AND ((NEW.level = 2 AND p.level = 1) OR (NEW.level = 3 AND p.level IN (1, 2))"
            " OR (NEW.level = 4 AND p.level = 2)))"
        )
        beat = (
            f"NEW.beat_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {GRID} b WHERE b.id = NEW.beat_id"
            " AND b.version_id = NEW.version_id AND b.station_id = NEW.station_id AND b.level = 3)"
        )
        return [
            ("INSERT", state.format(row="NEW"), said),
            ("UPDATE", f"{state.format(row='OLD')} OR {state.format(row='NEW')}", said),
            ("DELETE", state.format(row="OLD"), said),
            ("INSERT", parent, "a grid lies in a grid of the level above, of one map and station"),
            ("UPDATE", parent, "a grid lies in a grid of the level above, of one map and station"),
            ("INSERT", beat, "a block lies in an area of its own map and station"),
            ("UPDATE", beat, "a block lies in an area of its own map and station"),
        ]


class ShapesAreIndexed(Guard):
    """Polygons are never rewritten, and can be found by place.

    SQLite: an R*Tree of their boxes, kept by triggers; its numbers are rounded outwards, so
    no candidate is missed. PostgreSQL: a generated PostGIS column under a GiST index.
    """

    table = SHAPE

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__qualname__, [], {}

    def describe(self) -> str:
        return "Index polygons by place"

    def names(self) -> list[str]:
        return [f"{SHAPE}_fixed", f"{SHAPE}_boxed", f"{SHAPE}_unboxed"]

    def make_on_sqlite(self) -> list[str]:
        return [
            f"CREATE VIRTUAL TABLE {BOX} USING rtree(id, min_lon, max_lon, min_lat, max_lat, +shape_id TEXT)",
            f"INSERT INTO {BOX}(min_lon, max_lon, min_lat, max_lat, shape_id)"
            f" SELECT min_lon, max_lon, min_lat, max_lat, id FROM {SHAPE}",
            f"CREATE TRIGGER {SHAPE}_fixed BEFORE UPDATE ON {SHAPE} FOR EACH ROW"
            " BEGIN SELECT RAISE(ABORT, 'a polygon is not rewritten'); END",
            f"CREATE TRIGGER {SHAPE}_boxed AFTER INSERT ON {SHAPE} FOR EACH ROW BEGIN"
            f" INSERT INTO {BOX}(min_lon, max_lon, min_lat, max_lat, shape_id)"
            " VALUES (NEW.min_lon, NEW.max_lon, NEW.min_lat, NEW.max_lat, NEW.id); END",
            f"CREATE TRIGGER {SHAPE}_unboxed AFTER DELETE ON {SHAPE} FOR EACH ROW BEGIN DELETE FROM {BOX}"
            " WHERE min_lon <= OLD.min_lon AND max_lon >= OLD.max_lon AND min_lat <= OLD.min_lat"
            " AND max_lat >= OLD.max_lat AND shape_id = OLD.id; END",
        ]

    def drop_on_sqlite(self) -> list[str]:
        return [*super().drop_on_sqlite(), f"DROP TABLE IF EXISTS {BOX}"]

    def make_on_postgres(self) -> list[str]:
        return [
            f"ALTER TABLE {SHAPE} ADD COLUMN geom geometry(Geometry, 4490)"
            " GENERATED ALWAYS AS (ST_GeomFromWKB(wkb, 4490)) STORED",
            f"CREATE INDEX {SHAPE}_by_place ON {SHAPE} USING gist (geom)",
            f"CREATE OR REPLACE FUNCTION {SHAPE}_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'a polygon is not rewritten' USING ERRCODE = '23000'; END $$",
            f"CREATE TRIGGER {SHAPE}_fixed BEFORE UPDATE ON {SHAPE} FOR EACH ROW EXECUTE FUNCTION {SHAPE}_fixed()",
        ]

    def drop_on_postgres(self) -> list[str]:
        return [
            f"DROP TRIGGER IF EXISTS {SHAPE}_fixed ON {SHAPE}",
            f"ALTER TABLE {SHAPE} DROP COLUMN IF EXISTS geom",
        ]

    @staticmethod
    def _run(schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
        if schema_editor.connection.vendor == "postgresql":
            _need_postgis(schema_editor)
        Guard._run(schema_editor, statements)


def _need_postgis(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostGIS is there, can be made, or the person is told what to do."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")
        if cursor.fetchone():
            return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION postgis")
    except DatabaseError as refusal:
        raise ImproperlyConfigured(NEEDS_POSTGIS) from refusal
