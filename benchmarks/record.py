"""Where results are kept. A run that is not to be recorded is given a folder that goes away with it."""

import os
from pathlib import Path

VARIABLE = "JINGGE_BENCHMARK_RESULTS"


def results_folder() -> Path:
    """`benchmarks/results`, unless whoever started the benchmark said otherwise."""
    return Path(os.environ.get(VARIABLE) or Path(__file__).resolve().parent / "results")
