"""The platform as people meet it: `jingge demo` in its own process, with its worker, on its own folder."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JINGGE = [sys.executable, "-c", "from jingge.config.cli import main; main()"]


def environment(home: Path, port: int, database: str = "") -> dict[str, str]:
    """Nothing of the tests' own settings: the folder, the port, the database, and what the machine needs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "JINGGE_HOME": str(home), "JINGGE_PORT": str(port), "JINGGE_LOG": "WARNING"} | (
        {"JINGGE_DATABASE": database} if database else {}
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Platform:
    """A running demonstration."""

    home: Path
    port: int
    passwords: dict[str, str]
    """User name → password of every demonstration account."""
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *command: str) -> str:
        """A `jingge …` command on the same folder; what it printed."""
        done = subprocess.run(
            [*JINGGE, *command], env=environment(self.home, self.port), cwd=self.home,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def prepare(home: Path, database: str = "") -> None:
    """A folder with the demonstration loaded and the static files collected, by `jingge demo --prepare`."""
    home.mkdir(parents=True)
    (home / "vendor").symlink_to(ROOT / "var" / "vendor")
    subprocess.run(
        [*JINGGE, "demo", "--prepare"], env=environment(home, 0, database), cwd=home, check=True, timeout=600
    )


def start(home: Path, database: str = "") -> Platform:
    """`jingge demo` on a prepared folder, once it answers; its accounts have fresh passwords."""
    port = free_port()
    reset = subprocess.run(
        [*JINGGE, "reset_demo_passwords", "--json"],
        env=environment(home, port, database), cwd=home, capture_output=True, text=True, check=True,
    )  # fmt: skip
    with (home / "demo.log").open("w") as log:
        process = subprocess.Popen(
            [*JINGGE, "demo"],
            env=environment(home, port, database),
            cwd=home,
            stdout=log,
            stderr=log,
            text=True,
        )
    running = Platform(home, port, json.loads(reset.stdout), process)
    if wait_until_it_answers(running.address, process):
        return running
    running.stop()
    raise AssertionError(f"the demonstration did not start:\n{(home / 'demo.log').read_text()}")


def wait_until_it_answers(address: str, process: "subprocess.Popen[str]") -> bool:
    """False when it ended, or took a minute and a half; a busy machine is slow, not broken."""
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/sign-in/", timeout=10).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return True
    return False


def copy(template: Path, home: Path) -> Path:
    """Another folder in the same state: what one journey does is not there in the next."""
    shutil.copytree(template, home, symlinks=True, ignore=shutil.ignore_patterns("static"))
    (home / "static").symlink_to(template / "static")
    return home
