"""Run several make targets one after the other and end with what each of them said."""

import re
import subprocess
import sys
import time

SUMMARY = re.compile(r"\b\d+ (passed|failed|error|errors|skipped)\b.* in \d")


def run(target: str) -> tuple[bool, str, float]:
    """Run `make TARGET`, showing its output; the line that sums it up is kept."""
    print(f"\n=== make {target}", flush=True)
    began, last = time.monotonic(), ""
    process = subprocess.Popen(
        ["make", "--no-print-directory", target], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        if SUMMARY.search(line):
            last = line.strip("= \n")
    return process.wait() == 0, last, time.monotonic() - began


def main(targets: list[str]) -> int:
    results = {target: run(target) for target in targets}
    print()
    for target, (good, summary, seconds) in results.items():
        print(f"{'ok    ' if good else 'FAILED'} {target:<20} {seconds:6.0f} s  {summary}")
    return 0 if all(good for good, _, _ in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
