"""Where police offices should stand."""

from importlib import import_module

from django.apps import AppConfig


class SitingConfig(AppConfig):
    name = "jingge.siting"
    label = "siting"

    def ready(self) -> None:
        """Name this context's handlers, in the web process too: it checks the kind when it enqueues."""
        import_module("jingge.siting.tasks")
