"""A bureau without accounts, its viewer, and the shortest way from tables to problems."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from jingge.common.viewer import Role, Viewer
from jingge.exchange.queries.reading import Reading, read_handover
from tests.contexts.exchange.handover import DAY, Tables

Judge = Callable[[Tables | Path], Reading]


@pytest.fixture
def clerk() -> Viewer:
    return Viewer(uuid.uuid4(), uuid.uuid4(), Role.COMMAND_OFFICE, "指挥中心")


@pytest.fixture
def judge(tmp_path: Path, clerk: Viewer, settings: object, db: None) -> Judge:
    """What is wrong with these tables, as English words."""
    from django.utils import translation

    def judged(given: Tables | Path) -> Reading:
        path = given.write(tmp_path) if isinstance(given, Tables) else given
        with translation.override("en"):
            return read_handover(path, name=path.name, bureau_id=clerk.bureau_id, day=DAY)

    return judged
