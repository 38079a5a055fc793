"""The folder is written once: it is the same for every test."""

from pathlib import Path

import pytest

from jingge.demo.synthesis import write_bureau
from tests.contexts.demo.reading import Folder


@pytest.fixture(scope="session")
def lingwu(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path: Path = tmp_path_factory.mktemp("lingwu")
    write_bureau(path)
    return Folder(path)
