"""Incidents: taken in, reviewed, transferred, with a clock at every moment."""

from importlib import import_module

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "jingge.incidents"
    label = "incidents"

    def ready(self) -> None:
        """Name this context's regular work, and what it can say of a draft of the rules."""
        import_module("jingge.incidents.tasks")
        follow = import_module("jingge.incidents.actions.calendars").follow_calendar
        after = import_module("jingge.organisation.actions.calendars").AFTER_CHANGE
        if follow not in after:
            after.append(follow)
        preview = import_module("jingge.incidents.queries.previewing").preview
        import_module("jingge.norms.terms").offer_preview(preview)
