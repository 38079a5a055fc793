"""Plans of moves: drafted by hand or drawn by the engine, decided by two people, in effect from a day."""

from importlib import import_module

from django.apps import AppConfig


class RedeploymentConfig(AppConfig):
    name = "jingge.redeployment"
    label = "redeployment"

    def ready(self) -> None:
        """Name this context's handler, in the web process too: it checks the kind when it enqueues."""
        import_module("jingge.redeployment.tasks")
