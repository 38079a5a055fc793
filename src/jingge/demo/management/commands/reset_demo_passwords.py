"""`jingge reset_demo_passwords`: new random passwords for the demonstration's accounts, printed once."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jingge.common.viewer import system_viewer
from jingge.demo.actions import reset_demonstration_passwords
from jingge.demo.management.printing import table
from jingge.demo.queries import demonstration_bureau_id


class Command(BaseCommand):
    help = "Give every demonstration account a new random password and print them once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="user names and passwords for a script")

    def handle(self, *args: Any, **options: Any) -> None:
        bureau_id = demonstration_bureau_id()
        if bureau_id is None:
            raise CommandError("There is no demonstration here; load it with `make demo`.")
        accounts = reset_demonstration_passwords(by=system_viewer(bureau_id, "demonstration"))
        if options["json"]:
            self.stdout.write(json.dumps({a.username: a.password for a in accounts}))
        else:
            self.stdout.write(table(accounts))
