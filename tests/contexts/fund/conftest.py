"""A budget of 100,000 yuan and the small map's helpers (two at each of two stations)."""

import pytest

from jingge.common.viewer import Viewer
from jingge.fund.actions import add_budget, open_line
from jingge.fund.models import BudgetLine
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import small_map


@pytest.fixture
def staff(cast: Cast) -> Staff:
    return small_staff(small_map(cast).version)


@pytest.fixture
def by(cast: Cast) -> Viewer:
    return viewer(cast.command_office)


@pytest.fixture
def line(staff: Staff, by: Viewer) -> BudgetLine:
    row = open_line(year=2021, code="ZG", name="警务专干报酬", by=by)
    add_budget(line_id=row.pk, amount_fen=10_000_000, voucher="财2021-1", by=by)
    return row
