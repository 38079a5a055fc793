"""Workers that die, stop or come back late: a job ends once, with one effect. Real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from jingge.audit.models import Event
from jingge.common.clock import now
from jingge.common.ids import new_id
from jingge.runs.models import Job

WORKER = Path(__file__).with_name("slow_worker.py")
LEASE_S = 1.5
BUREAU = new_id()

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed_db")]
Start = Callable[..., "subprocess.Popen[bytes]"]


def address() -> str:
    """This test's own database, as a process outside takes it."""
    s = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{s['NAME']}"
    return f"postgresql://{s['USER']}:{s['PASSWORD']}@{s['HOST']}:{s['PORT']}/{s['NAME']}"


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a worker process; whatever still runs at the end is stopped."""
    running: list[subprocess.Popen[bytes]] = []

    def started(*options: str) -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "JINGGE_DATABASE": address(),
            "DJANGO_SETTINGS_MODULE": "jingge.config.settings",
            "PYTHONPATH": str(WORKER.parents[2]),
        }
        command = [sys.executable, str(WORKER), "--lease", str(LEASE_S), "--poll", "0.2", *options]
        running.append(subprocess.Popen(command, env=environment))
        return running[-1]

    yield started
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()


def queue(kind: str = "test.slow", **payload: object) -> Job:
    return Job.objects.create(
        bureau_id=BUREAU,
        kind=kind,
        payload=payload,
        subject_label=kind,
        created_by_id=BUREAU,
        created_by_label="test",
        created_at=now(),
    )


def wait_until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def effects() -> int:
    return Event.objects.filter(action="test.effect").count()


def ended(job: Job) -> bool:
    job.refresh_from_db()
    return job.state in ("done", "failed", "cancelled")


def test_a_killed_workers_job_starts_again_within_two_leases_and_has_one_effect(
    start: Start, tmp_path: Path
) -> None:
    began = tmp_path / "began"
    job = queue(began=str(began))
    first = start()
    wait_until(began.exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    killed_at = time.monotonic()
    job.refresh_from_db()
    assert (job.state, effects()) == ("running", 0)
    start()
    wait_until(lambda: len(began.read_text().split()) == 2)
    ready_s = 30.0  # the second process needs its own start, long on a busy machine
    assert time.monotonic() - killed_at <= 2 * LEASE_S + ready_s
    wait_until(lambda: ended(job))
    assert (job.state, job.attempts, job.result, effects()) == ("done", 2, {"attempt": 2}, 1)


def test_a_job_whose_worker_dies_every_time_fails_with_words_for_a_person(
    start: Start, tmp_path: Path
) -> None:
    began = tmp_path / "began"
    job = queue(began=str(began), slow_attempts=9)
    for attempt in (1, 2, 3):
        worker = start()
        wait_until(lambda wanted=attempt: began.exists() and len(began.read_text().split()) == wanted)  # type: ignore[misc]
        worker.kill()
        worker.wait()
    start()
    wait_until(lambda: ended(job))
    message, _, detail = job.error.partition("\n\n")
    assert (job.state, effects()) == ("failed", 0)
    assert "3" in message
    assert "lease" not in message
    assert "3 attempts" in detail


def test_two_workers_never_do_one_job_twice(start: Start) -> None:
    jobs = [queue("test.quick") for _ in range(40)]
    workers = [start("--once") for _ in range(2)]
    for worker in workers:
        assert worker.wait(timeout=60) == 0
    states = set(Job.objects.values_list("state", "attempts"))
    assert states == {("done", 1)}
    assert effects() == len(jobs)


def test_a_worker_asked_to_stop_gives_its_job_back_without_spending_an_attempt(
    start: Start, tmp_path: Path
) -> None:
    began = tmp_path / "began"
    job = queue(began=str(began), slow_attempts=9)
    worker = start()
    wait_until(began.exists)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=10) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts, job.owner, effects()) == ("queued", 0, "", 0)


def test_a_running_job_asked_to_stop_ends_cancelled_with_no_effect(start: Start, tmp_path: Path) -> None:
    began = tmp_path / "began"
    job = queue(began=str(began), slow_attempts=9)
    start()
    wait_until(began.exists)
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    wait_until(lambda: ended(job), seconds=10)
    assert (job.state, effects()) == ("cancelled", 0)


def test_several_workers_side_by_side_do_what_waits_and_end(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "JINGGE_DATABASE": address(),
        "DJANGO_SETTINGS_MODULE": "jingge.config.settings",
    }
    command = [sys.executable, "-c", "from jingge.config.cli import main; main()", "worker"]
    done = subprocess.run([*command, "--once", "--processes", "2"], env=environment, timeout=60, check=False)
    assert done.returncode == 0
