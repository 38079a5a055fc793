"""A later year's holidays are loaded while limits run: they follow, and say so."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from jingge.common.clock import frozen_at
from jingge.common.viewer import Viewer
from jingge.incidents import actions
from jingge.incidents.models import Clock, Entry
from jingge.incidents.terms import EntryKind, Review, Verdict
from jingge.organisation.actions import load_holidays, take_back_holidays
from jingge.organisation.models import HolidayYear
from jingge.organisation.terms import SpecialDay
from jingge.uploads.rules.tabled import Faults, Line
from tests.contexts.incidents.conftest import QUARREL, spec

pytestmark = pytest.mark.django_db
EVE = datetime(2026, 12, 30, 9, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday
BY_LAW = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


def load(by: Viewer) -> None:
    days = [SpecialDay(date(2027, *one), "holiday", "放假", "通知1号") for one in BY_LAW]
    rows = [(Line(number, {}), one) for number, one in enumerate(days, 2)]
    load_holidays(rows=rows, faults=Faults(()), by=by)


def due_on(clock: Clock) -> date:
    clock.refresh_from_db()
    return timezone.localdate(clock.due_at)


def test_a_running_limit_skips_the_holiday_loaded_later_and_the_story_says_so(
    rules_in_force: None, officer: Viewer, command: Viewer
) -> None:
    with frozen_at(EVE):
        quarrel = actions.take_in(spec=spec(QUARREL), by=officer)
        actions.review(incident_id=quarrel.pk, answer=Review(verdict=Verdict.OWN), by=officer)
        clock = Clock.objects.get(incident=quarrel, key="mediation.first")
        assert due_on(clock) == date(2027, 1, 4)  # 31st, Friday, Monday
        load(command)
        assert due_on(clock) == date(2027, 1, 5)
        told = Entry.objects.filter(incident=quarrel, kind=EntryKind.CLOCK_CHANGED)
        assert [one.detail["deed"] for one in told] == ["calendar"]
        another = actions.take_in(spec=spec(QUARREL), by=officer)
        actions.review(incident_id=another.pk, answer=Review(verdict=Verdict.OWN), by=officer)
        assert due_on(Clock.objects.get(incident=another, key="mediation.first")) == date(2027, 1, 5)
        take_back_holidays(year_id=HolidayYear.objects.get().pk, reason="不是正式通知", by=command)
        assert due_on(clock) == date(2027, 1, 4)
