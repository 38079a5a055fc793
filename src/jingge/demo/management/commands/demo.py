"""`jingge demo`: everything the demonstration needs, then the web server and the worker until Ctrl-C."""

import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jingge.common.errors import Refused
from jingge.common.ids import new_id
from jingge.common.viewer import system_viewer
from jingge.demo.actions import DemoAccount, load_demonstration
from jingge.demo.management.printing import table
from jingge.demo.management.serving import serve
from jingge.demo.management.static import collect
from jingge.demo.queries import demonstration_bureau_id

FORGOTTEN = (
    "账号密码只在首次启动时显示;重设: .venv/bin/jingge reset_demo_passwords\n"
    "Passwords were printed at the first start; for new ones run that command."
)


class Command(BaseCommand):
    help = "Prepare the demonstration (the first time: load it), then serve it on the loopback address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="get everything ready, but do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        port = settings.DEMO_PORT
        if not options["prepare"]:
            self._refuse_taken(port)
        call_command("migrate", verbosity=0, interactive=False)
        collect()
        accounts = self._load()  # last: its passwords are shown once, and nothing may fail before they are
        if options["prepare"]:
            self.stdout.write(table(accounts) if accounts else FORGOTTEN)
        else:
            serve(port=port, ready=lambda: self._greet(port, accounts))

    def _refuse_taken(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise CommandError(
                    f"port {port} is taken; choose another: JINGGE_PORT=8001 make demo"
                ) from error

    def _load(self) -> list[DemoAccount]:
        if demonstration_bureau_id() is None:
            self.stdout.write(
                "首次启动:生成并导入灵武示范数据 · first start: making and importing the county …"
            )
        by = system_viewer(demonstration_bureau_id() or new_id(), "demonstration")
        try:
            return load_demonstration(folder=Path(settings.HOME) / "demo" / "lingwu", by=by)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _greet(self, port: int, accounts: list[DemoAccount]) -> None:
        said = table(accounts) if accounts else FORGOTTEN
        self.stdout.write(f"\n警格 Jingge: http://127.0.0.1:{port}/  (Ctrl-C 停止 · stops)\n\n{said}\n")
        self.stdout.flush()
