from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from jingge.audit.models import Event
from jingge.common.clock import frozen_at, now
from jingge.common.errors import NotYours, Refused
from jingge.runs import actions
from jingge.runs.management import leases
from jingge.runs.management.performing import Beating, perform
from jingge.runs.models import Job
from jingge.runs.terms import Cancelled, JobTicket, LeaseLost
from tests.contexts.runs.conftest import Ended
from tests.factories.cast import Cast, viewer

LEASE_S = 30.0


def enqueue(cast: Cast, **payload: Any) -> Job:
    return actions.enqueue(
        kind="test.job",
        payload=payload,
        subject_id=None,
        subject_label="1 方案",
        by=viewer(cast.command_office),
    )


def claimed() -> JobTicket:
    ticket = leases.claim(lease_s=LEASE_S)
    assert ticket is not None
    return ticket


def do_next() -> str:
    ticket = claimed()
    return perform(ticket, Beating(ticket, lease_s=LEASE_S, stopping=lambda: False))


def test_a_job_exists_only_if_the_deed_that_asked_for_it_does(cast: Cast, ended: Ended) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue(cast)
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_a_job_of_unknown_kind_is_refused_when_asked_for_not_when_done(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="no handler"):
        actions.enqueue(
            kind="nobody.knows", payload={}, subject_id=None, subject_label="", by=viewer(cast.command_office)
        )


def test_a_done_job_keeps_its_result_and_leaves_an_audit_row(cast: Cast, ended: Ended) -> None:
    job = enqueue(cast)
    assert do_next() == "done"
    job.refresh_from_db()
    assert (job.state, job.progress, job.result, job.owner) == ("done", 1.0, {"areas": 52}, "")
    assert list(Event.objects.order_by("number").values_list("action", flat=True)) == [
        "runs.enqueue",
        "runs.done",
    ]
    assert ended == []


def test_the_oldest_job_is_done_first_and_an_empty_queue_gives_nothing(cast: Cast, ended: Ended) -> None:
    with frozen_at(now() - timedelta(minutes=1)):
        older = enqueue(cast)
    newer = enqueue(cast)
    assert [claimed().id, claimed().id] == [older.pk, newer.pk]
    assert leases.claim(lease_s=LEASE_S) is None


def test_a_job_under_lease_is_not_taken_and_a_stale_one_is(cast: Cast, ended: Ended) -> None:
    enqueue(cast)
    first = claimed()
    assert leases.claim(lease_s=LEASE_S) is None
    with frozen_at(now() + timedelta(seconds=LEASE_S + 1)):
        second = claimed()
    assert (second.id, second.attempt) == (first.id, 2)
    assert second.owner != first.owner


def test_a_worker_that_lost_its_lease_can_neither_beat_nor_complete_nor_fail_the_job(
    cast: Cast, ended: Ended
) -> None:
    job = enqueue(cast)
    lost = claimed()
    with frozen_at(now() + timedelta(seconds=LEASE_S + 1)):
        claimed()
    written: list[str] = []

    def effect() -> dict[str, Any]:
        written.append("effect")
        return {}

    with pytest.raises(LeaseLost):
        leases.beat(lost, lease_s=LEASE_S)
    with pytest.raises(LeaseLost):
        leases.complete(lost, effect)
    with pytest.raises(LeaseLost):
        leases.fail(lost, message="no", detail="")
    job.refresh_from_db()
    assert (job.state, written) == ("running", [])


def test_an_effect_that_breaks_leaves_nothing_behind(cast: Cast, ended: Ended) -> None:
    enqueue(cast)
    ticket = claimed()

    def effect() -> dict[str, Any]:
        enqueue(cast)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        leases.complete(ticket, effect)
    assert Job.objects.count() == 1


def test_a_refusal_ends_the_job_with_the_reason_and_tells_the_subject(cast: Cast, ended: Ended) -> None:
    job = enqueue(cast, end="refuse")
    assert do_next() == "failed"
    job.refresh_from_db()
    assert job.error == "the map is gone"
    assert ended == [("1 方案", "the map is gone")]


def test_an_accident_is_told_in_words_first_and_in_detail_after(cast: Cast, ended: Ended) -> None:
    job = enqueue(cast, end="break")
    assert do_next() == "failed"
    job.refresh_from_db()
    message, _, detail = job.error.partition("\n\n")
    assert "ZeroDivisionError" not in message
    assert detail.startswith("ZeroDivisionError: division of 310 by zero")
    assert "conftest.py" in detail


def test_a_waiting_job_asked_to_stop_ends_at_once(cast: Cast, ended: Ended) -> None:
    job = enqueue(cast)
    actions.request_cancel(job_id=job.pk, by=viewer(cast.command_office))
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert len(ended) == 1
    assert leases.claim(lease_s=LEASE_S) is None


def test_a_running_job_asked_to_stop_learns_it_at_its_next_beat_and_cannot_complete(
    cast: Cast, ended: Ended
) -> None:
    job = enqueue(cast)
    ticket = claimed()
    actions.request_cancel(job_id=job.pk, by=viewer(cast.it_clerk))
    with pytest.raises(Cancelled):
        leases.beat(ticket, lease_s=LEASE_S)
    with pytest.raises(Cancelled):
        leases.complete(ticket, dict)


def test_a_job_asked_to_stop_whose_worker_died_ends_cancelled(cast: Cast, ended: Ended) -> None:
    job = enqueue(cast)
    claimed()
    actions.request_cancel(job_id=job.pk, by=viewer(cast.command_office))
    with frozen_at(now() + timedelta(seconds=LEASE_S + 1)):
        assert leases.claim(lease_s=LEASE_S) is None
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_an_auditor_sees_a_job_but_may_not_stop_it(cast: Cast, ended: Ended) -> None:
    job = enqueue(cast)
    with pytest.raises(Refused):
        actions.request_cancel(job_id=job.pk, by=viewer(cast.auditor))


@pytest.mark.parametrize("who", ["dongta_head", "officer", "other_command_office"])
def test_a_job_of_others_does_not_exist_for_those_who_may_not_see_it(
    cast: Cast, ended: Ended, who: str
) -> None:
    job = enqueue(cast)
    with pytest.raises(NotYours):
        actions.request_cancel(job_id=job.pk, by=viewer(getattr(cast, who)))
