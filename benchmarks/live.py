"""The demonstration, served for a benchmark as it is served to people."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.running import Platform, prepare, start


@contextmanager
def demonstration(*, database: str = "") -> Iterator[Platform]:
    """Loaded from nothing in a folder of its own, with two web processes and a worker.

    `database`: the address of an empty PostgreSQL database; SQLite in the folder without.
    """
    with tempfile.TemporaryDirectory(prefix="jingge-bench-") as folder:
        home = Path(folder) / "var"
        prepare(home, database)
        platform = start(home, database)
        try:
            yield platform
        finally:
            platform.stop()
