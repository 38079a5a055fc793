"""The web server and the worker side by side, until Ctrl-C; both end together."""

import gc
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

WORKER = [sys.executable, "-c", "from jingge.config.cli import main; main()", "worker", "--processes", "2"]


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn inside this process: Django is loaded already, so a start costs no second load.

    Bound to the loopback address and to nothing else (decision record 4).
    """

    def __init__(self, *, port: int, ready: Callable[[], None]) -> None:
        self._port = port
        self._ready = ready
        super().__init__()

    def load_config(self) -> None:
        chosen: dict[str, Any] = {
            "bind": f"127.0.0.1:{self._port}",
            "worker_class": "gthread",
            "workers": 2,
            "threads": 4,
            "timeout": 120,
            "graceful_timeout": 5,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda arbiter: self._ready(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Everything is imported before the fork; then none of it is ever searched for garbage again.

        A full search of the heap would halt a request for a fifth of a second now and then.
        """
        application = get_wsgi_application()
        import_module(settings.ROOT_URLCONF)
        gc.collect()
        gc.freeze()
        return application


def serve(*, port: int, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM. The worker is asked to stop, and gives back what it holds."""
    connections.close_all()  # a connection must not cross a fork
    worker = subprocess.Popen(WORKER, start_new_session=True)  # Ctrl-C reaches us, and we ask the worker
    try:
        Server(port=port, ready=ready).run()
    finally:
        worker.terminate()
        try:
            worker.wait(timeout=30)
        except subprocess.TimeoutExpired:
            worker.kill()
