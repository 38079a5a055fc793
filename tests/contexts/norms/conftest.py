"""Who writes rules, and who agrees to them."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from jingge.common.viewer import Viewer
from tests.factories.cast import Cast, viewer


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def writer(cast: Cast) -> Viewer:
    return viewer(cast.command_office)


@pytest.fixture
def decider(cast: Cast) -> Viewer:
    return viewer(cast.chief)
