"""`jingge import PATH --bureau CODE`: the same road as the page, for a terminal."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from jingge.common.clock import today
from jingge.common.ids import new_id
from jingge.common.viewer import system_viewer
from jingge.exchange.actions import import_now
from jingge.exchange.queries.imports import bureau_id_of, problems_of
from jingge.exchange.queries.reading import Reading, read_handover
from jingge.exchange.rules.lines import difference_lines, problem_lines
from jingge.exchange.terms import ImportState


class Command(BaseCommand):
    help = "Import a bureau's tables: a folder, .zip, .xlsx or layer. With errors nothing is written (exit code 1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--bureau", required=True, help="6-digit code; a new one founds the bureau")
        parser.add_argument(
            "--in-force-from", type=date.fromisoformat, default=None, help="YYYY-MM-DD, today if left out"
        )
        parser.add_argument(
            "--check-only", action="store_true", help="say what is wrong and what would change"
        )
        parser.add_argument("--yes", action="store_true", help="apply without asking")
        parser.add_argument("--language", default="zh-hans", choices=["zh-hans", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"{path}: no such file or folder")
        with translation.override(options["language"]):
            self.run(path, options)

    def run(self, path: Path, options: dict[str, Any]) -> None:
        known = bureau_id_of(options["bureau"])
        bureau_id = known or new_id()
        day = options["in_force_from"] or today()
        if options["check_only"] or not options["yes"]:
            reading = read_handover(
                path, name=path.name, bureau_id=bureau_id, day=day, bureau_code=options["bureau"]
            )
            self.show(reading)
            if options["check_only"]:
                return
            if not agreed():
                raise CommandError("nothing was written", returncode=1)
        self.apply(path, bureau_id, day, options["bureau"])

    def show(self, reading: Reading) -> None:
        for line in problem_lines(reading.problems):
            self.stdout.write(line)
        for line in difference_lines(reading.differences):
            self.stdout.write(line)
        if reading.errors or reading.unmapped:
            lacking = "; ".join(f"{table}: {', '.join(fields)}" for table, fields in reading.unmapped.items())
            raise CommandError(f"{reading.errors} errors {lacking}; nothing was written", returncode=1)

    def apply(self, path: Path, bureau_id: UUID, day: date, code: str) -> None:
        by = system_viewer(bureau_id, "jingge import")
        row = import_now(path=path, bureau_id=bureau_id, in_force_from=day, by=by, bureau_code=code)
        if row.state != ImportState.APPLIED:
            for line in problem_lines(problems_of(by, row.pk)):
                self.stdout.write(line)
            raise CommandError(f"{row.errors} errors; nothing was written", returncode=1)
        self.stdout.write(f"import {row.number}: applied, in force from {day}, {row.warnings} warnings")


def agreed() -> bool:
    """Nobody there to answer, as in a script without --yes, is no agreement."""
    try:
        return input("apply? [y/N] ").strip().lower() == "y"
    except EOFError:
        return False
