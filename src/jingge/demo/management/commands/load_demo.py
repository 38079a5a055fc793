"""`jingge load_demo`: the demonstration county, through the ordinary import. Safe to repeat."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jingge.common.errors import Refused
from jingge.common.ids import new_id
from jingge.common.viewer import system_viewer
from jingge.demo.actions import load_demonstration
from jingge.demo.management.printing import table
from jingge.demo.queries import demonstration_bureau_id


class Command(BaseCommand):
    help = "Load the demonstration county: tables, import, today's map, accounts with random passwords."

    def handle(self, *args: Any, **options: Any) -> None:
        by = system_viewer(demonstration_bureau_id() or new_id(), "demonstration")
        try:
            accounts = load_demonstration(folder=Path(settings.HOME) / "demo" / "lingwu", by=by)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(table(accounts) if accounts else "the demonstration is loaded already")
