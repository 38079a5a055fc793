"""The small map with its staff, and two partners of 东塔's ground."""

import pytest

from jingge.common.viewer import Viewer
from jingge.jointwork.actions import enter_partner
from jingge.jointwork.models import Partner
from jingge.jointwork.terms import PartnerSpec
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import small_map


@pytest.fixture
def staff(cast: Cast) -> Staff:
    return small_staff(small_map(cast).version)


@pytest.fixture
def by(cast: Cast) -> Viewer:
    return viewer(cast.dongta_head)


@pytest.fixture
def committee(staff: Staff, by: Viewer) -> Partner:
    return enter_partner(spec=PartnerSpec("东塔1社区居委会", "committee", "DT"), by=by)


@pytest.fixture
def court(staff: Staff, cast: Cast) -> Partner:
    """Works with the whole bureau."""
    return enter_partner(spec=PartnerSpec("市司法局", "department"), by=viewer(cast.command_office))
