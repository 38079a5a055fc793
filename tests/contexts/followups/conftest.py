"""A head of 东塔 with a map, and a protection order as it would be entered."""

from datetime import timedelta
from typing import Any

import pytest

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.followups.queries.visible import beats_of
from jingge.followups.terms import RecordSpec
from tests.factories.cast import Cast, viewer
from tests.factories.territory import SmallMap
from tests.factories.territory import small_map as draw_small_map


@pytest.fixture
def small_map(cast: Cast) -> SmallMap:
    return draw_small_map(cast)


@pytest.fixture
def head(cast: Cast, small_map: SmallMap) -> Viewer:
    return viewer(cast.dongta_head)


def spec(head: Viewer, **changes: Any) -> RecordSpec:
    day = today()
    given: dict[str, Any] = {
        "ground": "PROTECT",
        "issuer": "宁0181",
        "year": day.year,
        "serial": 12,
        "start": day,
        "end": day + timedelta(days=120),
        "beat_code": next(iter(beats_of(head, day)), ""),
    }
    return RecordSpec(**{**given, **changes})
