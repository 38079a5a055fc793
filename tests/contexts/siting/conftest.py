"""The small map, two offices on it, and the command office."""

import pytest

from jingge.common.viewer import Viewer
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import small_map


@pytest.fixture
def staff(cast: Cast) -> Staff:
    return small_staff(small_map(cast).version)


@pytest.fixture
def by(cast: Cast, staff: Staff) -> Viewer:
    return viewer(cast.command_office)
