"""The machine a figure was measured on: without it a second means nothing."""

import os
import platform
import subprocess
from pathlib import Path


def _first(path: str, key: str) -> str:
    """The value of the first `key : value` line, or nothing where the file does not exist."""
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")


def _commit() -> str:
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return said.stdout.strip()


def describe_machine() -> str:
    memory = _first("/proc/meminfo", "MemTotal").split()
    parts = [
        _first("/proc/cpuinfo", "model name") or platform.machine(),
        f"{os.cpu_count()} cores",
        f"{int(memory[0]) / 1024**2:.0f} GB" if memory else "",
        f"{platform.system()} {platform.release().split('-')[0]}",
        f"Python {platform.python_version()}",
        f"load at the end {os.getloadavg()[0]:.1f}",
        f"commit {_commit()}" if _commit() else "",
    ]
    return " · ".join(part for part in parts if part)


def peak_mb() -> float:
    """Most memory this process ever held; getrusage would count what its parent held when it was started."""
    return float(_first("/proc/self/status", "VmHWM").split()[0]) / 1024
