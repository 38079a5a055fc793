"""`python -m jingge.uploads.reader PATH NAME OUT LIMITS`: the process that touches strangers' files.

Started by uploads.queries.read_tables with an empty environment; knows no database, no
settings and no network.
"""

import json
import sys
import time
from pathlib import Path

from jingge.uploads.reader.confine import confine
from jingge.uploads.reader.store import write_result
from jingge.uploads.reader.whole import read_whole
from jingge.uploads.terms import ERROR, Limits, ReadProblem, ReadResult


def main(path: str, name: str, out: str, stated: str) -> None:
    limits = Limits(**json.loads(stated))
    confine(limits)
    try:
        result = read_whole(Path(path), name, limits)
    except MemoryError:
        result = ReadResult([], [ReadProblem(ERROR, "too_heavy", sheet=name)])
    result.peak_kb = peak_kb()
    result.seconds = round(time.process_time(), 3)
    write_result(result, Path(out))


def peak_kb() -> int:
    """The most memory this program held. Not `ru_maxrss`: that remembers the process it was forked from."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main(*sys.argv[1:5])
