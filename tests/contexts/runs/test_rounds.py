"""Regular work: done once per span by whoever looks first; a break is told and harms nothing else."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from jingge.common.clock import frozen_at, now
from jingge.runs import terms
from jingge.runs.management.commands import worker
from jingge.runs.management.rounds import _claimed, go_round
from jingge.runs.models import RoundState
from jingge.runs.queries import list_rounds
from jingge.runs.terms import Report, known_rounds, regularly

pytestmark = pytest.mark.django_db
SPAN = timedelta(minutes=5)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two rounds of their own, in place of all others: one breaks, the other counts."""
    monkeypatch.setattr(terms, "_rounds", {})
    called: list[str] = []

    @regularly("test.breaks", label="breaks", every=SPAN)
    def breaks() -> Report:
        called.append("breaks")
        raise ZeroDivisionError

    @regularly("test.counts", label="counts", every=SPAN)
    def counts() -> Report:
        called.append("counts")
        return {"done": 3}

    return called


def test_a_round_is_done_once_in_its_span(calls: list[str]) -> None:
    begun = now()
    for minutes in (0, 4, 6, 10):
        with frozen_at(begun + timedelta(minutes=minutes)):
            go_round()
    assert calls.count("counts") == 2


def test_a_round_that_breaks_is_told_and_the_next_is_done(calls: list[str]) -> None:
    assert go_round() == ["test.counts"]
    broken, counted = list_rounds()
    assert "ZeroDivisionError" in broken.error
    assert counted.error == ""
    assert RoundState.objects.get(name="test.counts").report == {"done": 3}


def test_of_two_workers_that_look_at_once_one_does_it(calls: list[str]) -> None:
    one = known_rounds()[1]
    begun = now()
    with frozen_at(begun):
        assert _claimed(one)
        assert not _claimed(one)
    with frozen_at(begun + SPAN):
        assert _claimed(one)
        assert not _claimed(one)


def test_a_clock_set_back_does_not_stop_regular_work(calls: list[str]) -> None:
    begun = now()
    with frozen_at(begun + timedelta(days=30)):
        go_round()
    with frozen_at(begun):
        assert "test.counts" in go_round()


def test_the_worker_does_them_between_its_jobs(calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test's own connection stays
    call_command("worker", "--once")
    assert set(calls) == {"breaks", "counts"}


def test_work_that_no_worker_does_is_shown_as_late(calls: list[str]) -> None:
    assert all(one.is_late for one in list_rounds())
    go_round()
    assert not any(one.is_late for one in list_rounds())
