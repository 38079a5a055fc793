"""Follow-ups that rest on a document with a term: dates and done or not, never a person."""

from importlib import import_module

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "jingge.followups"
    label = "followups"

    def ready(self) -> None:
        """Name this context's regular work."""
        import_module("jingge.followups.tasks")
