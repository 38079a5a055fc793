"""The small map with a small staff on it."""

from datetime import date

import pytest

from jingge.common.viewer import Viewer
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import SmallMap, small_map

DAY = date(2020, 7, 1)


@pytest.fixture
def drawn(cast: Cast) -> SmallMap:
    return small_map(cast)


@pytest.fixture
def staff(drawn: SmallMap) -> Staff:
    return small_staff(drawn.version)


@pytest.fixture
def by(cast: Cast) -> Viewer:
    """The command office, who may edit staff."""
    return viewer(cast.command_office)
