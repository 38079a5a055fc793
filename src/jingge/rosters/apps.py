"""Rosters: drawn by the engine, published, swapped, repaired."""

from importlib import import_module

from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "jingge.rosters"
    label = "rosters"

    def ready(self) -> None:
        """Name this context's handlers, in the web process too: it checks the kind when it enqueues."""
        import_module("jingge.rosters.tasks")
