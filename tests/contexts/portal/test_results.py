"""The results of a month: four areas per station, rows behind each figure, nobody named (R41)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import frozen_at, now, today
from jingge.common.viewer import Viewer
from jingge.disputes import actions as disputes
from jingge.followups import actions as followups
from jingge.incidents import actions as incidents
from jingge.portal.queries.results import results
from tests.contexts.disputes.conftest import accepted
from tests.contexts.followups.conftest import spec as document
from tests.contexts.incidents.conftest import (
    command,
    head,
    officer,
    rules_in_force,
    small_map,
    spec,
)
from tests.factories.cast import Cast
from tests.factories.territory import DONGTA

__all__ = ["command", "head", "officer", "rules_in_force", "small_map"]
pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


@pytest.fixture
def month(rules_in_force: None, small_map: object, officer: Viewer, head: Viewer) -> str:
    """At 东塔: a burglary, two vehicles stolen, a theft that could not be prevented, a dispute, an order."""
    for kind in ("A11", "A12", "A12", "A1"):
        incidents.take_in(spec=spec(kind), by=officer)
    mistake = incidents.take_in(spec=spec("A12"), by=officer)
    incidents.write_off(incident_id=mistake.pk, reason="重复录入", by=head)
    quarrel = accepted(officer)
    disputes.open_dispute(incident_id=quarrel.pk, type="D02", level="yellow", by=officer)
    record = followups.enter(spec=document(head), by=head)
    due = record.dues.first()
    assert due is not None
    with frozen_at(now() + (due.on - today()) - timedelta(days=6)):
        followups.do(due_id=due.pk, by=head)
    return f"{today():%Y-%m}"


def test_every_area_is_counted_for_the_station_it_belongs_to(month: str, command: Viewer) -> None:
    rows = {row.code: row for row in results(command, month)}
    mine = rows["DT"] if "DT" in rows else rows[DONGTA]
    assert (mine.disputes, mine.settled, mine.preventable) == (1, 0, 3)
    assert mine.preventable_before is None  # no records of that month: no figure
    assert rows[""].preventable == 3
    assert rows[""].blocks == sum(row.blocks for code, row in rows.items() if code)


def test_a_station_sees_itself_and_the_rows_behind_a_figure_are_as_many(
    month: str, cast: Cast, as_: As
) -> None:
    client = as_(cast.dongta_head)
    page = client.get(reverse("portal:results"), {"month": month}, secure=True)
    table = page.context["table"]
    assert len(table) == 1
    link = next(
        column.url(table[0]["row"]) for column, _c in table[0]["cells"] if column.key == "preventable"
    )
    behind = client.get(link, secure=True)
    assert behind.context["page"].paginator.count == table[0]["row"].preventable == 3


def test_an_officer_does_not_read_it(month: str, cast: Cast, as_: As) -> None:
    assert as_(cast.officer).get(reverse("portal:results"), secure=True).status_code == 403
