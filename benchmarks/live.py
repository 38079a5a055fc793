"""The demonstration, served for a benchmark as it is served to people."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.running import Platform, prepare, start


@contextmanager
def demonstration() -> Iterator[Platform]:
    """Loaded from nothing in a folder of its own, with two web processes and a worker."""
    with tempfile.TemporaryDirectory(prefix="jingge-bench-") as folder:
        home = Path(folder) / "var"
        prepare(home)
        platform = start(home)
        try:
            yield platform
        finally:
            platform.stop()
