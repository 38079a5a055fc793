"""Scenarios: drawn by the engine, compared, approved, adopted from a date."""

from importlib import import_module

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "jingge.planning"
    label = "planning"

    def ready(self) -> None:
        """Name this context's handlers, in the web process too: it checks the kind when it enqueues."""
        import_module("jingge.planning.tasks")
