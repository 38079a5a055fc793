"""A platform as a bureau's IT clerk gets it: no data, one account with a one-time password.

Started as docs/how-to/install.md says: gunicorn and the worker, each in its own process.
"""

import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.running import JINGGE, Platform, environment, free_port, wait_until_it_answers

PASSWORD = re.compile(r"one-time password (\S+)")
GUNICORN = [
    sys.executable,
    "-m",
    "gunicorn",
    "jingge.config.wsgi:application",
    "--workers",
    "2",
    "--threads",
    "4",
]
WORKER = [*JINGGE, "worker", "--processes", "1"]


@dataclass
class Founded(Platform):
    """`process` is the web server; the worker runs beside it."""

    worker: "subprocess.Popen[str]"

    def stop(self) -> None:
        self.worker.send_signal(signal.SIGTERM)
        self.process.send_signal(signal.SIGTERM)
        for one in (self.worker, self.process):
            try:
                one.wait(timeout=40)
            finally:
                one.kill()


def found(prepared: Path, home: Path) -> Founded:
    """An empty bureau 640181 on a new database; static files are those of the prepared demonstration."""
    home.mkdir()
    (home / "static").symlink_to(prepared / "static")
    (home / "vendor").symlink_to(prepared / "vendor")
    port = free_port()
    settings = environment(home, port)
    subprocess.run([*JINGGE, "migrate", "--verbosity", "0"], env=settings, cwd=home, check=True)
    said = subprocess.run(
        [*JINGGE, "found", "--code", "640181", "--name", "灵武市公安局", "--name-en", "Lingwu bureau"],
        env=settings, cwd=home, check=True, capture_output=True, text=True,
    )  # fmt: skip
    password = PASSWORD.search(said.stdout)
    assert password, said.stdout
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(
            [*GUNICORN, "--bind", f"127.0.0.1:{port}"],
            env=settings, cwd=home, stdout=log, stderr=log, text=True,
        )  # fmt: skip
        worker = subprocess.Popen(WORKER, env=settings, cwd=home, stdout=log, stderr=log, text=True)
    running = Founded(home, port, {"it": password[1]}, server, worker)
    if wait_until_it_answers(running.address, server):
        return running
    running.stop()
    raise AssertionError(f"the platform did not start:\n{(home / 'server.log').read_text()}")
