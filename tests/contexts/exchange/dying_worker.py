"""A real worker that stops in the middle of writing an import: `python dying_worker.py MARK [options]`.

Everything up to the people is written inside the open transaction; then it says so in a file
and waits to be killed.
"""

import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from jingge.organisation.models import Station  # noqa: E402
from jingge.staffing import actions as staffing  # noqa: E402
from jingge.territory.models import Grid  # noqa: E402


def stop_here(mark: Path) -> Any:
    def post_to_beats(**_given: object) -> NoReturn:
        mark.write_text(f"{Station.objects.count()} {Grid.objects.count()}")
        time.sleep(600)
        raise SystemExit

    return post_to_beats


if __name__ == "__main__":
    staffing.post_to_beats = stop_here(Path(sys.argv[1]))
    call_command("worker", *sys.argv[2:])
