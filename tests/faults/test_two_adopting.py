"""Two people adopt a map at the same moment: one is in force, the other is told why not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from jingge.audit.models import Event
from jingge.common.errors import Refused
from jingge.territory.actions import adopt_version
from jingge.territory.models import GridVersion, VersionState
from tests.factories.cast import Cast, make_cast, viewer
from tests.factories.territory import draw, small_map, small_spec

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed_db")]
SAME_DAY = date(2020, 9, 1)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Every deed in its own thread and connection, let go together; the answers or refusals."""
    gate = Barrier(len(deeds))

    def done(deed: Callable[[], object]) -> object:
        try:
            gate.wait()
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def adopting(cast: Cast, version: GridVersion, *, second: bool = False) -> Callable[[], object]:
    by = viewer(cast.second_command_office if second else cast.command_office)
    return lambda: adopt_version(version=version, valid_from=SAME_DAY, by=by)


def in_force_on(day: date) -> list[GridVersion]:
    return [
        v
        for v in GridVersion.objects.filter(state=VersionState.ADOPTED)
        if v.valid_from and v.valid_from <= day and (v.valid_to is None or day < v.valid_to)
    ]


@pytest.mark.parametrize("same_map", [True, False])
def test_of_two_adopting_at_once_one_is_refused_with_the_reason(*, same_map: bool) -> None:
    cast = make_cast()
    first = small_map(cast)
    mine = draw(small_spec(), cast.bureau, first.by, "甲")
    theirs = mine if same_map else draw(small_spec(), cast.bureau, first.by, "乙")
    answers = at_once(adopting(cast, mine), adopting(cast, theirs, second=True))
    refusals = [str(a) for a in answers if isinstance(a, Refused)]
    assert len(refusals) == 1
    assert refusals[0]
    assert len(in_force_on(SAME_DAY)) == 1
    assert (
        Event.objects.filter(action="territory.adopt_version").count() == 2
    )  # the first map and one of the two
