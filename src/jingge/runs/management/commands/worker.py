"""`jingge worker`: does the jobs of the table until it is asked to stop."""

import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from jingge.runs.management import leases
from jingge.runs.management.performing import Beating, perform
from jingge.runs.management.rounds import go_round

START_ONE = [sys.executable, "-c", "from jingge.config.cli import main; main()", "worker"]


class Command(BaseCommand):
    help = "Do the jobs of the job table. SIGTERM gives the present job back to the queue and ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is waiting, then end")
        parser.add_argument("--processes", type=int, default=1, help="how many workers to run side by side")
        parser.add_argument(
            "--lease", type=float, default=30.0, help="seconds after which a silent worker counts as dead"
        )
        parser.add_argument("--poll", type=float, default=1.0, help="seconds between looks at an empty queue")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stop = False
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        signal.signal(signal.SIGINT, self._asked_to_stop)
        if options["processes"] > 1:
            self._keep_running(options)
        else:
            self._work(once=options["once"], lease_s=options["lease"], poll_s=options["poll"])

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stop = True

    def _work(self, *, once: bool, lease_s: float, poll_s: float) -> None:
        self.stdout.write(f"worker ready, lease {lease_s:g} s")
        while not self.stop:
            close_old_connections()
            try:
                for name in go_round():
                    self.stdout.write(f"round {name}: done")
                ended = self._one_job(lease_s)
            except OperationalError as away:  # a restarting database must not end the worker
                self.stderr.write(f"database away, trying again: {away}")
                ended = ""
            if not ended and once:
                return
            if not ended:
                self._sleep(poll_s)

    def _one_job(self, lease_s: float) -> str:
        ticket = leases.claim(lease_s=lease_s)
        if ticket is None:
            return ""
        progress = Beating(ticket, lease_s=lease_s, stopping=lambda: self.stop)
        with progress.in_background():
            ended = perform(ticket, progress)
        self.stdout.write(f"{ticket.kind} {ticket.subject_label}: {ended} (attempt {ticket.attempt})")
        return ended

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stop and time.monotonic() < until:
            time.sleep(min(0.2, seconds))

    def _keep_running(self, options: dict[str, Any]) -> None:
        """Parent of several workers: starts again what dies, passes the request to stop on."""
        command = [*START_ONE, "--lease", str(options["lease"]), "--poll", str(options["poll"])]
        command += ["--once"] if options["once"] else []
        workers = [subprocess.Popen(command) for _ in range(options["processes"])]
        while not self.stop and workers:
            time.sleep(0.5)
            for place, worker in enumerate(workers):
                if worker.poll() is None:
                    continue
                if options["once"]:
                    workers.pop(place)
                    break
                self.stderr.write(f"worker {worker.pid} ended with {worker.returncode}; starting another")
                workers[place] = subprocess.Popen(command)
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()
