"""Reading a stranger's file: always in another process, always limited."""

import json
import logging
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from jingge.uploads.reader.store import MANIFEST, read_result
from jingge.uploads.terms import ERROR, MB, NORMAL, Limits, ReadProblem, ReadResult

logger = logging.getLogger(__name__)
KEPT = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH")


def normal_limits() -> Limits:
    """The limits of this installation: uploads may be as large as the bureau has set."""
    return replace(NORMAL, file_bytes=settings.UPLOAD_LIMIT_MB * MB)


def read_tables(path: Path, *, name: str = "", limits: Limits | None = None) -> ReadResult:
    """Every table a folder or file holds, with everything wrong with it. Never raises for bad input.

    `name` is what the user called the file; it is a label only.
    """
    label = name or path.name
    limits = limits or normal_limits()
    with tempfile.TemporaryDirectory(prefix="jingge-read-") as folder:
        out = Path(folder) / "out"
        out.mkdir()
        failure = run_reader(path, label, out, limits, Path(folder))
        if failure is not None:
            return ReadResult([], [ReadProblem(ERROR, failure, sheet=label)])
        return read_result(out)


def run_reader(path: Path, label: str, out: Path, limits: Limits, scratch: Path) -> str | None:
    """Run the reader process; the code of what ended it early, or None."""
    environment = {key: os.environ[key] for key in KEPT if key in os.environ}
    environment |= {
        "TMPDIR": str(scratch),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, "-P", "-m", "jingge.uploads.reader"]
    try:
        done = subprocess.run(
            [*command, str(path.resolve()), label, str(out), json.dumps(limits.as_dict())],
            env=environment,
            cwd=scratch,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limits.wall_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "too_heavy"
    if done.returncode == 0 and (out / MANIFEST).exists():
        return None
    message = done.stderr.decode(errors="replace")[-2000:]
    logger.warning("reader ended with %s on %r: %s", done.returncode, label, message)
    return "too_heavy" if done.returncode < 0 or "MemoryError" in message else "unreadable"
