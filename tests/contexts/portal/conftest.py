"""A small bureau with a map in force and people in post."""

import pytest

from jingge.common.viewer import Viewer
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import SmallMap, small_map


@pytest.fixture
def ground(cast: Cast) -> SmallMap:
    return small_map(cast)


@pytest.fixture
def staff(ground: SmallMap) -> Staff:
    return small_staff(ground.version)


@pytest.fixture
def chief(cast: Cast) -> Viewer:
    return viewer(cast.chief)


@pytest.fixture
def dongta_head(cast: Cast) -> Viewer:
    return viewer(cast.dongta_head)
