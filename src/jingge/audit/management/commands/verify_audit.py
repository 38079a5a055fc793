"""`jingge verify_audit`: has anyone written over the audit log?"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jingge.audit.queries import list_heads, verify_all
from jingge.audit.terms import FAULTS, Head


class Command(BaseCommand):
    help = "Check every chain of the audit log; exit 1 when something was changed, moved or removed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--keep-heads", type=Path, help="write how far each chain reaches, to be kept elsewhere"
        )
        parser.add_argument(
            "--kept-heads", type=Path, help="check against a file written earlier by --keep-heads"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kept = (
            [Head(**line) for line in json.loads(options["kept_heads"].read_text())]
            if options["kept_heads"]
            else []
        )
        verdict = verify_all(kept)
        for fault in verdict.faults:
            self.stderr.write(f"{fault} ({FAULTS[fault.kind]})")
        if verdict.faults:
            raise CommandError(
                f"{len(verdict.faults)} faults in {verdict.events} records of {verdict.chains} chains"
            )
        if options["keep_heads"]:
            options["keep_heads"].write_text(json.dumps([asdict(head) for head in list_heads()], indent=1))
        self.stdout.write(
            f"{verdict.events} records in {verdict.chains} chains: nothing changed, moved or removed"
        )
