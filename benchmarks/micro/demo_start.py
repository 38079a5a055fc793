"""From `make demo` to the first answered page: a later start, and with --fresh a start from a new clone.

    python -m benchmarks.micro.demo_start [--rounds 3] [--fresh]

--fresh clones this repository, so it needs the network for the packages; its goal is 5 minutes.
"""

import argparse
import os
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.journeys.running import ROOT, environment, free_port, prepare


def seconds_until_healthy(where: Path, settings: dict[str, str], limit_s: float) -> float:
    """Start `make demo` in `where`, wait for its sign-in page, stop it."""
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "--no-print-directory", "demo"], cwd=where, env=settings, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{settings['JINGGE_PORT']}/sign-in/"
    try:
        while process.poll() is None and time.monotonic() - began < limit_s:
            try:
                urllib.request.urlopen(address, timeout=5).close()
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
            else:
                return time.monotonic() - began
        raise SystemExit(f"`make demo` did not answer within {limit_s:.0f} s")
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)


def later(rounds: int) -> list[float]:
    """Starts on a folder where everything was loaded before."""
    with tempfile.TemporaryDirectory(prefix="jingge-bench-") as folder:
        home = Path(folder) / "var"
        prepare(home)
        return [seconds_until_healthy(ROOT, environment(home, free_port()), 120) for _ in range(rounds)]


def fresh() -> float:
    """A new clone: environment, browser code, synthesis, import, static files, then the page."""
    with tempfile.TemporaryDirectory(prefix="jingge-fresh-") as folder:
        clone = Path(folder) / "jingge"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        # Everything of this machine but the settings of the platform: a proxy or a mirror may be needed.
        machine = {k: v for k, v in os.environ.items() if not k.startswith(("JINGGE_", "VIRTUAL_ENV"))}
        return seconds_until_healthy(clone, {**machine, "JINGGE_PORT": str(free_port())}, 900)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--fresh", action="store_true", help="also measure a fresh clone")
    asked = parser.parse_args()
    times = later(asked.rounds)
    print("later starts:", ", ".join(f"{one:.2f} s" for one in times))
    print(f"= make demo, later start, median of {len(times)}: {statistics.median(times):.2f} s (goal ≤ 5)")
    if asked.fresh:
        print(f"= make demo from a fresh clone: {fresh():.0f} s (goal ≤ 300)")


if __name__ == "__main__":
    main()
