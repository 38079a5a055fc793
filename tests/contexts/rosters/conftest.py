"""A station with its staff and kinds of shift; months drawn by the real engine through the real job table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from jingge.accounts.models import Account
from jingge.common.clock import frozen_at
from jingge.common.viewer import Viewer
from jingge.rosters import actions
from jingge.rosters.models import Cell, Roster, ShiftKind
from jingge.rosters.queries import rules_of
from jingge.runs.management import leases
from jingge.runs.management.performing import Beating, perform
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import small_map

NOW = datetime(2026, 11, 2, 2, tzinfo=UTC)
MONTH = date(2026, 11, 1)
LEASE_S = 60.0
As = Callable[[Account], Client]


@pytest.fixture
def as_(as_: As) -> As:
    """Signed in and reading English."""

    def signed_in(person: Account) -> Client:
        client = as_(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return signed_in


@dataclass(frozen=True)
class Place:
    cast: Cast
    staff: Staff
    head: Viewer
    officer: Viewer

    def id_of(self, number: str) -> UUID:
        return self.staff.people[number].pk


@pytest.fixture(autouse=True)
def _english_on_a_day() -> Iterator[None]:
    with translation.override("en"), frozen_at(NOW):
        yield


@pytest.fixture
def place(cast: Cast) -> Place:
    """The head's station: a head, a command office and a case officer, three community officers."""
    staff = small_staff(small_map(cast).version)
    head = viewer(cast.dongta_head)
    actions.take_first_kinds(station_code="DT", by=head)
    rules = replace(rules_of(cast.dongta), seconds=3)
    actions.save_rules(station_code="DT", rules=rules, by=head)
    return Place(cast, staff, head, viewer(cast.officer))


@pytest.fixture
def opened(place: Place) -> Roster:
    return actions.open_roster(station_code="DT", month=MONTH, by=place.head)


@pytest.fixture
def lay(place: Place, opened: Roster) -> Callable[..., Roster]:
    """A published month with given shifts: `lay({("040101", 3): "area"})`."""

    def laid(shifts: dict[tuple[str, int], str], state: str = "published") -> Roster:
        kinds = {kind.code: kind for kind in ShiftKind.objects.all()}
        for (number, day), code in shifts.items():
            Cell.objects.create(
                roster=opened,
                officer=place.staff.people[number],
                day=MONTH.replace(day=day),
                kind=kinds[code],
            )
        opened.state, opened.published_at = state, NOW
        opened.save()
        return opened

    return laid


def work() -> str:
    """Do the next job as a worker does."""
    ticket = leases.claim(lease_s=LEASE_S)
    assert ticket is not None
    return perform(ticket, Beating(ticket, lease_s=LEASE_S, stopping=lambda: False))
