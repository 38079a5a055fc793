"""`python -m jingge.uploads.reader PATH NAME OUT LIMITS`: the process that touches strangers' files.

Started by uploads.queries.read_tables with an empty environment; knows no database, no
settings and no network.
"""

import json
import resource
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
    started = time.perf_counter()
    try:
        result = read_whole(Path(path), name, limits)
    except MemoryError:
        result = ReadResult([], [ReadProblem(ERROR, "too_heavy", sheet=name)])
    result.peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result.seconds = round(time.perf_counter() - started, 3)
    write_result(result, Path(out))


if __name__ == "__main__":
    main(*sys.argv[1:5])
