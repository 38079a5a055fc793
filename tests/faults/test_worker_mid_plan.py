"""The real worker killed in the middle of a real drawing: the plan is drawn again and stored once."""

import os
import signal
import subprocess
import sys
import time

import pytest

from jingge.audit.models import Event
from jingge.planning import actions
from jingge.planning.models import Scenario
from jingge.runs.models import Job
from tests.contexts.planning.conftest import SETTINGS
from tests.factories.cast import make_cast, viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import small_map
from tests.faults.test_worker import address, ended, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed_db")]


def start() -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "JINGGE_DATABASE": address(),
        "DJANGO_SETTINGS_MODULE": "jingge.config.settings",
    }
    command = [sys.executable, "-c", "from jingge.config.cli import main; main()", "worker"]
    return subprocess.Popen([*command, "--lease", "2", "--poll", "0.2"], env=environment)


def test_a_worker_killed_in_mid_plan_leaves_nothing_and_the_plan_is_stored_once() -> None:
    cast = make_cast()
    small_staff(small_map(cast).version)
    by = viewer(cast.command_office)
    scenario = actions.create_scenario(settings=SETTINGS, by=by)
    actions.request_solution(scenario_id=scenario.pk, by=by)
    job = Job.objects.get()
    first = start()
    wait_until(lambda: Job.objects.filter(pk=job.pk, state="running").exists())
    time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.wait()
    scenario.refresh_from_db()
    assert (scenario.state, scenario.areas.count()) == ("solving", 0)
    second = start()
    try:
        wait_until(lambda: ended(job), seconds=60)
    finally:
        second.terminate()
        second.wait()
    scenario = Scenario.objects.get()
    assert (job.state, job.attempts, scenario.state) == ("done", 2, "solved")
    assert scenario.areas.count() == 4
    assert scenario.blocks.count() == 16
    assert Event.objects.filter(action="planning.store_solution").count() == 1
