"""A real worker process with handlers made for being killed: `python slow_worker.py --lease 1.5`.

`test.slow` says that it began (a file), takes its time, and leaves one audit event as its effect.
"""

import sys
import time
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from jingge.audit import actions as audit  # noqa: E402
from jingge.common.viewer import system_viewer  # noqa: E402
from jingge.runs.terms import Effect, JobTicket, Progress, handles  # noqa: E402


def write_effect(ticket: JobTicket) -> dict[str, int]:
    audit.record(action="test.effect", by=system_viewer(ticket.bureau_id), subject_label=ticket.subject_label)
    return {"attempt": ticket.attempt}


@handles("test.slow")
def slow(ticket: JobTicket, progress: Progress) -> Effect:
    with Path(ticket.payload["began"]).open("a") as file:
        file.write(f"{ticket.attempt}\n")
    steps = 1 if ticket.attempt > ticket.payload.get("slow_attempts", 1) else 400
    for step in range(steps):
        progress(step / steps, "Improving the plan")
        time.sleep(0.05)
    return lambda: write_effect(ticket)


@handles("test.quick")
def quick(ticket: JobTicket, progress: Progress) -> Effect:
    progress(0.5)
    time.sleep(0.02)
    return lambda: write_effect(ticket)


if __name__ == "__main__":
    call_command("worker", *sys.argv[1:])
