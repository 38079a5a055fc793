"""A million points to blocks: raster and exact refine, beside plain Shapely and PostGIS.

    python benchmarks/micro/points.py [--points 1000000] [--blocks 1000] [--postgres ADDRESS]

`--postgres` takes `postgresql://user:password@host:port/name` of a database with PostGIS
(`python tools/cluster.py address` prints one); it writes only temporary tables. Every answer
is compared with every other: the run fails when one point differs.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import psycopg
import shapely
from shapely import MultiPoint

from jingge.territory.geo.plane import Floats, Shapes
from jingge.territory.geo.raster import build_raster

WEST, SOUTH, EAST, NORTH = 106.1, 37.5, 106.9, 38.3
Blocks = npt.NDArray[np.int64]


def wavy_blocks(count: int, seed: int = 1) -> Shapes:
    """Cells whose shared borders are bent alike on both sides, about 110 vertices each."""
    rng = np.random.default_rng(seed)
    box = shapely.box(WEST, SOUTH, EAST, NORTH)
    sites = MultiPoint(rng.uniform((WEST, SOUTH), (EAST, NORTH), size=(count, 2)))
    cells = shapely.intersection(shapely.get_parts(shapely.voronoi_polygons(sites, extend_to=box)), box)
    size = np.sqrt(box.area / count)
    dense = shapely.segmentize(cells, size / 25)

    def bend(xy: Floats) -> Floats:
        waves = np.sin(xy[:, ::-1] * 40 / size / 6) * size / 25
        return np.asarray(xy + waves)

    return np.asarray(shapely.transform(dense, bend))


def timed(name: str, work: Callable[[], Blocks], count: int) -> Blocks:
    start = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - start
    print(f"{name:<44}{seconds:8.2f} s{count / seconds / 1e6:9.2f} M points/s")
    return found


def by_tree(shapes: Shapes, lonlat: Floats) -> Blocks:
    """Plain Shapely: STRtree with prepared polygons; the lowest index wins."""
    points = np.asarray(shapely.points(lonlat), dtype=object)
    point, block = shapely.STRtree(shapes).query(points, predicate="intersects")
    found = np.full(len(points), np.iinfo(np.int64).max)
    np.minimum.at(found, point, block)
    found[found == np.iinfo(np.int64).max] = -1
    return found


def by_postgis(connection: psycopg.Connection, lonlat: Floats) -> Blocks:
    """Copy the points in and join; what a bureau would write without the raster."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE p (i int, g geometry(Point, 4490))")
        cursor.execute("CREATE TEMP TABLE raw (i int, x float8, y float8)")
        with cursor.copy("COPY raw FROM STDIN") as copy:
            for i, (lon, lat) in enumerate(lonlat.tolist()):
                copy.write_row((i, lon, lat))
        cursor.execute("INSERT INTO p SELECT i, ST_SetSRID(ST_Point(x, y), 4490) FROM raw")
        cursor.execute("ANALYZE p")
        cursor.execute("SELECT p.i, min(b.i) FROM p JOIN b ON ST_Intersects(b.g, p.g) GROUP BY p.i")
        found = np.full(len(lonlat), -1, dtype=np.int64)
        for i, block in cursor:
            found[i] = block
    return found


def with_blocks(address: str, shapes: Shapes) -> psycopg.Connection:
    connection = psycopg.connect(address)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE b (i int, g geometry(Geometry, 4490))")
        for i, wkb in enumerate(shapely.to_wkb(shapes)):
            cursor.execute("INSERT INTO b VALUES (%s, ST_GeomFromWKB(%s, 4490))", (i, bytes(wkb)))
        cursor.execute("CREATE INDEX ON b USING gist (g)")
        cursor.execute("ANALYZE b")
    return connection


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--blocks", type=int, default=1_000)
    parser.add_argument("--postgres", default="")
    asked = parser.parse_args()
    shapes: Shapes = wavy_blocks(asked.blocks)
    vertices = shapely.get_num_coordinates(shapes).mean()
    print(f"{asked.points:,} points, {len(shapes):,} blocks of {vertices:.0f} vertices")
    rng = np.random.default_rng(2)
    lonlat = rng.uniform((WEST - 0.01, SOUTH - 0.01), (EAST + 0.01, NORTH + 0.01), size=(asked.points, 2))
    start = time.perf_counter()
    raster = build_raster(shapes)
    print(f"{'raster: build once per map':<44}{time.perf_counter() - start:8.2f} s")
    found = timed("raster: look up", lambda: raster.find(lonlat).astype(np.int64), asked.points)
    elapsed = time.perf_counter() - start
    plain = timed("plain Shapely STRtree, intersects", lambda: by_tree(shapes, lonlat), asked.points)
    differing = int((found != plain).sum())
    if asked.postgres:
        with with_blocks(asked.postgres, shapes) as connection:
            joined = timed(
                "PostGIS: copy, GiST, ST_Intersects", lambda: by_postgis(connection, lonlat), asked.points
            )
            connection.rollback()
        differing += int((found != joined).sum())
    print(f"= {asked.points:,} points to grids, the map prepared meanwhile: {elapsed:.2f} s (goal ≤ 2)")
    print(f"= points with different answers: {differing} (goal ≤ 0)")
    raise SystemExit(1 if differing else 0)


if __name__ == "__main__":
    main()
