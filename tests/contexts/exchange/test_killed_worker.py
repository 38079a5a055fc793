"""A worker killed in the middle of applying: nothing half-written, and the next one finishes once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from jingge.audit.models import Event
from jingge.common.viewer import Viewer
from jingge.exchange.actions import finish_reading, receive_upload, request_apply
from jingge.exchange.models import BureauImport, ImportChange
from jingge.exchange.queries.reading import read_handover
from jingge.organisation.models import Bureau
from jingge.runs.models import Job
from jingge.staffing.models import BeatPosting, Officer
from jingge.territory.models import Division, Grid, GridVersion
from tests.contexts.exchange.handover import DAY, Tables
from tests.faults.committed import committed_db, guards_back
from tests.faults.test_worker import address

__all__ = ["committed_db", "guards_back"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed_db")]
HERE = Path(__file__).parent


def start(program: list[str], home: Path) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "JINGGE_DATABASE": address(),
        "JINGGE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "jingge.config.settings",
        "PYTHONPATH": str(HERE.parents[2]),
    }
    return subprocess.Popen([sys.executable, *program, "--lease", "2", "--poll", "0.2"], env=environment)


def job_of(row: BureauImport) -> Job:
    return Job.objects.get(subject_id=row.pk, kind="exchange.apply")


def wait_until(holds: Callable[[], bool], seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def test_a_worker_killed_in_mid_apply_leaves_nothing_and_the_next_one_applies_once(
    tmp_path: Path, clerk: Viewer, settings: object
) -> None:
    settings.UPLOADS = tmp_path / "uploads"  # type: ignore[attr-defined]
    content = Tables().zip(tmp_path).read_bytes()
    row = receive_upload(file_name="t.zip", chunks=[content], in_force_from=DAY, by=clerk)
    reading = read_handover(tmp_path / "tables.zip", name="t.zip", bureau_id=clerk.bureau_id, day=DAY)
    Job.objects.filter(subject_id=row.pk).update(state="done")  # read here; only the applying is at stake
    finish_reading(import_id=row.pk, reading=reading, by=clerk)
    row = request_apply(import_id=row.pk, by=clerk)

    mark = tmp_path / "mark"
    worker = start([str(HERE / "dying_worker.py"), str(mark)], tmp_path)
    try:
        wait_until(lambda: mark.exists() and mark.read_text() != "")
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert mark.read_text() == "2 25", "it was in the middle: stations and the map stood in its transaction"
    connection.close()
    for model in (Bureau, Division, GridVersion, Grid, Officer, BeatPosting, ImportChange):
        assert not model._default_manager.exists()
    row.refresh_from_db()
    assert (row.state, job_of(row).state) == ("applying", "running")

    second = start(["-m", "django", "worker"], tmp_path)
    try:
        wait_until(lambda: BureauImport.objects.get(pk=row.pk).state == "applied")
        wait_until(lambda: job_of(row).state == "done")
    finally:
        second.terminate()
        second.wait()
    assert (Grid.objects.count(), Officer.objects.count(), BeatPosting.objects.count()) == (25, 11, 3)
    assert GridVersion.objects.count() == 1
    assert Event.objects.filter(action="exchange.apply_import").count() == 1
    assert job_of(row).attempts == 2
