"""`jingge export_bureau OUT.zip --bureau CODE`: the tables an import takes back unchanged."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jingge.common.clock import today
from jingge.common.viewer import system_viewer
from jingge.exchange.actions import export_bureau
from jingge.exchange.queries.imports import bureau_id_of


class Command(BaseCommand):
    help = "Write the bureau's present tables as a zip of CSV and GeoJSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path)
        parser.add_argument("--bureau", required=True, help="6-digit code")
        parser.add_argument(
            "--day", type=date.fromisoformat, default=None, help="YYYY-MM-DD, today if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        bureau_id = bureau_id_of(options["bureau"])
        if bureau_id is None:
            raise CommandError(f"there is no bureau {options['bureau']}")
        out: Path = options["out"]
        by = system_viewer(bureau_id, "jingge export_bureau")
        out.write_bytes(export_bureau(day=options["day"] or today(), by=by))
        self.stdout.write(f"{out}: {out.stat().st_size} bytes")
